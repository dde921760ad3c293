use super::Excerpt;
use crate::position::span;

fn excerpt(text: &str, meant: &str) -> Excerpt {
    let start = text.find(meant).unwrap();
    Excerpt::of(text, span(text, start..start + meant.len()))
}

/// What is meant is in the excerpt, where it says.
fn marked(excerpt: &Excerpt) -> &str {
    &excerpt.text[excerpt.range.clone()]
}

#[test]
fn a_short_line_is_whole_and_without_its_end() {
    let found = excerpt("{\r\n  \"a\": 1,\r\n}", "1");
    assert_eq!((found.text.as_str(), marked(&found), found.line, found.cut), ("  \"a\": 1,", "1", 2, None));
}

#[test]
fn of_a_long_line_the_surroundings_are_shown() {
    let line = format!("{}\"Shipp\"{}", "é ".repeat(100_000), " 日本".repeat(50_000));
    let found = excerpt(&line, "\"Shipp\"");
    assert!(found.text.len() < 250 && found.text.starts_with("...") && found.text.ends_with("..."), "{}", found.text);
    assert_eq!(marked(&found), "\"Shipp\"");
    let cut = found.cut.unwrap();
    assert_eq!(cut.real, 200_001);
    assert_eq!(found.text.chars().nth(cut.shown - 1), Some('"'));
}

#[test]
fn what_is_long_itself_is_cut_too() {
    let line = format!("x{}", "y".repeat(10_000));
    let found = excerpt(&line, &"y".repeat(10_000));
    assert!(found.text.len() < 300 && found.range.len() < 250, "{found:?}");
}

#[test]
fn the_end_of_the_text_is_a_place() {
    for text in ["", "\n", "{", "{\n", "{\r\n"] {
        let found = Excerpt::of(text, span(text, text.len()..text.len()));
        assert!(found.range.end <= found.text.len());
    }
}

#[test]
fn of_many_lines_the_first_is_marked() {
    let found = excerpt("a: {\n  b\n}", "{\n  b\n}");
    assert_eq!((marked(&found), found.line), ("{", 1));
}

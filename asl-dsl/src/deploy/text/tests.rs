use super::{Part, Piece, Pseudo, Text, parts};

#[test]
fn a_string_is_cut_at_its_placeholders() {
    let table: &[(&str, &[Part<'_>])] = &[
        ("plain", &[Part::Text("plain")]),
        ("${A}", &[Part::Placeholder("A")]),
        ("a-${A_1}-b", &[Part::Text("a-"), Part::Placeholder("A_1"), Part::Text("-b")]),
        ("${AWS::Region}", &[Part::Pseudo("AWS::Region")]),
        ("${1}", &[Part::Malformed("${1}")]),
        ("${}", &[Part::Malformed("${}")]),
        ("${ä}x", &[Part::Malformed("${ä}"), Part::Text("x")]),
        ("${open", &[Part::Malformed("${open")]),
        ("$ {A} $$", &[Part::Text("$ {A} $$")]),
        ("$${A}", &[Part::Text("$"), Part::Placeholder("A")]),
        ("", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(parts(text), *expected, "{text}");
    }
}

#[test]
fn what_is_no_placeholder_stays_as_it_is() {
    assert_eq!(Text::parse("${not a name}").as_literal(), Some("${not a name}"));
    assert_eq!(Text::parse("${AWS::Nonsense}").as_literal(), Some("${AWS::Nonsense}"));
    assert_eq!(Text::parse("${AWS::Region}").pieces(), [Piece::Pseudo(Pseudo::Region)]);
}

#[test]
fn filling_joins_neighbours() {
    let text = Text::parse("a-${A}-${B}").fill(&|name| (name == "A").then(|| "x".to_owned()));
    assert_eq!(text.pieces(), [Piece::Literal("a-x-".to_owned()), Piece::Hole("B".to_owned())]);
}

//! Strings and characters.

use crate::support::cases;

fn texts() -> Vec<(String,)> {
    let all = [
        "",
        "a",
        "abc",
        "  a   b ",
        "héllo😀",
        "a,b,,c,",
        "ab\nc\r\nd\n",
        "\n",
        "\n\n",
        "ÀÉ ß",
        "Order-1",
        "\tx\u{a0}",
        "$1 $$ \\",
    ];
    all.iter().map(|text| ((*text).to_string(),)).collect()
}

fn pairs() -> Vec<(String, String)> {
    let all = [
        ("", ""),
        ("a", ""),
        ("", "a"),
        ("abc", "abc"),
        ("abc", "ab"),
        ("abc", "bc"),
        ("bc", "abc"),
        ("abcabc", "b"),
        ("😀é😀", "😀"),
        ("a.b.c", "."),
        ("$1", "$"),
        ("aaa", "aa"),
    ];
    all.iter().map(|(a, b)| ((*a).to_string(), (*b).to_string())).collect()
}

cases! {
    is_empty(s: String) -> bool { s.is_empty() } on texts();
    chars_count(s: String) -> usize { s.chars().count() } on texts();
    chars(s: String) -> Vec<char> { s.chars().collect() } on texts();
    chars_rev(s: String) -> String { s.chars().rev().collect::<String>() } on texts();
    chars_digits(s: String) -> String { s.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>() } on texts();
    chars_any(s: String) -> bool { s.chars().any(|c| c.is_ascii_digit()) } on texts();
    chars_classes(s: String) -> usize { s.chars().filter(|c| c.is_ascii_uppercase() || c.is_ascii_lowercase() || c.is_ascii_alphabetic()).count() } on texts();
    contains(s: String, t: String) -> bool { s.contains(&t) } on pairs();
    contains_char(s: String) -> bool { s.contains('b') } on texts();
    starts_with(s: String, t: String) -> bool { s.starts_with(&t) } on pairs();
    ends_with(s: String, t: String) -> bool { s.ends_with(&t) } on pairs();
    ends_with_literal(s: String) -> bool { s.ends_with("c") } on texts();
    starts_with_literal(s: String) -> bool { s.starts_with("Order-") } on texts();
    strip_prefix(s: String, t: String) -> Option<String> { s.strip_prefix(&t).map(|r| r.to_string()) } on pairs();
    strip_suffix(s: String, t: String) -> Option<String> { s.strip_suffix(&t).map(|r| r.to_string()) } on pairs();
    to_uppercase(s: String) -> String { s.to_uppercase() } on texts();
    to_lowercase(s: String) -> String { s.to_lowercase() } on texts();
    trim(s: String) -> String { s.trim().to_string() } on texts();
    trim_start(s: String) -> String { s.trim_start().to_string() } on texts();
    trim_end(s: String) -> String { s.trim_end().to_string() } on texts();
    replace(s: String) -> String { s.replace("b", "$1") } on texts();
    replace_dots(s: String) -> String { s.replace(".", "") } on pairs().into_iter().map(|(s, _)| (s,));
    replace_computed(s: String, t: String) -> String { s.replace(&t, "-") } on pairs().into_iter().filter(|(_, t)| !t.is_empty());
    split(s: String) -> Vec<String> { s.split(",").map(|p| p.to_string()).collect() } on texts();
    split_char(s: String) -> usize { s.split(',').count() } on texts();
    split_once(s: String, t: String) -> Option<(String, String)> { s.split_once(&t).map(|(a, b)| (a.to_string(), b.to_string())) } on pairs();
    split_whitespace(s: String) -> Vec<String> { s.split_whitespace().map(|p| p.to_string()).collect() } on texts();
    lines(s: String) -> Vec<String> { s.lines().map(|p| p.to_string()).collect() } on texts();
    repeat(s: String, n: usize) -> String { s.repeat(n) } on [("ab", 0usize), ("ab", 1), ("ab", 3), ("", 2)];
    clone(s: String) -> String { s.clone() } on texts();
    to_owned(s: String) -> String { s.as_str().to_owned() } on texts();
    as_str(s: String) -> bool { s.as_str() == "abc" } on texts();
    to_string_int(n: i64) -> String { n.to_string() } on [(0i64,), (-5,), (999_999_999_999_999,)];
    to_string_bool(b: bool) -> String { b.to_string() } on [(true,), (false,)];
    max_of_texts(s: String, t: String) -> String { s.max(t) } on pairs();
}

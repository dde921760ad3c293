//! Two dialects of JSONPath: Jayway's, which Step Functions runs, and RFC 9535, which `serde_json_path` implements.
//!
//! Where the two agree, an independent reader must agree too, on generated paths; where they differ, the table says how and why.

use asl_schema::jsonpath::parse;
use proptest::prelude::*;
use serde_json_path::JsonPath as Rfc9535;

fn both(text: &str) -> (bool, bool) {
    (parse(text).is_ok(), Rfc9535::parse(text).is_ok())
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z_é][a-zA-Z0-9_é]{0,5}"
}

fn index() -> impl Strategy<Value = String> {
    (-99_i32..99).prop_map(|index| index.to_string())
}

fn step() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => name().prop_map(|name| format!(".{name}")),
        2 => name().prop_map(|name| format!("['{name}']")),
        1 => name().prop_map(|name| format!("[\"{name} -.*\"]")),
        1 => (name(), name()).prop_map(|(a, b)| format!("['{a}', '{b}']")),
        2 => index().prop_map(|index| format!("[{index}]")),
        1 => (index(), index()).prop_map(|(a, b)| format!("[{a}, {b}]")),
        1 => index().prop_map(|index| format!("[{index}:]")),
        1 => index().prop_map(|index| format!("[:{index}]")),
        1 => (index(), index()).prop_map(|(a, b)| format!("[{a}:{b}]")),
        1 => Just(".*".to_owned()),
        1 => Just("[*]".to_owned()),
        1 => name().prop_map(|name| format!("..{name}")),
        1 => Just("..*".to_owned()),
        1 => condition().prop_map(|condition| format!("[?({condition})]")),
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        name().prop_map(|name| format!("'{name}'")),
        name().prop_map(|name| format!("\"{name}\"")),
        index(),
        (0_u32..99, 0_u32..99).prop_map(|(a, b)| format!("{a}.{b}")),
        Just("true".to_owned()),
        Just("null".to_owned()),
        name().prop_map(|name| format!("$.{name}")),
        name().prop_map(|name| format!("@['{name}']")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        name().prop_map(|name| format!("@.{name}")),
        name().prop_map(|name| format!("!@.{name}")),
        (name(), "(==|!=|<|<=|>|>=)", value()).prop_map(|(name, sign, value)| format!("@.{name} {sign} {value}")),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} && {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} || {b}")),
            inner.prop_map(|inner| format!("!({inner})")),
        ]
    })
}

fn path() -> impl Strategy<Value = String> {
    proptest::collection::vec(step(), 0..6).prop_map(|steps| format!("${}", steps.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    /// What both dialects have, both read.
    #[test]
    fn both_read_what_both_have(text in path()) {
        prop_assert_eq!(both(&text), (true, true), "{}", text);
    }

    /// A shared path from which something was cut is refused by both, or by neither. Cut is a sign that no dialect can do without.
    #[test]
    fn both_refuse_what_is_broken(text in path(), cut in any::<prop::sample::Index>()) {
        let brackets: Vec<usize> = text.match_indices(['[', ']', '\'', '"', '(', ')', '?']).map(|(at, _)| at).collect();
        prop_assume!(!brackets.is_empty());
        let mut broken = text.clone();
        broken.remove(*cut.get(&brackets));
        let (ours, theirs) = both(&broken);
        // RFC 9535 needs no parentheses around a filter, and two brackets can join into one that is whole again.
        prop_assert!(!ours || theirs || known_to_jayway_only(&broken), "{broken}: we {ours}, they {theirs}");
    }
}

/// Dotted names that Jayway reads to the next dot or bracket, whatever is in them; a step after a bracket without its dot.
fn known_to_jayway_only(text: &str) -> bool {
    let Ok(jayway) = parse(text) else { return false };
    jayway.steps().iter().any(|step| {
        let written = &text[step.span.clone()];
        let bare = written.trim_start_matches('.');
        !written.starts_with('[')
            && bare != "*"
            && !bare.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
            || !written.starts_with(['.', '['])
    }) || !jayway.doubts().is_empty()
}

/// Each line: the path, whether Jayway's dialect has it, whether RFC 9535 has it, and why they differ.
#[test]
fn where_the_dialects_differ() {
    for (text, jayway, rfc, _why) in [
        ("$.delivery-partner", true, false, "Jayway ends a dotted name at a space, dot, bracket or parenthesis only"),
        ("$.a:b", true, false, "the same"),
        ("$.1st", true, false, "the same: a name may begin with a digit"),
        ("$.[0]", true, false, "a dot before a bracket is read over"),
        ("$.a.['b']", true, false, "the same"),
        ("$[0]a", true, false, "after a bracket a dot may be missing"),
        (r#"$['Test\""Name"']"#, true, false, "any character may be escaped; AWS ran this one"),
        (r"$['\q']", true, false, "the same"),
        ("$.a  ", true, false, "spaces at the end are trimmed"),
        ("$name.a", true, false, "variables are Step Functions' own"),
        ("$$.Execution.Id", true, false, "the context object is Step Functions' own"),
        ("$.a.length()", true, false, "functions stand at the end of the path, not in filters"),
        ("$[?(@.a =~ /b/i)]", true, false, "regular expressions are literals"),
        ("$[?(@.a in ['b'])]", true, false, "operators that are words"),
        ("$[?(@.a == [1])]", true, false, "lists as literals"),
        ("$[?(@.a === 1)]", true, false, "equality with types"),
        ("$[?(!@.a == 1)]", true, false, "`!` before a comparison is ignored"),
        ("$[?(@..a == 1)]", true, false, "a side of a comparison may find several nodes"),
        ("$[-0]", true, false, "Java reads -0 as 0"),
        ("$[01]", true, false, "Java reads zeros before a number"),
        ("$[0,]", true, false, "Java's split drops an empty end"),
        ("$[(@.length-1)]", true, false, "a script of the first dialect; doubtful"),
        ("$[?(@.a == word)]", true, false, "a text without quotes; doubtful"),
        ("$[?@.a == 1]", false, true, "filters need parentheses"),
        ("$[?(@.a) && (@.b)]", false, true, "the parentheses go around all of it"),
        ("$[:]", false, true, "a slice needs a start or an end"),
        ("$[::2]", false, true, "slices have no step"),
        ("$[1 : 2]", false, true, "no spaces around the colon"),
        ("$[0, 'a']", false, true, "indexes and names do not mix in a bracket"),
        ("$['a', \"b\"]", false, true, "one kind of quote in a bracket"),
        ("$[*, 0]", false, true, "`*` stands alone in its bracket"),
        ("$[?(length(@.a) > 1)]", false, true, "functions of RFC 9535 are not known"),
        ("$[?(@.a == 1e3)]", false, true, "numbers in filters have no exponent"),
        ("$ .a", false, true, "no spaces between steps"),
        ("$.a [0]", false, true, "the same"),
    ] {
        assert_eq!(both(text), (jayway, rfc), "{text}");
    }
    // Both read it, and not alike: Jayway drops the step.
    assert_eq!(both("$[0:5:2]"), (true, true));
    assert_eq!(parse("$[0:5:2]").unwrap().doubts().len(), 1);
}

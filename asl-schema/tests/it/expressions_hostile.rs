//! No text makes the readers of paths and intrinsic functions panic, overflow the stack or take their time.

use asl_schema::{intrinsic, jsonpath, template};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads the text all ways; every span must be one of the text.
fn read(text: &str) {
    match jsonpath::parse(text) {
        Ok(path) => {
            assert!(path.steps().iter().all(|step| text.get(step.span.clone()).is_some()), "{text:?}");
            assert!(path.doubts().iter().all(|doubt| text.get(doubt.span.clone()).is_some()), "{text:?}");
            path.not_reference();
            path.static_chain().count();
            // Steps and root are the whole path, in order, without gaps.
            let joined: String = path.steps().iter().map(|step| &text[step.span.clone()]).collect();
            assert_eq!(text[path.root_span()].to_owned() + &joined, text[path.span()], "{text:?}");
        }
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{:?} in {text:?}", error.span),
    }
    match intrinsic::parse(text) {
        Ok(call) => {
            for problem in intrinsic::check(&call) {
                assert!(text.get(problem.span.clone()).is_some(), "{:?} in {text:?}", problem.span);
            }
        }
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{:?} in {text:?}", error.span),
    }
    match template::classify(text) {
        Ok(value) => drop(value.not_a_text()),
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{:?} in {text:?}", error.span),
    }
}

const TOKENS: [&str; 52] = [
    "$",
    "$$",
    "$v",
    "@",
    ".",
    "..",
    "*",
    "[",
    "]",
    "(",
    ")",
    "?",
    "?(",
    ")]",
    "'",
    "\"",
    "'a'",
    "\"é\"",
    "\\",
    "\\u",
    "\\ud83d",
    "/",
    "/x/i",
    ",",
    ":",
    "-",
    "0",
    "-1",
    "2147483648",
    "1.5",
    "a",
    "é",
    "😀",
    " ",
    "\t",
    "==",
    "=~",
    "!",
    "!=",
    "<",
    "&&",
    "||",
    " in ",
    "{",
    "}",
    "{}",
    "true",
    "null",
    "length()",
    "States.",
    "States.Format(",
    "States.UUID()",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_tokens(tokens in proptest::collection::vec(prop::sample::select(&TOKENS[..]), 0..40)) {
        read(&tokens.concat());
    }

    #[test]
    fn any_tokens_in_a_filter(tokens in proptest::collection::vec(prop::sample::select(&TOKENS[..]), 0..20)) {
        read(&format!("$[?({})]", tokens.concat()));
        read(&format!("States.Format('{{}}', {})", tokens.concat()));
    }
}

/// Nested or long, in every way the grammar has: an answer at once, twice the text in about twice the time.
#[test]
fn nothing_deep_or_long_takes_its_time() {
    let repeated = |start: &str, part: &str, count: usize| start.to_owned() + &part.repeat(count);
    for (start, part) in [
        ("$", "[?("),
        ("$[?(", "("),
        ("$[?(", "!"),
        ("$[?(!", "(!"),
        ("$[?(@.a == ", "["),
        ("$[?(@.a == ", "{a:"),
        ("$[?(@", "[?(@"),
        ("$", ".a($"),
        ("$", ".a("),
        ("$", "[0]"),
        ("$", "['a']"),
        ("$", "['"),
        ("$", "[0"),
        ("$['", "\\"),
        ("$['", "\\u0041"),
        ("$['", "\\ud83d\\"),
        ("$", ".."),
        ("$", "..a"),
        ("$[?(@.a", " && @.a"),
        ("$[0", ",0"),
        ("", "States.Array("),
        ("States.Array(", "$,"),
        ("States.Array(", "$['"),
        ("States.Array($", "["),
        ("States.Array($", "("),
        ("States.Array(", "$[(],"),
        ("States.Array('", "\\\\"),
        ("States.Format('", "{}"),
        ("", "a"),
        ("(", "("),
    ] {
        let text = repeated(start, part, 50_000);
        let begun = Instant::now();
        read(&text);
        read(&(text + "')])"));
        assert!(begun.elapsed() < Duration::from_secs(2), "{start}{part}…: {:?}", begun.elapsed());
    }
}

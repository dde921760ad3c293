//! Text that nobody would write: an answer each time, no panic, no overflow of the stack.

use asl_schema::{Diagnostic, Options, check_str, read_str};

fn findings(text: &str) -> Vec<Diagnostic> {
    check_str(text, &Options::standard()).into_diagnostics()
}

const GOOD: &str = r#"{
  "Comment": "crab 🦀 and \"quotes\"",
  "StartAt": "A",
  "States": {
    "A": { "Type": "Choice", "Choices": [{ "Not": { "Variable": "$.a", "IsNull": true }, "Next": "B" }], "Default": "B" },
    "B": { "Type": "Map", "ItemProcessor": { "StartAt": "C", "States": { "C": { "Type": "Pass", "End": true } } }, "End": true }
  }
}"#;

#[test]
fn every_truncation_is_a_syntax_error() {
    assert!(findings(GOOD).is_empty());
    for (end, _) in GOOD.char_indices() {
        let text = &GOOD[..end];
        let found = findings(text);
        assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["ASL101"], "{text}");
        let span = found[0].span.unwrap();
        assert!(span.end.offset <= text.len() && text.is_char_boundary(span.start.offset), "{text}\n{}", found[0]);
    }
}

#[test]
fn every_deleted_and_doubled_character_is_survived() {
    for (start, letter) in GOOD.char_indices() {
        let (before, after) = (&GOOD[..start], &GOOD[start + letter.len_utf8()..]);
        for text in
            [format!("{before}{after}"), format!("{before}{letter}{letter}{after}"), format!("{before}\0{after}")]
        {
            for diagnostic in findings(&text) {
                let span = diagnostic.span.unwrap();
                assert!(text.get(span.start.offset..span.end.offset).is_some(), "{text}\n{diagnostic}");
            }
        }
    }
}

#[test]
fn depth() {
    let many = 100_000;
    for (open, close) in [
        ("[", "]"),
        ("{\"a\":", "}"),
        ("{\"StartAt\":\"a\",\"States\":{\"a\":{\"Type\":\"Map\",\"ItemProcessor\":", "}}}"),
    ] {
        for text in [open.repeat(many), format!("{}1{}", open.repeat(many), close.repeat(many))] {
            let codes: Vec<&str> = findings(&text).iter().map(Diagnostic::code).collect();
            assert_eq!(codes, ["ASL103"], "{open}");
        }
    }
    // A syntax error first and the depth behind it.
    let text = format!("{{\"a\":,{}", "[".repeat(many));
    assert_eq!(findings(&text)[0].code(), "ASL101");
    // As deep as it goes, in a thread with the stack of a test.
    let deep = 30;
    let map = r#"{"StartAt":"S","States":{"S":{"Type":"Map","End":true,"ItemProcessor":"#;
    let leaf = r#"{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"#;
    let codes: Vec<&str> =
        findings(&format!("{}{leaf}{}", map.repeat(deep), "}}}".repeat(deep))).iter().map(Diagnostic::code).collect();
    assert_eq!(codes, vec!["ASL204"; deep]);
}

#[test]
fn odd_texts() {
    let cases: &[(&str, &[&str])] = &[
        ("", &["ASL101"]),
        (" \n\t ", &["ASL101"]),
        ("\u{feff}", &["ASL101", "ASL101"]),
        ("not a definition", &["ASL101"]),
        ("null", &["ASL102"]),
        ("[]", &["ASL102"]),
        ("\"{}\"", &["ASL102"]),
        ("1e999", &["ASL101"]),
        ("{} {}", &["ASL101"]),
        ("{}", &["ASL108", "ASL108"]),
        ("{\"StartAt\":\"A\\u0000\",\"States\":{\"A\\u0000\":{\"Type\":\"Succeed\"}}}", &[]),
        ("{\"StartAt\":\"A\0\",\"States\":{\"A\0\":{\"Type\":\"Succeed\"}}}", &["ASL101"]),
        ("{\"StartAt\":\"\\ud800\",\"States\":{}}", &["ASL101"]),
        ("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}},}", &["ASL101"]),
        ("{'StartAt':'A'}", &["ASL101"]),
        ("{\"StartAt\":\"A\",\"States\":{\"A\":null,\"B\":[],\"C\":{\"Type\":7}}}", &["ASL114", "ASL114", "ASL114"]),
        ("\u{feff}{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}", &["ASL101"]),
    ];
    for (text, expected) in cases {
        let found = findings(text);
        assert_eq!(found.iter().map(Diagnostic::code).collect::<Vec<_>>(), *expected, "{text:?}\n{found:#?}");
        assert!(found.iter().all(|diagnostic| diagnostic.span.is_some()));
    }
}

/// The number itself is told, whatever stands before and behind it.
#[test]
fn too_large_numbers() {
    for mark in ["", "\u{feff}"] {
        for number in ["1e400", "-1E+999", &"9".repeat(400)] {
            for (before, after) in [("{\"StartAt\":", "}"), ("[\n  1,", "\n]"), ("", ""), ("{\"é\": [", ", 1]}")] {
                let text = format!("{mark}{before}{number}{after}");
                let found = findings(&text);
                let span = found.last().unwrap().span.unwrap();
                assert_eq!(text.get(span.start.offset..span.end.offset), Some(number), "{text:?}");
            }
        }
    }
}

#[test]
fn a_byte_order_mark_does_not_stop_the_reader() {
    let read = read_str("\u{feff}{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");
    assert_eq!(read.machine.map(|machine| machine.states.len()), Some(1));
}

#[test]
fn many_findings_of_a_long_line_end_soon() {
    let states: Vec<String> =
        (0..3000).map(|index| format!(r#""S{index}":{{"Type":"Pass","Next":"X{index}"}}"#)).collect();
    let text = format!(r#"{{"StartAt":"S0","States":{{{}}}}}"#, states.join(","));
    assert!(findings(&text).len() >= 3000);
}

#[test]
fn many_rules_and_handlers_end_soon() {
    let many = 20_000;
    let list = |one: fn(usize) -> String| (0..many).map(one).collect::<Vec<_>>().join(",");
    let choices = list(|index| format!(r#"{{"Variable":"$.a","NumericEquals":{index},"Next":"T"}}"#));
    let retriers = list(|index| format!(r#"{{"ErrorEquals":["E{index}","F"]}}"#));
    let text = format!(
        r#"{{"StartAt":"C","States":{{"C":{{"Type":"Choice","Choices":[{choices}]}},"T":{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Retry":[{retriers}],"End":true}}}}}}"#
    );
    let found = findings(&text);
    assert!(found.iter().all(|diagnostic| matches!(diagnostic.code(), "ASL504" | "ASL701")), "{found:#?}");
    assert_eq!(found.iter().filter(|diagnostic| diagnostic.code() == "ASL504").count(), many - 1);
}

#[test]
fn many_states_of_one_name_end_soon() {
    let branch = r#"{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"#;
    let branches = vec![branch; 5000].join(",");
    let text =
        format!(r#"{{"StartAt":"P","States":{{"P":{{"Type":"Parallel","End":true,"Branches":[{branches}]}}}}}}"#);
    assert_eq!(findings(&text).iter().filter(|diagnostic| diagnostic.code() == "ASL204").count(), 4999);
}

#[test]
fn long_names_are_compared_with_bounds() {
    let name = "x".repeat(200_000);
    let text = format!(r#"{{"StartAt":"{name}","States":{{"{name}y":{{"Type":"Succeed"}}}}}}"#);
    let codes: Vec<&str> = findings(&text).iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["ASL201", "ASL115"]);
}

/// The reference's sentence about an expression holds the user's token; the message that has it stays on one line, and short.
#[test]
fn tokens_of_expressions_cannot_break_messages() {
    for token in ["\\u0001", "\\n'\\n'", "\\u202e", &format!("a {}", "b".repeat(5000))] {
        let text = format!(
            r#"{{"QueryLanguage":"JSONata","StartAt":"A","States":{{"A":{{"Type":"Pass","Output":"{{% 1 {token} %}}","End":true}}}}}}"#
        );
        let found = findings(&text);
        assert_eq!(found[0].code(), "ASL311", "{text}");
        let message = &found[0].message;
        assert!(!message.contains(|letter: char| letter.is_control() || letter == '\u{202e}'), "{message:?}");
        assert!(message.chars().count() < 250, "{message}");
    }
}

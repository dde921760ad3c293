//! How findings read: the text, the range, the suggestion.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use asl_schema::{Options, Report, closest};

fn check_str(text: &str) -> Report {
    asl_schema::check_str(text, &Options::standard())
}

/// The findings of a text, each as plain text, and what their ranges cover.
fn rendered(text: &str) -> (String, Vec<&str>) {
    let report = check_str(text);
    let covered = report.diagnostics().iter().map(|diagnostic| {
        let span = diagnostic.span.unwrap();
        &text[span.start.offset..span.end.offset]
    });
    (report.to_string(), covered.collect())
}

#[test]
fn several_defects_are_reported_in_the_order_of_the_text() {
    let text = r#"{
  "StartAt": "Charge",
  "Timeout": 60,
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "charge" },
      "TimeoutSeconds": "30",
      "Retry": [
        { "ErrorEquals": ["States.ALL", "States.Timeout"], "JitterStrategy": "full" }
      ],
      "Next": "Chekc"
    },
    "Check": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.ok", "BooleanEquals": "yes", "Next": "Done" }],
      "Default": "Charge",
      "Next": "Done"
    },
    "Done": { "Type": "succeed" }
  }
}"#;
    let (report, covered) = rendered(text);
    let expected = r#"error[ASL105]: the state machine has no field `Timeout`
 --> 3:3
  = in: /Timeout
  = help: did you mean `TimeoutSeconds`?

error[ASL107]: `Arguments` is a JSONata field, but the query language here is JSONPath
 --> 8:7
  = in: /States/Charge/Arguments
  = help: use `Parameters`, or set `"QueryLanguage": "JSONata"` on the state or the machine

error[ASL109]: `TimeoutSeconds` is a string, expected an integer
 --> 9:25
  = in: /States/Charge/TimeoutSeconds
  = help: remove the quotes

error[ASL501]: `States.ALL` stands alone in its list
 --> 11:27
  = in: /States/Charge/Retry[0]/ErrorEquals[0]
  = help: keep `States.ALL` alone; it covers the other names

error[ASL110]: `JitterStrategy` is `full`, expected one of `FULL`, `NONE`
 --> 11:78
  = in: /States/Charge/Retry[0]/JitterStrategy
  = help: did you mean `FULL`?

error[ASL201]: `Next` names a state `Chekc` that does not exist
 --> 13:15
  = in: /States/Charge/Next
  = help: did you mean `Check`?

error[ASL403]: `BooleanEquals` is a string, expected true or false
 --> 17:58
  = in: /States/Check/Choices[0]/BooleanEquals

error[ASL106]: `Next` is not supported in a Choice state
 --> 19:7
  = in: /States/Check/Next
  = help: use `Default` for the case that no rule holds

error[ASL114]: `Type` is `succeed`, expected one of `Task`, `Pass`, `Choice`, `Wait`, `Succeed`, `Fail`, `Parallel`, `Map`
 --> 21:23
  = in: /States/Done/Type
  = help: did you mean `Succeed`?"#;
    assert_eq!(report, expected);
    let marks = [
        "\"Timeout\"",
        "\"Arguments\"",
        "\"30\"",
        "\"States.ALL\"",
        "\"full\"",
        "\"Chekc\"",
        "\"yes\"",
        "\"Next\"",
        "\"succeed\"",
    ];
    assert_eq!(covered, marks);
}

#[test]
fn labels_point_at_the_other_place() {
    let text = r#"{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "End": true, "Branches": [
  { "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } },
  { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } }
] } } }"#;
    let (report, covered) = rendered(text);
    assert_eq!(
        report,
        "error[ASL206]: the state `B` exists, but in branch 1 of `P`; this is in branch 0 of `P`
 --> 2:64
  = in: /States/P/Branches[0]/States/A/Next
  = note: the state (/States/P/Branches[1]/States/B at 3:33)
  = help: go to a state of the same `States` object; to leave a branch or processor, end it and go on from the state around it"
    );
    assert_eq!(covered, ["\"B\""]);
}

#[test]
fn columns_count_characters_and_lines_end_with_or_without_a_carriage_return() {
    let text = "{\r\n\"StartAt\": \"🦀é\", \"Comment\": 5,\r\n\"States\": {\"🦀é\": {\"Type\": \"Succeed\"}}}";
    let report = check_str(text).in_file("crab.asl.json");
    let expected = "error[ASL109]: `Comment` is a number, expected a string\n --> crab.asl.json:2:29\n  = in: /Comment";
    assert_eq!(report.to_string(), expected);
}

#[test]
fn names_cannot_break_a_message() {
    let text = r#"{ "StartAt": "a\nb", "States": { "A\u202e\u001b[31m": { "Type": "Succeed" } } }"#;
    let report = check_str(text).to_string();
    assert!(
        report.starts_with("error[ASL201]: `StartAt` names a state `a\\nb` that does not exist\n --> 1:14"),
        "{report}"
    );
    assert!(!report.contains('\u{1b}') && !report.contains('\u{202e}'), "{report}");
}

#[test]
fn what_was_probably_meant() {
    let cases = [
        ("Shpi", Some("Ship")),
        ("ship", Some("Ship")),
        ("Shipping", None),
        ("S", None),
        ("", None),
        ("Ship", None),
        ("Chrge", Some("Charge")),
        ("Charges", Some("Charge")),
    ];
    for (word, expected) in cases {
        assert_eq!(closest(word, ["Charge", "Ship"]), expected, "{word}");
    }
    // The first of two that are as close.
    assert_eq!(closest("Stepx", ["Step2", "Step1"]), Some("Step2"));
    assert_eq!(closest(&"x".repeat(5000), ["x"]), None);
}

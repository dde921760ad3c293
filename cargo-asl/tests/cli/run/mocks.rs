//! Mock files: right ones, and every mistake with its place.

use super::{shown, states};
use crate::folder::Folder;

fn task(name: &str, fields: &str) -> String {
    format!(
        r#""{name}": {{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", {fields} }}"#
    )
}

/// Two tasks with a wait between, the second with a time limit.
fn folder() -> Folder {
    let machine = [
        task("Charge", r#""Retry": [{ "ErrorEquals": ["Busy"] }], "Next": "Rest""#),
        r#""Rest": { "Type": "Wait", "Seconds": 1, "Next": "Ship" }"#.to_owned(),
        task("Ship", r#""TimeoutSeconds": 30, "End": true"#),
    ];
    Folder::of([("m.asl.json", &*states(&machine.join(", ")))])
}

/// The first line of each error, with its place.
fn mistakes(mocks: &str) -> Vec<String> {
    let folder = folder();
    folder.write("mocks.json", mocks);
    let ran = folder.run("run m.asl.json --mock mocks.json");
    assert_eq!((ran.status, &*ran.out), (2, ""), "{}", ran.err);
    let lines: Vec<&str> = ran.err.lines().collect();
    let place = |index: usize| lines[index + 1].trim_start().trim_start_matches("--> mocks.json:").to_owned();
    let errors = lines.iter().enumerate().filter(|(_, line)| line.starts_with("error: "));
    errors.map(|(index, line)| format!("{} {}", place(index), &line["error: ".len()..])).collect()
}

/// Of a long line a part is shown; the column is that of the line.
#[test]
fn a_place_in_a_long_line_is_that_of_the_line() {
    let text = format!(r#"{{"Ship": [{{"result": "{}", "causee": 1}}]}}"#, "é".repeat(300));
    let column = text.chars().count() - r#""causee": 1}]}"#.len() + 1;
    assert_eq!(mistakes(&text), [format!("1:{column} there is no key `causee`")]);
}

/// Windows' editors write it before JSON.
#[test]
fn a_byte_order_mark_is_no_mistake() {
    let folder = folder();
    folder.write("mocks.json", "\u{FEFF}{\"Charge\": {\"result\": 1}, \"Ship\": {\"result\": 2}}");
    folder.write("input.json", "\u{FEFF}{}");
    let ran = folder.run("run m.asl.json --mock mocks.json --input input.json --quiet");
    assert_eq!((ran.status, &*ran.out, &*ran.err), (0, "2\n", ""));
    assert_eq!(mistakes("\u{FEFF}{\n\"Ship\": {\"result\": 1, \"causee\": 1}}"), ["2:23 there is no key `causee`"]);
}

#[test]
fn every_mistake_has_its_place() {
    let cases: [(&str, &[&str]); 20] = [
        ("[", &["1:1 this is not JSON: EOF while parsing a list"]),
        ("[]", &["1:1 expected an object with answers by the names of states"]),
        (r#"{"Chrage": []}"#, &["1:2 there is no state `Chrage`, and no Task with this `Resource`"]),
        (r#"{"Rest": []}"#, &["1:2 `Rest` is a Wait: only a Task asks for an answer"]),
        (r#"{"Ship": 1}"#, &["1:10 expected an answer, or a list of answers"]),
        (r#"{"Ship": [1]}"#, &["1:11 expected an answer"]),
        (r#"{"Ship": [{}]}"#, &["1:11 an answer has a `result`, an `error` or `never`"]),
        (
            r#"{"Ship": [{"result": 1, "never": true}]}"#,
            &["1:11 an answer has only one of `result`, `error` and `never`"],
        ),
        (r#"{"Ship": [{"result": 1, "cause": "x"}]}"#, &["1:25 a `result` has no `cause`"]),
        (
            r#"{"Ship": [{"reslt": 1}]}"#,
            &["1:11 an answer has a `result`, an `error` or `never`", "1:12 there is no key `reslt`"],
        ),
        (r#"{"Ship": [{"error": 7}]}"#, &["1:21 `error` is a string"]),
        (r#"{"Ship": [{"error": "E", "cause": {}}]}"#, &["1:35 `cause` is a string"]),
        (r#"{"Ship": [{"never": false}]}"#, &["1:21 `never` is `true`"]),
        (r#"{"Ship": [{"result": 1, "after": "1s"}]}"#, &["1:34 `after` is a number of seconds, at most 31,536,000"]),
        (r#"{"Ship": [{"result": 1, "after": -1}]}"#, &["1:34 `after` is a number of seconds, at most 31,536,000"]),
        (r#"{"Ship": [{"result": 1, "times": 0}]}"#, &["1:34 `times` is a whole number from 1"]),
        (
            r#"{"Ship": [{"result": 1, "always": true, "times": 2}]}"#,
            &["1:41 an answer that is given always has no `times`"],
        ),
        (r#"{"Ship": [{"result": 1, "iteration": "0"}]}"#, &["1:38 `iteration` is the index of an iteration, from 0"]),
        (
            r#"{"Ship": [{"result": 1, "always": true}, {"result": 2}]}"#,
            &["1:11 what follows this answer is never given"],
        ),
        (r#"{"Ship": [{"result": 1}], "Ship": []}"#, &["1:27 this key is written twice"]),
    ];
    for (mocks, expected) in cases {
        assert_eq!(mistakes(mocks), expected, "{mocks}");
    }
}

#[test]
fn a_mistake_with_its_help() {
    let folder = folder();
    folder.write(
        "mocks.json",
        "{\n  \"Chrage\": [{ \"result\": 1 }],\n  \"Pay\": [],\n  \"Ship\": [{ \"result\": 1, \"atfer\": 2 }]\n}\n",
    );
    insta::assert_snapshot!(shown(&folder.run("run m.asl.json --mock mocks.json")));
}

#[test]
fn errors_delays_and_silence() {
    let folder = folder();
    folder.write(
        "mocks.json",
        r#"{ "Charge": [{ "error": "Busy", "times": 2 }, { "result": 1, "after": 2.5 }], "Ship": { "never": true } }"#,
    );
    insta::assert_snapshot!(shown(&folder.run("run m.asl.json --mock mocks.json")));
}

/// The same file in YAML, and a Task named by its resource; a state's own answers go first.
#[test]
fn yaml_and_resources() {
    let folder = folder();
    folder.write(
        "mocks.yaml",
        "# every function\narn:aws:lambda:us-east-1:123456789012:function:f: { result: any }\nShip:\n  - result: { shipped: true }\n",
    );
    let ran = folder.run("run m.asl.json --mock mocks.yaml --quiet");
    assert_eq!((ran.status, &*ran.out, &*ran.err), (0, "{\n  \"shipped\": true\n}\n", ""));
}

#[test]
fn what_nobody_asked_for_is_told() {
    let folder = folder();
    folder.write(
        "mocks.json",
        r#"{
  "Charge": [{ "result": 1, "times": 3 }, { "error": "Busy" }],
  "Ship": [{ "result": 2 }, { "result": 3, "always": true }]
}"#,
    );
    let ran = folder.run("run m.asl.json --mock mocks.json");
    assert_eq!(ran.status, 0);
    insta::assert_snapshot!(ran.err);
    assert_eq!(folder.run("run m.asl.json --mock mocks.json --quiet").err, "");
}

#[test]
fn an_answer_for_one_iteration() {
    for mode in [r#""INLINE""#, r#""DISTRIBUTED", "ExecutionType": "STANDARD""#] {
        let each = format!(
            r#""Each": {{ "Type": "Map", "End": true, "ItemProcessor": {{
                "ProcessorConfig": {{ "Mode": {mode} }}, "StartAt": "One", "States": {{ {} }} }} }}"#,
            task("One", r#""End": true"#)
        );
        let folder = Folder::of([("m.asl.json", &*states(&each))]);
        folder.write(
            "mocks.json",
            r#"{ "One": [{ "result": "second", "iteration": 1 }, { "result": "other", "always": true }] }"#,
        );
        let ran = folder.run("run m.asl.json --mock mocks.json --quiet --input [1,2,3]");
        assert_eq!(ran.out, "[\n  \"other\",\n  \"second\",\n  \"other\"\n]\n", "{}", ran.err);
    }
}

/// A configuration of Step Functions Local, in the form that its documentation shows.
const LOCAL: &str = r#"{
  "StateMachines": {
    "m": {
      "TestCases": {
        "HappyPath": { "Charge": "Paid", "Ship": "Shipped" },
        "RetryPath": { "Charge": "PaidLater", "Ship": "Shipped" }
      }
    }
  },
  "MockedResponses": {
    "Paid": { "0": { "Return": { "paid": true } } },
    "PaidLater": {
      "0-1": { "Throw": { "Error": "Busy", "Cause": "try later" } },
      "2": { "Return": { "paid": true } }
    },
    "Shipped": { "0": { "Return": { "shipped": true } } }
  }
}
"#;

#[test]
fn test_cases_of_step_functions_local() {
    let folder = folder();
    folder.write("mocks.json", LOCAL);
    let ran = folder.run("run m.asl.json --mock mocks.json --case HappyPath --quiet");
    assert_eq!((ran.status, &*ran.out, &*ran.err), (0, "{\n  \"shipped\": true\n}\n", ""));
    insta::assert_snapshot!(shown(&folder.run("run m.asl.json --mock mocks.json --case m#RetryPath")));
    // Another machine's name is no obstacle when the file knows only one.
    folder.write("other.asl.json", folder.read("m.asl.json"));
    assert_eq!(folder.run("run other.asl.json --mock mocks.json --case HappyPath --quiet").status, 0);
}

#[test]
fn mistakes_in_test_cases() {
    let cases = [
        (
            "",
            LOCAL.to_owned(),
            "4:20 which of the test cases is meant is not clear; choose one with `--case`: `HappyPath`, `RetryPath`",
        ),
        ("--case HapyPath", LOCAL.to_owned(), "4:20 there is no test case `HapyPath`; did you mean `HappyPath`?"),
        (
            "--case x#HappyPath",
            LOCAL.to_owned(),
            "2:20 which of the machines is meant is not clear; choose one with `--case MACHINE#CASE`: `m`",
        ),
        (
            "--case HappyPath",
            LOCAL.replace("\"Paid\", \"Ship\"", "\"Payd\", \"Ship\""),
            "5:34 there is no mocked response `Payd`; did you mean `Paid`?",
        ),
        (
            "--case HappyPath",
            LOCAL.replace("{ \"Charge\": \"Paid\"", "{ \"Chrage\": \"Paid\""),
            "5:24 there is no state `Chrage`, and no Task with this `Resource`; did you mean `Charge`?",
        ),
        (
            "--case RetryPath",
            LOCAL.replace("\"0-1\"", "\"first\""),
            "13:7 `first` names no attempts: expected `0` or `1-2`",
        ),
        (
            "--case RetryPath",
            LOCAL.replace("\"0-1\"", "\"0\""),
            "14:7 expected the answer to attempt 1 before this one; attempts are numbered from 0 without gaps",
        ),
        (
            "--case HappyPath",
            LOCAL.replace(
                "\"Return\": { \"paid\": true } } },\n    \"PaidLater\"",
                "\"Retrun\": 1 } },\n    \"PaidLater\"",
            ),
            "11:20 a mocked answer has either `Return` or `Throw`",
        ),
        ("--case RetryPath", LOCAL.replace("\"Error\": \"Busy\", ", ""), "13:25 `Throw` has an `Error`"),
        (
            "--case A",
            r#"{ "Ship": [] }"#.to_owned(),
            "1:1 the file has no test case `A`: it has answers by the names of states; leave out `--case`",
        ),
    ];
    for (arguments, mocks, expected) in cases {
        let folder = folder();
        folder.write("mocks.json", mocks);
        let ran = folder.run(&format!("run m.asl.json --mock mocks.json {arguments}"));
        let lines: Vec<&str> = ran.err.lines().collect();
        let error = lines[0].strip_prefix("error: ").unwrap_or_default();
        let place = lines[1].trim_start().trim_start_matches("--> mocks.json:");
        let help = lines.iter().find_map(|line| line.split_once("= help: ")).map(|(_, help)| format!("; {help}"));
        assert_eq!(format!("{place} {error}{}", help.unwrap_or_default()), expected);
        assert_eq!(ran.status, 2);
    }
}

/// What no service answers is told once, at the result; the run goes on with it.
#[test]
fn a_result_that_no_call_returns_is_told() {
    let machine = states(
        r#""Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Next": "Tell" },
        "Tell": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "TopicArn": "t", "Message": "m" }, "Next": "Own" },
        "Own": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true }"#,
    );
    let folder = Folder::of([("m.asl.json", &*machine)]);
    folder.write(
        "mocks.json",
        "{\n  \"Charge\": [{ \"result\": { \"paid\": true } }],\n  \"Tell\": { \"result\": \"m-1\" },\n  \"Own\": { \"result\": 7 }\n}\n",
    );
    insta::assert_snapshot!(shown(&folder.run("run m.asl.json --mock mocks.json")));
    let quiet = folder.run("run m.asl.json --mock mocks.json --quiet");
    assert_eq!((quiet.status, &*quiet.err), (0, ""));
}

/// What is suggested is a whole answer: nothing is told of it.
#[test]
fn suggested_answers_can_be_results() {
    for (resource, parameters) in [
        ("lambda:invoke", r#"{ "FunctionName": "f" }"#),
        (
            "http:invoke",
            r#"{ "ApiEndpoint": "https://example.com", "Method": "GET", "Authentication": { "ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/c/1" } }"#,
        ),
        ("dynamodb:getItem", r#"{ "TableName": "t", "Key": {} }"#),
        (
            "states:startExecution.sync:2",
            r#"{ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m" }"#,
        ),
    ] {
        let task = format!(
            r#""Call": {{ "Type": "Task", "Resource": "arn:aws:states:::{resource}", "Parameters": {parameters}, "End": true }}"#
        );
        let folder = Folder::of([("t.asl.json", &*states(&task))]);
        let ran = folder.run("run t.asl.json");
        let (_, answer) = ran.err.rsplit_once("`--mock`:\n").unwrap();
        folder.write("mocks.json", answer.trim().lines().next().unwrap());
        let ran = folder.run("run t.asl.json --mock mocks.json");
        assert!(ran.status == 0 && !ran.err.contains("warning"), "{resource}: {}", ran.err);
    }
}

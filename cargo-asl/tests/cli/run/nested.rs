//! State machines that the one that runs starts: named by the mock file, run as themselves.

use super::{shown, states};
use crate::folder::Folder;

/// A machine that starts another, and what the other is.
fn folder(pattern: &str) -> Folder {
    let order = states(&format!(
        r#""Refund": {{ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution{pattern}",
            "Parameters": {{ "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:refund", "Input.$": "$" }}, "Next": "Say" }},
        "Say": {{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {{ "FunctionName": "say", "Payload.$": "$" }},
            "OutputPath": "$.Payload", "End": true }}"#
    ));
    let refund = states(
        r#""Rest": { "Type": "Wait", "Seconds": 60, "Next": "Say" },
        "Say": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "say", "Payload.$": "$" },
            "OutputPath": "$.Payload", "End": true }"#,
    );
    Folder::of([("order.asl.json", &*order), ("machines/refund.asl.json", &*refund)])
}

#[test]
fn a_child_runs_as_itself_with_answers_of_its_own() {
    let folder = folder(".sync:2");
    folder.write(
        "mocks.json",
        r#"{
            "arn:aws:states:us-east-1:123456789012:stateMachine:refund": {
                "file": "machines/refund.asl.json",
                "mocks": { "Say": { "result": { "Payload": "refunded" } } }
            },
            "Say": { "result": { "Payload": "told" } }
        }"#,
    );
    insta::assert_snapshot!(shown(&folder.run("run order.asl.json --mock mocks.json --input {\"cents\":7}")));

    // Without answers of its own it gets those for every machine, here by its name.
    folder.write(
        "mocks/all.yaml",
        "refund: { file: ../machines/refund.asl.json }\nSay:\n  - result: { Payload: refunded }\n  - result: { Payload: told }\n",
    );
    let ran = folder.run("run order.asl.json --mock mocks/all.yaml --quiet");
    assert_eq!((ran.status, &*ran.out, &*ran.err), (0, "\"told\"\n", ""));
}

#[test]
fn each_way_of_starting_it() {
    let mocks = |more: &str| {
        format!(
            r#"{{ "refund": {{ "file": "machines/refund.asl.json" }}, "Say": {{ "result": {{ "Payload": 1 }} }}{more} }}"#
        )
    };
    for (pattern, more, waited) in [
        ("", "", "0s"),
        (".sync", "", "1m"),
        (".sync:2", "", "1m"),
        (".waitForTaskToken", r#", "Refund": { "result": 7, "after": 5 }"#, "5s"),
    ] {
        let folder = folder(pattern);
        folder.write("mocks.json", mocks(more));
        let ran = folder.run("run order.asl.json --mock mocks.json");
        assert_eq!((ran.status, &*ran.out), (0, "1\n"), "{pattern}: {}", ran.err);
        let done = ran.err.lines().find(|line| line.ends_with("Refund") && line.contains("Done")).unwrap();
        assert!(done.contains(&format!(" {waited} ")), "{pattern}: {done}");
        assert!(ran.err.contains("Wait         0s    Rest"), "{pattern}: {}", ran.err);
    }
    // Another machine than the one that is started.
    let other = folder(".sync:2");
    other.write("mocks.json", mocks("").replace("\"refund\"", "\"refnud\""));
    insta::assert_snapshot!(shown(&other.run("run order.asl.json --mock mocks.json --quiet")));
    other.write(
        "mocks.json",
        mocks(r#", "Refund": { "result": { "Status": "SUCCEEDED" } }"#).replace("\"refund\"", "\"refnud\""),
    );
    let ran = other.run("run order.asl.json --mock mocks.json");
    assert!(
        ran.status == 0 && ran.err.contains("warning: no Task started the state machine `refnud`\n --> mocks.json:1:3"),
        "{}",
        ran.err
    );
    // Nobody returns the token.
    let folder = folder(".waitForTaskToken");
    folder.write("mocks.json", mocks(""));
    let ran = folder.run("run order.asl.json --mock mocks.json --quiet");
    assert!(ran.status == 2 && ran.err.starts_with("error: nothing answers the state `Refund`"), "{}", ran.err);
}

#[test]
fn mistakes_about_machines() {
    let folder = folder(".sync");
    folder.write(
        "torn.asl.json",
        r#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "B": { "Type": "Succeed" } } }"#,
    );
    let mistake = |entry: &str| {
        folder.write("mocks.json", format!(r#"{{ "refund": {entry} }}"#));
        let ran = folder.run("run order.asl.json --mock mocks.json");
        assert_eq!((ran.status, &*ran.out), (2, ""));
        ran.err.lines().next().unwrap().to_owned()
    };
    assert_eq!(mistake(r#"{ "file": 7 }"#), "error: `file` is the path of a definition or a template");
    assert_eq!(mistake(r#"{ "file": "gone.json" }"#), "error: cannot read `gone.json`: there is no such file");
    assert_eq!(mistake(r#"{ "file": "machines/refund.asl.json", "mock": {} }"#), "error: there is no key `mock`");
    let listed = mistake(r#"{ "file": "machines/refund.asl.json", "mocks": [] }"#);
    assert_eq!(listed, "error: `mocks` is an object with answers by the names of states");
    let unknown = mistake(r#"{ "file": "machines/refund.asl.json", "mocks": { "Sya": [] } }"#);
    assert_eq!(unknown, "error: there is no state `Sya`, and no Task with this `Resource`");
    let other = mistake(r#"{ "file": "machines/refund.asl.json", "definition": "Refund" }"#);
    assert_eq!(other, "error: there is no state machine `Refund` in `machines/refund.asl.json`");
    assert!(mistake(r#"{ "file": "torn.asl.json" }"#).starts_with("error[ASL202]"));
}

#[test]
fn one_machine_of_a_template_is_chosen() {
    let folder = folder(".sync");
    let machine = |id: &str| {
        format!(
            "  {id}:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: arn:aws:iam::123456789012:role/r\n      Definition: {{ StartAt: A, States: {{ A: {{ Type: Succeed }} }} }}\n"
        )
    };
    folder.write("machines/t.yaml", format!("Resources:\n{}{}", machine("Refund"), machine("Return")));
    folder.write("mocks.json", r#"{ "refund": { "file": "machines/t.yaml" } }"#);
    let ran = folder.run("run order.asl.json --mock mocks.json");
    assert!(ran.err.contains(r#"choose one: `"definition": "Refund"`"#), "{}", ran.err);
    folder.write(
        "mocks.json",
        r#"{ "refund": { "file": "machines/t.yaml", "definition": "Return" }, "Say": { "result": { "Payload": 1 } } }"#,
    );
    let ran = folder.run("run order.asl.json --mock mocks.json --quiet");
    assert_eq!((ran.status, &*ran.out, &*ran.err), (0, "1\n", ""));
    folder.write("mocks.json", r#"{ "refund": { "file": "-" } }"#);
    let ran = folder.run("run order.asl.json --mock mocks.json");
    assert_eq!(ran.err.lines().next(), Some("error: cannot read `./-`: there is no such file"));
}

/// The states inside a Map are answered by name, in all iterations or in one, inline and distributed.
#[test]
fn states_inside_maps_have_answers() {
    for mode in ["INLINE", "DISTRIBUTED"] {
        let kind = if mode == "INLINE" { "" } else { r#", "ExecutionType": "STANDARD""# };
        let map = states(&format!(
            r#""Each": {{ "Type": "Map", "End": true, "ItemProcessor": {{ "ProcessorConfig": {{ "Mode": "{mode}"{kind} }},
                "StartAt": "Say", "States": {{ "Say": {{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Parameters": {{ "FunctionName": "say" }}, "OutputPath": "$.Payload", "End": true }} }} }} }}"#
        ));
        let folder = Folder::of([("each.asl.json", &*map)]);
        folder.write(
            "mocks.json",
            r#"{ "Say": [{ "result": { "Payload": "second" }, "iteration": 1 }, { "result": { "Payload": "other" }, "always": true }] }"#,
        );
        let ran = folder.run("run each.asl.json --input [1,2,3] --mock mocks.json --quiet");
        assert_eq!((ran.status, &*ran.err), (0, ""), "{mode}");
        let output: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(output, serde_json::json!(["other", "second", "other"]), "{mode}");
    }
}

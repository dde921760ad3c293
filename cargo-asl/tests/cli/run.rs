//! `cargo asl run`: what it shows, answers and refuses.

mod mocks;
mod nested;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::folder::{BAD, Folder, GOOD, Ran};

const ORDERS: &str = include_str!("fixtures/run/orders.asl.json");
const MOCKS: &str = include_str!("fixtures/run/mocks.json");

fn shop() -> Folder {
    Folder::of([("orders.asl.json", ORDERS), ("mocks.json", MOCKS), ("order.json", r#"{"items": [1, 2, 3, 4, 5]}"#)])
}

/// A definition of these states, the first one first.
pub(crate) fn states(states: &str) -> String {
    let start = states.split('"').nth(1).unwrap();
    format!(r#"{{ "StartAt": "{start}", "States": {{ {states} }} }}"#)
}

pub(crate) fn shown(ran: &Ran) -> String {
    format!("{}---\n{}--- exit status {}", ran.err, ran.out, ran.status)
}

#[test]
fn a_retry_a_map_and_a_catch() {
    insta::assert_snapshot!(shown(&shop().run("run orders.asl.json --input order.json --mock mocks.json")));
}

#[test]
fn a_failed_execution_says_why() {
    let folder = Folder::of([(
        "f.asl.json",
        &*states(r#""Stop": { "Type": "Fail", "Error": "NoStock", "Cause": "sold\nout" }"#),
    )]);
    let ran = folder.run("run f.asl.json");
    insta::assert_snapshot!(shown(&ran));
    let quiet = folder.run("run f.asl.json --quiet");
    assert_eq!((quiet.status, &*quiet.out), (1, ""));
    assert!(ran.err.ends_with(&quiet.err) && quiet.err.starts_with("error: "), "{}", quiet.err);
}

#[test]
fn a_time_limit_is_told() {
    let rest = states(r#""Rest": { "Type": "Wait", "Seconds": 100, "End": true }"#);
    let folder = Folder::of([("t.asl.json", &*rest.replacen('{', r#"{ "TimeoutSeconds": 90,"#, 1))]);
    let ran = folder.run("run t.asl.json --quiet");
    assert_eq!((ran.status, &*ran.err), (1, "error: the execution timed out after 1m 30s\n"));
}

#[test]
fn quiet_leaves_the_output_alone() {
    let ran = shop().run("run orders.asl.json -i order.json -m mocks.json -q");
    assert_eq!(ran, Ran { status: 0, out: "{\n  \"packed\": 5\n}\n".to_owned(), err: String::new() });
}

#[test]
fn a_call_that_nothing_answers() {
    let folder = shop();
    insta::assert_snapshot!(shown(&folder.run("run orders.asl.json --input order.json")));
    // Half a mock file: what is missing is said as it is to be written.
    folder.write("half.json", r#"{ "Charge": [{ "result": 1 }] }"#);
    insta::assert_snapshot!(shown(&folder.run("run orders.asl.json --input order.json --mock half.json --quiet")));
    folder.write("few.json", r#"{ "Charge": { "result": 1 }, "Pack": [{ "result": 1, "times": 2 }] }"#);
    insta::assert_snapshot!(shown(&folder.run("run orders.asl.json --input order.json --mock few.json --quiet")));
}

/// The words of the message are a mock file.
#[test]
fn the_suggested_answer_can_be_pasted() {
    let folder = Folder::of([("t.asl.json", &*states(r#""Say \"hi\"": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "TopicArn": "t", "Message": "m" }, "End": true }"#).replace(r#""StartAt": "Say \""#, r#""StartAt": "Say \"hi\"""#))]);
    let ran = folder.run("run t.asl.json");
    let (_, answer) = ran.err.rsplit_once("`--mock`:\n").unwrap();
    folder.write("mocks.json", answer.trim());
    let ran = folder.run("run t.asl.json --mock mocks.json --quiet");
    assert_eq!((ran.status, &*ran.err), (0, ""), "{answer}");
}

#[test]
fn a_definition_with_errors_is_refused_as_check_refuses_it() {
    let folder = Folder::of([("bad.asl.json", BAD), ("torn.asl.json", "{")]);
    let (ran, checked) = (folder.run("run bad.asl.json"), folder.run("check bad.asl.json"));
    let (finding, _) = checked.out.rsplit_once("1 definition checked").unwrap();
    assert_eq!((ran.status, &*ran.err, &*ran.out), (2, finding, ""));
    let (ran, checked) = (folder.run("run torn.asl.json"), folder.run("check torn.asl.json"));
    assert_eq!((ran.status, &*ran.err), (2, &*checked.err));
    // Whoever allows an error runs the definition.
    folder.write("asl.toml", "[rules]\nASL202 = \"off\"\n");
    assert_eq!(folder.run("run bad.asl.json").status, 0);
}

#[test]
fn what_cannot_be_read() {
    let folder = Folder::of([("good.asl.json", GOOD), ("torn.json", "{\n  \"é\": 1,,\n}"), ("other.json", "{}")]);
    let cases = [
        ("run nowhere.asl.json", "error: cannot read `nowhere.asl.json`: there is no such file"),
        ("run good.asl.json --input nowhere.json", "error: cannot read `nowhere.json`: there is no such file"),
        (
            "run good.asl.json --input torn.json",
            "error: cannot read the input `torn.json`: this is not JSON: key must be a string --> torn.json:2:10",
        ),
        (
            "run good.asl.json --input {\"a\":}",
            "error: cannot read the input `--input`: this is not JSON: expected value --> --input:1:6",
        ),
        ("run good.asl.json --mock nowhere.json", "error: cannot read `nowhere.json`: there is no such file"),
        (
            "run other.json",
            "error[ASL152]: the file is neither a definition nor a template: it is not an object with keys --> other.json:1:1",
        ),
        ("run good.asl.json --definition Orders", "error: there is no state machine `Orders` in `good.asl.json`"),
        ("run - --input -", "error: standard input cannot be both the definition and its input"),
        ("run good.asl.json --case A", "error: the following required arguments were not provided:"),
        ("run good.asl.json --format text", "error: the following required arguments were not provided:"),
        (
            "run good.asl.json --start monday",
            "error: invalid value 'monday' for '--start <TIME>': expected a time such as `2026-01-01T00:00:00Z`",
        ),
        ("run good.asl.json --pace -1", "error: unexpected argument '-1' found"),
        (
            "run good.asl.json --pace 1e9",
            "error: invalid value '1e9' for '--pace <FACTOR>': expected a number from 0 to 1,000",
        ),
        ("run good.asl.json --picture no/where.mmd", "error: cannot write `no/where.mmd`: there is no such file"),
        ("run", "error: the following required arguments were not provided:"),
    ];
    for (arguments, expected) in cases {
        let ran = match arguments {
            "run - --input -" => folder.run_with(&["run", "-", "--input", "-"], GOOD.as_bytes()),
            arguments => folder.run(arguments),
        };
        let error = ran.err.lines().skip_while(|line| !line.starts_with("error")).collect::<Vec<_>>();
        let first = match error.get(1).and_then(|line| line.trim_start().strip_prefix("--> ")) {
            Some(place) => format!("{} --> {place}", error[0]),
            None => error[0].to_owned(),
        };
        assert_eq!(first, expected, "{arguments}");
        assert_eq!(ran.status, 2, "{arguments}");
    }
}

/// The input is a file, standard input or JSON; an execution without one gets `{}`, as from the API.
#[test]
fn ways_to_give_the_input() {
    let folder =
        Folder::of([("echo.asl.json", &*states(r#""Echo": { "Type": "Pass", "End": true }"#)), ("in.json", "[1]")]);
    let out = |arguments: &[&str], stdin: &str| {
        let ran = folder.run_with(arguments, stdin.as_bytes());
        assert_eq!(ran.status, 0, "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).unwrap().to_string()
    };
    assert_eq!(out(&["run", "echo.asl.json"], ""), "{}");
    assert_eq!(out(&["run", "echo.asl.json", "--input", "in.json"], ""), "[1]");
    assert_eq!(out(&["run", "echo.asl.json", "--input", "-"], "{\"a\": 2}"), r#"{"a":2}"#);
    assert_eq!(out(&["run", "echo.asl.json", "--input", " {\"a\": [3]}"], ""), r#"{"a":[3]}"#);
    assert_eq!(out(&["run", "echo.asl.json", "--input", "7"], ""), "7");
    assert_eq!(out(&["run", "-", "--input", "null"], &folder.read("echo.asl.json")), "null");
}

#[test]
fn a_machine_in_a_template() {
    let machine = |id: &str, kind: &str| {
        format!(
            "  {id}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: {kind}\n      Definition:\n        QueryLanguage: JSONata\n        StartAt: Name\n        States:\n          Name: {{ Type: Pass, Output: '{{% $states.context.StateMachine.Name & $states.context.Execution.Id %}}', End: true }}\n"
        )
    };
    let template = format!("Resources:\n{}{}", machine("Orders", "STANDARD"), machine("Refunds", "EXPRESS"));
    let folder = Folder::of([("template.yaml", &*template)]);
    insta::assert_snapshot!(shown(&folder.run("run template.yaml")), @r"
    error: `template.yaml` has 2 state machines: `Orders`, `Refunds`
     |
     = help: choose one: `--definition Orders`
    ---
    --- exit status 2
    ");
    let ran = folder.run("run template.yaml --definition Refund");
    assert!(
        ran.err.contains("there is no state machine `Refund` in `template.yaml`")
            && ran.err.contains("did you mean `Refunds`?"),
        "{}",
        ran.err
    );
    let ran = folder.run("run template.yaml --definition Refunds --name r1 --quiet");
    assert_eq!(ran.out, "\"Refundsarn:aws:states:us-east-1:123456789012:express:Refunds:r1:r1\"\n");
    let ran = folder.run("run template.yaml --definition Orders");
    assert!(ran.err.starts_with("     Running template.yaml, from 2026"), "{}", ran.err);
    let ran = folder.run("run template.yaml --definition Orders --type express");
    assert!(ran.err.starts_with("     Running template.yaml, express, from 2026"), "{}", ran.err);
}

#[test]
fn the_history_as_the_api_answers_it() {
    let folder = shop();
    let ran = folder.run("run orders.asl.json --input order.json --mock mocks.json --history --quiet");
    let history: Value = serde_json::from_str(&ran.out).unwrap();
    let events = history["events"].as_array().unwrap();
    assert_eq!(events[0]["executionStartedEventDetails"]["input"], r#"{"items":[1,2,3,4,5]}"#);
    assert_eq!(events.last().unwrap()["type"], "ExecutionSucceeded");
    assert!(events.iter().enumerate().all(|(index, event)| event["id"] == index + 1));
    folder.write("order.json", r#"{"items": [1]}"#);
    let ran = folder.run("run orders.asl.json --input order.json --mock mocks.json --history --format text --quiet");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_clock_the_seed_and_the_picture() {
    let time =
        r#""Now": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $now() & $uuid() %}", "End": true }"#;
    let folder = Folder::of([("now.asl.json", &*states(time))]);
    let out = |arguments: &str| folder.run(&format!("run now.asl.json {arguments}")).out;
    assert!(out("--start 2030-02-03T04:05:06+01:00").starts_with("\"2030-02-03T03:05:06"), "{}", out(""));
    assert_eq!(out("--seed 7"), out("--seed 7"));
    assert_ne!(out("--seed 7"), out("--seed 8"));
    out("--picture now.mmd");
    let picture = folder.read("now.mmd");
    assert!(picture.starts_with("flowchart TD\n") && picture.contains("class s1 succeeded"), "{picture}");
}

#[test]
fn buckets_are_folders() {
    let export = states(
        r#""All": { "Type": "Map", "End": true,
            "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW" },
                "Parameters": { "Bucket": "orders", "Key": "2026/all.csv" } },
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                "StartAt": "Keep", "States": { "Keep": { "Type": "Pass", "End": true } } },
            "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "orders", "Prefix": "out" } } }"#,
    );
    let folder = Folder::of([("f.asl.json", &*export), ("buckets/orders/2026/all.csv", "id,n\na,1\nb,2\n")]);
    let ran = folder.run("run f.asl.json --buckets buckets --quiet");
    assert_eq!((ran.status, &*ran.err), (0, ""));
    let output: Value = serde_json::from_str(&ran.out).unwrap();
    let manifest = output["ResultWriterDetails"]["Key"].as_str().unwrap();
    let results = folder.read(&format!("buckets/orders/{}", manifest.replace("manifest.json", "SUCCEEDED_0.json")));
    assert!(results.contains(r#"{\"id\":\"b\",\"n\":\"2\"}"#), "{results}");

    let missing = folder.run("run f.asl.json --buckets nowhere");
    assert_eq!((missing.status, missing.out.as_str()), (2, ""));
    assert!(missing.err.starts_with("error: ") && missing.err.contains("nowhere"), "{}", missing.err);
}

#[test]
fn time_passes_by_the_pace() {
    let folder = Folder::of([("rest.asl.json", &*states(r#""Rest": { "Type": "Wait", "Seconds": 3, "End": true }"#))]);
    let (start, ran) = (Instant::now(), folder.run("run rest.asl.json --pace 0.1"));
    assert_eq!(ran.status, 0);
    assert!(start.elapsed() >= Duration::from_millis(300), "{:?}", start.elapsed());
    assert_eq!(folder.run("run rest.asl.json").err, ran.err);
}

/// Of 10,000 items three are shown, and of a loop ten rounds.
#[test]
fn what_is_long_is_counted() {
    let map = r#""Each": { "Type": "Map", "End": true, "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } }"#;
    let items = Value::from_iter(0..4_000).to_string();
    let folder = Folder::of([("map.asl.json", &*states(map)), ("items.json", &*items)]);
    insta::assert_snapshot!(folder.run("run map.asl.json --input items.json").err);

    let children = map.replace(
        r#""StartAt": "One""#,
        r#""ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "One""#,
    );
    folder.write("children.asl.json", states(&children));
    insta::assert_snapshot!(folder.run("run children.asl.json --input items.json").err);

    folder.write("loop.asl.json", states(r#""Count": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Enough?" },
        "Enough?": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericLessThan": 500, "Next": "Count" }], "Default": "Done" }, "Done": { "Type": "Succeed" }"#));
    insta::assert_snapshot!(folder.run("run loop.asl.json --input {\"n\":0}").err);
}

#[test]
fn branches_are_indented_and_cuts_are_told() {
    let both = r#""Both": { "Type": "Parallel", "End": true, "Branches": [
        { "StartAt": "Rest", "States": { "Rest": { "Type": "Wait", "Seconds": 9, "End": true } } },
        { "StartAt": "Pause", "States": { "Pause": { "Type": "Wait", "Seconds": 2, "Next": "Stop" }, "Stop": { "Type": "Fail", "Error": "No" } } }
    ], "Retry": [{ "ErrorEquals": ["No"], "MaxAttempts": 1 }] }"#;
    let folder = Folder::of([("both.asl.json", &*states(both))]);
    insta::assert_snapshot!(shown(&folder.run("run both.asl.json")));
}

/// As the history has them, and as AWS shows them.
#[test]
fn numbers_are_written_as_the_service_does() {
    let echo = states(r#""Echo": { "Type": "Pass", "End": true }"#);
    let folder = Folder::of([("echo.asl.json", &*echo)]);
    let ran =
        folder.run("run echo.asl.json --quiet --input {\"n\":9.223372036854776e18,\"k\":[1.5,-0.25,12],\"e\":[]}");
    let wanted = "{\n  \"n\": 9.223372036854776E18,\n  \"k\": [\n    1.5,\n    -0.25,\n    12\n  ],\n  \"e\": []\n}\n";
    assert_eq!((ran.status, &*ran.out), (0, wanted));
}

#[test]
fn a_name_is_one_that_aws_takes() {
    let folder = Folder::of([("good.asl.json", GOOD), ("my orders.asl.json", GOOD)]);
    let refused = |name: &str| folder.run_with(&["run", "good.asl.json", "--name", name], b"");
    for (name, problem) in [
        ("a b", "a name has no white space"),
        ("a/b", "a name has no `/`"),
        ("", "a name has 1 to 80 characters, and this has 0"),
        (&"n".repeat(81), "a name has 1 to 80 characters, and this has 81"),
    ] {
        let ran = refused(name);
        assert_eq!((ran.status, &*ran.out), (2, ""));
        assert!(
            ran.err.starts_with(&format!("error: invalid value '{name}' for '--name <NAME>': {problem}\n")),
            "{}",
            ran.err
        );
    }
    assert_eq!(refused(&"é".repeat(80)).status, 0);
    // The file's name is ours to bend.
    assert_eq!(folder.run_with(&["run", "my orders.asl.json"], b"").status, 0);
}

#[test]
fn colors_follow_the_environment() {
    let folder = Folder::of([("a.asl.json", GOOD)]);
    let is_colored =
        |variables: &[(&str, &str)], arguments: &str| folder.run_in(variables, arguments).err.contains('\u{1b}');
    assert!(is_colored(&[("CLICOLOR_FORCE", "1")], "run a.asl.json"));
    assert!(!is_colored(&[("CLICOLOR_FORCE", "0")], "run a.asl.json"));
    assert!(!is_colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], "run a.asl.json"));
    assert!(!is_colored(&[("CLICOLOR_FORCE", "1")], "run a.asl.json --color never"));
    assert!(is_colored(&[("NO_COLOR", "1")], "run a.asl.json --color always"));
}

/// A report that goes to a file has no colors because somebody looks at the errors, nor the other way round.
#[test]
fn each_stream_has_colors_of_its_own() {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    if is_set("NO_COLOR") || is_set("CLICOLOR_FORCE") || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return;
    }
    let folder = Folder::of([("good.asl.json", GOOD), ("bad.asl.json", BAD)]);
    let colored = |command: &str, file: &str, out_is_terminal: bool| {
        let [out, err] = [Shared::default(), Shared::default()];
        let mut streams = cargo_asl::Streams {
            input: Box::new(std::io::empty()),
            out: Box::new(out.clone()),
            err: Box::new(err.clone()),
            out_is_terminal,
            err_is_terminal: !out_is_terminal,
        };
        let path = folder.path(file).into_os_string();
        cargo_asl::run(["cargo-asl".into(), command.into(), path], &mut streams);
        [out, err].map(|stream| stream.0.borrow().contains(&0x1b))
    };
    assert_eq!(colored("check", "bad.asl.json", true), [true, false]);
    assert_eq!(colored("check", "bad.asl.json", false), [false, false], "the findings are the report");
    assert_eq!(colored("run", "good.asl.json", true), [false, false], "the output is data");
    assert_eq!(colored("run", "good.asl.json", false), [false, true]);
}

/// What was written to a stream.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn colors_are_those_of_cargo() {
    let folder = Folder::of([("a.asl.json", GOOD)]);
    let ran = folder.run("run a.asl.json --color always");
    assert!(ran.err.starts_with("\u{1b}[1;32m     Running\u{1b}[0m a.asl.json, "), "{:?}", ran.err);
    assert!(ran.err.contains("\u{1b}[1;36m     Succeed\u{1b}[0m \u{1b}[2m        0s\u{1b}[0m  A\n"), "{:?}", ran.err);
    assert!(!folder.run("run a.asl.json").err.contains('\u{1b}'));
}

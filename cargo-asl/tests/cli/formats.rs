//! Each format of the report on one definition with several findings.

use crate::folder::{BAD, Folder, GOOD, Ran};
use serde_json::Value;

const ORDERS: &str = include_str!("fixtures/orders.asl.json");

fn report(format: &str) -> Ran {
    let folder = Folder::of([("infra/orders.asl.json", ORDERS)]);
    let ran = folder.run(&format!("check infra/orders.asl.json --format {format}"));
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    ran
}

#[test]
fn text() {
    insta::assert_snapshot!(report("text").out);
}

#[test]
fn json() {
    let report = report("json").out;
    insta::assert_snapshot!(report);
    // The offsets are those of the text, and the edit is what stands there.
    for finding in serde_json::from_str::<Vec<Value>>(&report).unwrap() {
        if let Some(edit) = finding["suggestion"]["edit"].as_object() {
            let offset = |end: &str| usize::try_from(edit["span"][end]["offset"].as_u64().unwrap()).unwrap();
            assert_eq!(&ORDERS[offset("start")..offset("end")], finding["suggestion"]["found"].as_str().unwrap());
        }
    }
}

#[test]
fn github() {
    insta::assert_snapshot!(report("github").out);
}

#[test]
fn aws() {
    insta::assert_snapshot!(report("aws").out);
}

#[test]
fn sarif() {
    let report = report("sarif").out;
    // The pages of the rules are tested where they are.
    let mut shown: Value = serde_json::from_str(&report).unwrap();
    for rule in shown["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        rule["help"] = Value::from("…");
    }
    insta::assert_snapshot!(format!("{shown:#}"));
}

/// By the schema of OASIS: a report with findings, fixes and related places; an empty one; one with errors.
#[test]
fn sarif_is_valid() {
    let mut schema: Value = serde_json::from_str(include_str!("fixtures/sarif-schema-2.1.0.json")).unwrap();
    // The pattern of languages has a bracket too many for a strict reader, and the reports have no `language`.
    for object in ["run", "toolComponent"] {
        schema["definitions"][object]["properties"]["language"].as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let folder = Folder::of([
        ("orders.asl.json", ORDERS),
        ("good", GOOD),
        ("bad name: é#?", BAD),
        ("broken", "{"),
        ("bad.toml", "x = 1"),
    ]);
    let long = BAD.replace("\"A\", ", "\"A\", \"Comment\": \"asl-allow: ASL999\", ");
    folder.write("allowed", long);
    let cases = [
        vec!["orders.asl.json"],
        vec!["good"],
        vec!["bad name: é#?"],
        vec!["broken", "orders.asl.json", "nowhere", "allowed"],
        vec!["good", "--config", "bad.toml"],
    ];
    for case in cases {
        let arguments: Vec<&str> = ["check", "--format", "sarif"].into_iter().chain(case.iter().copied()).collect();
        let ran = folder.run_with(&arguments, b"");
        let log: Value = serde_json::from_str(&ran.out).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{case:?}");
    }
    let mut spoiled: Value = serde_json::from_str(&report("sarif").out).unwrap();
    spoiled["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = Value::from(0);
    assert!(!schema.is_valid(&spoiled), "the judge accepts everything");
}

/// With one definition the line is AWS's answer; with several each says whose it is. At most 100 entries, as `maxResults` has it.
#[test]
fn aws_answers() {
    let states: Vec<String> = (0..101).map(|n| format!(r#""S{n}": {{ "Type": "Succeed" }}"#)).collect();
    let many = format!(r#"{{ "StartAt": "S0", "States": {{ {}, "S101": {{ "Type": "Fail" }} }} }}"#, states.join(", "));
    let linted = r#"{ "Comment": "asl-allow: ASL202", "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "B": { "Type": "Succeed" } } }"#;
    let folder = Folder::of([
        ("good", GOOD),
        ("many", many.as_str()),
        ("allowed", linted),
        ("broken.asl.json", "not a definition"),
        ("warned", crate::folder::WARNED),
    ]);
    let answers = |arguments: &str| -> Vec<Value> {
        let ran = folder.run(&format!("check --format aws {arguments}"));
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    assert_eq!(
        folder.run("check --format aws good").out,
        "{\"result\":\"OK\",\"diagnostics\":[],\"truncated\":false}\n"
    );
    assert_eq!(
        folder.run("check --format aws warned").out,
        "{\"result\":\"OK\",\"diagnostics\":[],\"truncated\":false}\n"
    );

    let many = &answers("many")[0];
    assert_eq!((many["diagnostics"].as_array().unwrap().len(), many["truncated"].as_bool()), (100, Some(true)));

    // AWS reads no comments and knows no levels.
    let refused = serde_json::json!({
        "result": "FAIL",
        "diagnostics": [{
            "severity": "ERROR",
            "code": "MISSING_TRANSITION_TARGET",
            "message": "State \"B\" is not reachable.",
            "location": "/States/B",
        }],
        "truncated": false,
    });
    for arguments in ["allowed", "allowed --level ASL202=off"] {
        assert_eq!(answers(arguments), std::slice::from_ref(&refused), "{arguments}");
    }

    let broken = &answers("broken.asl.json")[0]["diagnostics"][0];
    assert_eq!((broken["code"].as_str(), broken.get("location")), (Some("INVALID_JSON_DESCRIPTION"), None));

    let several = answers("good broken.asl.json");
    assert_eq!([&several[0]["file"], &several[1]["file"]], ["good", "broken.asl.json"]);
}

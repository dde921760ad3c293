//! `${Placeholder}`s inside code: what they stand for is known when the machine is deployed, so that nothing is wrong with the code yet.

use asl_schema::{Options, check_str};
use serde_json::{Value, json};

/// `ASLnnn /place` of each finding.
fn findings(definition: &Value) -> Vec<String> {
    let checked = check_str(&definition.to_string(), &Options::standard());
    checked.into_diagnostics().iter().map(|finding| format!("{} {}", finding.code(), finding.focus())).collect()
}

fn pass(mut fields: Value) -> Value {
    fields["Type"] = "Pass".into();
    fields["End"] = true.into();
    json!({ "StartAt": "A", "States": { "A": fields } })
}

/// Each is silent with the placeholder, and refused with what is no placeholder at its place.
#[test]
fn stand_for_any_part_of_a_path_or_an_intrinsic_function() {
    for text in [
        "${Path}",
        "${Prefix}.total",
        "$.lines[${Index}]",
        "$${Variable}",
        "States.MathAdd(${Count}, 1)",
        "States.Array($.${Field}, ${Other})",
        "States.StringToJson(${volume.iops})",
        "States.${Function}($.a)",
    ] {
        assert_eq!(findings(&pass(json!({ "Parameters": { "x.$": text } }))), [""; 0], "{text}");
        let broken = text.replace("${", "#{");
        assert_eq!(
            findings(&pass(json!({ "Parameters": { "x.$": broken } }))),
            ["ASL304 /States/A/Parameters/x.$"],
            "{broken}"
        );
    }
    for field in ["InputPath", "OutputPath", "ResultPath"] {
        assert_eq!(findings(&pass(json!({ field: "${Path}" }))), [""; 0], "{field}");
        assert_eq!(findings(&pass(json!({ field: "{Path}" }))), [format!("ASL301 /States/A/{field}")]);
    }
}

#[test]
fn stand_for_any_part_of_an_expression() {
    for code in
        ["${Code}", "$number(${Limit})", "$states.input.${Field}", "[${Ids}]", "${Limit} * 2", "{'a': ${Limit}}"]
    {
        let output = |text: String| {
            let mut machine = pass(json!({ "Output": text }));
            machine["QueryLanguage"] = "JSONata".into();
            findings(&machine)
        };
        assert_eq!(output(format!("{{% {code} %}}")), [""; 0], "{code}");
        assert_eq!(output(format!("{{% {} %}}", code.replace("${", "#{"))), ["ASL311 /States/A/Output"], "{code}");
    }
}

/// Were the variable not seen in the code that cannot be read, it would be called unused.
#[test]
fn leave_the_variables_beside_them_read() {
    let machine = |condition: &str| {
        json!({
            "QueryLanguage": "JSONata",
            "StartAt": "Count",
            "States": {
                "Count": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Many?" },
                "Many?": {
                    "Type": "Choice",
                    "Choices": [{ "Condition": condition, "Next": "Done" }],
                    "Default": "Done",
                },
                "Done": { "Type": "Succeed" },
            },
        })
    };
    assert_eq!(findings(&machine("{% $count > ${Limit} %}")), [""; 0]);
    assert_eq!(findings(&machine("{% 2 > ${Limit} %}")), ["ASL327 /States/Count/Assign/count"]);
    assert_eq!(findings(&machine("${Condition}")), ["ASL327 /States/Count/Assign/count"]);
}

#[test]
fn may_be_what_a_rule_misses() {
    let context = pass(json!({ "Parameters": { "x.$": "$$.Execution.${Field}" } }));
    assert_eq!(findings(&context), [""; 0]);
    let format = |template: &str| {
        findings(&pass(json!({ "Parameters": { "x.$": format!("States.Format('{template}', $.a)") } })))
    };
    assert_eq!(format("${Greeting}"), [""; 0]);
    assert_eq!(format("Greeting"), ["ASL305 /States/A/Parameters/x.$"]);
}

/// Any state may be meant, so that none is out of reach.
#[test]
fn name_any_state() {
    let machine = |target: &str| {
        json!({
            "StartAt": "Where?",
            "States": {
                "Where?": {
                    "Type": "Choice",
                    "Choices": [{ "Variable": "$.ok", "BooleanEquals": true, "Next": "Done" }],
                    "Default": target,
                },
                "Repair": { "Type": "Pass", "Next": "Done" },
                "Done": { "Type": "Succeed" },
            },
        })
    };
    assert_eq!(findings(&machine("${Otherwise}")), [""; 0]);
    assert_eq!(findings(&machine("Otherwise")), ["ASL201 /States/Where?/Default", "ASL202 /States/Repair"]);
}

#[test]
fn may_make_a_map_distributed() {
    let map = |mode: &str| {
        json!({
            "StartAt": "Each",
            "States": {
                "Each": {
                    "Type": "Map",
                    "Label": "each",
                    "ItemProcessor": {
                        "ProcessorConfig": { "Mode": mode, "ExecutionType": "EXPRESS" },
                        "StartAt": "One",
                        "States": { "One": { "Type": "Succeed" } },
                    },
                    "End": true,
                },
            },
        })
    };
    assert_eq!(findings(&map("${Mode}")), [""; 0]);
    assert!(findings(&map("INLINE")).contains(&"ASL413 /States/Each/Label".to_owned()));
}

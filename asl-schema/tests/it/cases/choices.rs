//! What a Choice asks, and what is known where it leads.

use super::*;

#[test]
fn choices() {
    let at = "/States/A/Choices[0]";
    let rule = |test: Value| {
        let mut rule = test;
        rule["Next"] = "Z".into();
        choice(rule)
    };
    let one = |expected: &str| vec![expected.to_owned()];
    let cases = vec![
        ("an operator without a variable", rule(json!({ "IsNull": true })), one(&format!("ASL401 {at}/IsNull"))),
        (
            "an empty variable",
            rule(json!({ "Variable": "", "IsPresent": true })),
            one(&format!("ASL401 {at}/Variable")),
        ),
        ("a variable alone", rule(json!({ "Variable": "$.a" })), one(&format!("ASL401 {at}"))),
        (
            "a variable beside And",
            rule(json!({ "Variable": "$.a", "And": [{ "Variable": "$.a", "IsNull": true }] })),
            one(&format!("ASL401? {at}/Variable")),
        ),
        (
            "a misspelled operator",
            rule(json!({ "Variable": "$.a", "StringEqual": "x" })),
            one(&format!("ASL105 {at}/StringEqual")),
        ),
        (
            "an operator of strings with a number",
            rule(json!({ "Variable": "$.a", "StringEquals": 1 })),
            one(&format!("ASL403 {at}/StringEquals")),
        ),
        (
            "a path that is no string",
            rule(json!({ "Variable": "$.a", "StringEqualsPath": 1 })),
            one(&format!("ASL403 {at}/StringEqualsPath")),
        ),
        ("And of nothing", rule(json!({ "And": [] })), one(&format!("ASL116 {at}/And"))),
        (
            "deep rules",
            rule(json!({ "Or": [{ "Not": { "And": [{ "Variable": "$.a", "NumericEquals": "1" }] } }] })),
            one(&format!("ASL403 {at}/Or[0]/Not/And[0]/NumericEquals")),
        ),
        ("a condition in JSONPath", rule(json!({ "Condition": true })), one(&format!("ASL107 {at}/Condition"))),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
    let jsonata = |rule: Value| state(json!({ "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [rule] }));
    assert_all(vec![
        ("a literal condition", jsonata(json!({ "Condition": true, "Next": "Z" })), vec![]),
        (
            "a condition of a wrong type",
            jsonata(json!({ "Condition": 1, "Next": "Z" })),
            vec!["ASL109 /States/A/Choices[0]/Condition"],
        ),
        (
            "JSONPath in JSONata",
            jsonata(json!({ "Variable": "$.a", "IsNull": true, "Next": "Z" })),
            vec!["ASL107 /States/A/Choices[0]/Variable", "ASL107 /States/A/Choices[0]/IsNull"],
        ),
    ]);
}

/// A variable that has a value on some ways is read without harm after a Choice that asks about it, and nowhere else.
#[test]
fn variables_that_are_asked_about() {
    let machine = |language: &str, value: Value, ask: Value, read: Value| {
        let mut rule = ask;
        rule["Next"] = "Use".into();
        let assign = json!({ "Type": "Pass", "Assign": { "n": 1 }, "Next": "Asked" });
        let first = match language {
            "JSONata" => json!({ "Condition": value, "Next": "Set" }),
            _ => json!({ "Variable": value, "IsPresent": true, "Next": "Set" }),
        };
        json!({ "QueryLanguage": language, "StartAt": "Start", "States": {
            "Start": { "Type": "Choice", "Choices": [first], "Default": "Asked" }, "Set": assign,
            "Asked": { "Type": "Choice", "Choices": [rule], "Default": "End" },
            "Use": read, "End": { "Type": "Succeed" } } })
    };
    let jsonata = |condition: &str| {
        let read = json!({ "Type": "Pass", "Output": "{% $n %}", "End": true });
        machine("JSONata", json!("{% $states.input.a %}"), json!({ "Condition": condition }), read)
    };
    let jsonpath = |rule: Value| {
        let read = json!({ "Type": "Pass", "Parameters": { "n.$": "$n" }, "End": true });
        machine("JSONPath", json!("$.a"), rule, read)
    };
    let is_present = json!({ "Variable": "$n", "IsPresent": true });
    assert_all(vec![
        ("exists", jsonata("{% $exists($n) %}"), vec![]),
        ("with more", jsonata("{% $states.input.b and $n > 1 %}"), vec![]),
        ("another", jsonata("{% $exists($states.input.n) %}"), vec!["ASL315? /States/Use/Output"]),
        ("IsPresent", jsonpath(is_present.clone()), vec![]),
        ("IsPresent inside", jsonpath(json!({ "And": [is_present, { "Variable": "$.b", "IsNull": true }] })), vec![]),
        (
            "a field",
            jsonpath(json!({ "Variable": "$.n", "IsPresent": true })),
            vec!["ASL315? /States/Use/Parameters/n.$"],
        ),
        (
            "what only comes later",
            json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
                "A": { "Type": "Choice", "Choices": [{ "Condition": "{% $exists($n) %}", "Next": "B" }], "Default": "B" },
                "B": { "Type": "Pass", "Output": "{% $n %}", "Next": "C" },
                "C": { "Type": "Pass", "Assign": { "n": 1 }, "End": true } } }),
            vec!["ASL315? /States/A/Choices[0]/Condition", "ASL315? /States/B/Output"],
        ),
    ]);
}

/// Parts of the context object that only some states have.
#[test]
fn the_context_object_of_a_state() {
    let pass = |value: &str| state(json!({ "Type": "Pass", "Parameters": { "x.$": value } }));
    let call = |resource: &str| {
        state(
            json!({ "Type": "Task", "Resource": resource, "Parameters": { "FunctionName": "f", "Payload": { "t.$": "$$.Task.Token" } } }),
        )
    };
    let jsonata = |code: &str| state(json!({ "Type": "Pass", "QueryLanguage": "JSONata", "Output": code }));
    let item = json!({ "Type": "Pass", "Parameters": { "x.$": "$$.Map.Item.Index" }, "End": true });
    let inside = json!({ "StartAt": "P", "States": { "P": {
        "Type": "Parallel", "End": true, "Branches": [{ "StartAt": "I", "States": { "I": item } }] } } });
    assert_all(vec![
        ("no item", pass("$$.Map.Item.Value"), vec!["ASL324? /States/A/Parameters/x.$"]),
        ("no token", pass("States.Format('{}', $$.Task.Token)"), vec!["ASL324? /States/A/Parameters/x.$"]),
        ("no callback", call("arn:aws:states:::lambda:invoke"), vec!["ASL324? /States/A/Parameters/Payload/t.$"]),
        ("no item in JSONata", jsonata("{% $states.context.Map.Item.Index + 1 %}"), vec!["ASL324? /States/A/Output"]),
        ("a callback", call("arn:aws:states:::lambda:invoke.waitForTaskToken"), vec![]),
        ("perhaps a callback", call("arn:aws:states:::lambda:invoke${Suffix}"), vec![]),
        ("asked for", jsonata("{% $exists($states.context.Task.Token) %}"), vec![]),
        (
            "asked for in a rule",
            choice(json!({ "Variable": "$$.Map.Item.Key", "IsPresent": true, "Next": "Z" })),
            vec![],
        ),
        ("the item of the Map itself", map(json!({ "ItemSelector": { "x.$": "$$.Map.Item.Value" } })), vec![]),
        ("in a branch for each item", map(json!({ "ItemProcessor": inside })), vec![]),
    ]);
}

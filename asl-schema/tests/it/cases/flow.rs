//! Where states lead.

use super::*;

#[test]
fn transitions() {
    let pass = |fields: Value| {
        let mut state = json!({ "Type": "Pass" });
        if let (Value::Object(state), Value::Object(fields)) = (&mut state, fields) {
            state.extend(fields);
        }
        json!({ "StartAt": "A", "States": { "A": state, "Z": { "Type": "Succeed" } } })
    };
    assert_all(vec![
        ("Next beside a false End", pass(json!({ "Next": "Z", "End": false })), vec!["ASL111? /States/A/End"]),
        ("a false End", pass(json!({ "End": false })), vec!["ASL205 /States/A/End", "ASL202 /States/Z"]),
        ("an empty Next", pass(json!({ "Next": "" })), vec!["ASL201 /States/A/Next", "ASL202 /States/Z"]),
        ("a state that goes to itself", pass(json!({ "Next": "A" })), vec!["ASL202 /States/Z"]),
        ("Next and End", pass(json!({ "Next": "Z", "End": true })), vec!["ASL111 /States/A/End"]),
        ("End and Next", pass(json!({ "End": true, "Next": "Z" })), vec!["ASL111 /States/A/End"]),
        (
            "an empty StartAt",
            json!({ "StartAt": "", "States": { "A": { "Type": "Succeed" } } }),
            vec!["ASL108 /StartAt"],
        ),
        // What cannot be read is reported once and drags nothing behind it.
        (
            "a state of no type that leads on",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Taks", "Next": "B" }, "B": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "A" }] } } }),
            vec!["ASL114 /States/A/Type"],
        ),
        (
            "out of the machine into a branch",
            json!({ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }], "Next": "I" } } }),
            vec!["ASL203 /States", "ASL206 /States/P/Next"],
        ),
        (
            "a branch that starts outside",
            json!({ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "P", "States": { "I": { "Type": "Succeed" } } }], "End": true } } }),
            vec!["ASL206 /States/P/Branches[0]/StartAt"],
        ),
        (
            "three of a name",
            json!({ "StartAt": "X", "States": { "X": { "Type": "Parallel", "End": true, "Branches": [
            { "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }, { "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }] } } }),
            vec!["ASL204 /States/X/Branches[0]/States/X", "ASL204 /States/X/Branches[1]/States/X"],
        ),
    ]);
}

#[test]
fn loops() {
    let machine = |states: Value| json!({ "StartAt": "A", "States": states });
    let go = |next: &str| json!({ "Type": "Pass", "Next": next });
    let choose = |first: &str, other: &str| json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": first }], "Default": other });
    let end = json!({ "Type": "Succeed" });
    let caught = json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Z" }], "Next": "A" });
    assert_all(vec![
        ("a loop with a way out", machine(json!({ "A": choose("B", "Z"), "B": go("A"), "Z": end })), vec![]),
        ("a catcher is a way out", machine(json!({ "A": caught, "Z": end })), vec![]),
        (
            "two loops",
            machine(
                json!({ "A": choose("B", "C"), "B": choose("Z", "C"), "C": choose("D", "E"), "D": go("D"), "E": go("F"), "F": go("E"), "Z": end }),
            ),
            vec!["ASL207? /States/D", "ASL207? /States/E"],
        ),
        // The first loop is left, into one that is not.
        (
            "a loop that leads into another",
            machine(json!({ "A": choose("B", "Z"), "B": choose("A", "C"), "C": go("C"), "Z": end })),
            vec!["ASL207? /States/C"],
        ),
        (
            "a way out to nowhere",
            machine(json!({ "A": choose("A", "NOPE"), "Z": end })),
            vec!["ASL201 /States/A/Default", "ASL202 /States/Z"],
        ),
    ]);
}

#[test]
fn choices_that_are_never_taken() {
    let jsonata = |rules: Value| {
        json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": { "Type": "Choice", "Choices": rules, "Default": "Z" }, "Z": { "Type": "Succeed" } } })
    };
    let when = |condition: Value| json!({ "Condition": condition, "Next": "Z" });
    let compare = |operand: Value| json!({ "Variable": "$.a", "StringEquals": operand, "Next": "Z" });
    let jsonpath = |rules: Value| json!({ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": rules }, "Z": { "Type": "Succeed" } } });
    let at = |index: usize| format!("ASL208? /States/A/Choices[{index}]");
    let condition = |index: usize| at(index) + "/Condition";
    let cases = [
        ("always", jsonata(json!([when(json!(true))])), vec![condition(0)]),
        ("never", jsonata(json!([when(json!(false)), when(json!("{% $states.input.a %}"))])), vec![condition(0)]),
        (
            "twice",
            jsonata(json!([
                when(json!("{% $states.input.a %}")),
                when(json!("{% $states.input.b %}")),
                when(json!("{% $states.input.a %}"))
            ])),
            vec![at(2)],
        ),
        ("a die", jsonata(json!([when(json!("{% $random() < 0.5 %}")), when(json!("{% $random() < 0.5 %}"))])), vec![]),
        ("operands", jsonpath(json!([compare(json!("x")), compare(json!("y")), compare(json!("x"))])), vec![at(2)]),
        ("text", jsonata(json!([when(json!("$a"))])), vec!["ASL404? /States/A/Choices[0]/Condition".to_owned()]),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
}

//! Results that are replaced before anything reads them: what is found, and what might be read after all and is left alone.

use asl_schema::{Options, check_str};

/// The states that keep a result for nobody.
fn unread(states: &str) -> Vec<String> {
    let text = format!(r#"{{"StartAt": "A", "States": {{{states}}}}}"#);
    let report = check_str(&text, &Options::standard());
    assert!(!report.has_errors(), "{text}\n{report}");
    let found = report.diagnostics().iter().filter(|finding| finding.code() == "ASL332");
    found.filter_map(|finding| finding.path.state_name().map(str::to_owned)).collect()
}

/// A call with a request of its own, and further fields.
fn call(fields: &str) -> String {
    format!(
        r#"{{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {{"FunctionName": "f"}}, {fields}}}"#
    )
}

/// `A` keeps a value in `$.x` and goes on to `B`.
fn kept(rest: &str) -> Vec<String> {
    unread(&format!(r#""A": {{"Type": "Pass", "Result": 7, "ResultPath": "$.x", "Next": "B"}}, {rest}"#))
}

/// What a task answers is often put aside.
#[test]
fn a_task_may_be_called_for_what_it_does() {
    let task = call(r#""ResultPath": "$.x", "Next": "B""#);
    assert_eq!(unread(&format!(r#""A": {task}, "B": {REPLACED}"#)), Vec::<String>::new());
}

const REPLACED: &str = r#"{"Type": "Pass", "Result": 1, "ResultPath": "$.x", "End": true}"#;

#[test]
fn what_is_replaced_on_every_way_is_found() {
    assert_eq!(kept(&format!(r#""B": {REPLACED}"#)), ["A"]);
    assert_eq!(kept(&format!(r#""B": {}"#, call(r#""End": true"#))), ["A"], "all of the data is replaced");
    assert_eq!(kept(&format!(r#""B": {}"#, call(r#""ResultPath": "$", "End": true"#))), ["A"]);
    assert_eq!(kept(r#""B": {"Type": "Fail", "CausePath": "$.y"}"#), ["A"], "a Fail state drops everything");
    assert_eq!(kept(&format!(r#""B": {{"Type": "Wait", "SecondsPath": "$.y", "Next": "C"}}, "C": {REPLACED}"#)), ["A"]);
    let choice = r#"{"Type": "Choice", "Choices": [{"Variable": "$.y", "IsNull": true, "Next": "C"}], "Default": "D"}"#;
    assert_eq!(kept(&format!(r#""B": {choice}, "C": {REPLACED}, "D": {{"Type": "Fail"}}"#)), ["A"], "both ways");
    let caught = call(r#""Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.x", "Next": "Z"}], "End": true"#);
    assert_eq!(kept(&format!(r#""B": {caught}, "Z": {{"Type": "Succeed"}}"#)), ["A"], "the error replaces it too");
    let constant = r#""A": {"Type": "Pass", "Result": {"x": 1}, "Next": "B"}, "#;
    assert_eq!(unread(&format!(r#"{constant}"B": {}"#, call(r#""End": true"#))), ["A"]);
}

#[test]
fn what_may_be_read_is_left_alone() {
    let silent: [(&str, String); 17] = [
        ("the end gives it", r#""B": {"Type": "Succeed"}"#.into()),
        ("another field is replaced", format!(r#""B": {}"#, REPLACED.replace("$.x", "$.y"))),
        ("a field in it is replaced", format!(r#""B": {}"#, REPLACED.replace("$.x", "$.x.y"))),
        ("nothing is replaced", format!(r#""B": {}"#, REPLACED.replace(r#""$.x""#, "null"))),
        ("it is read", r#""B": {"Type": "Pass", "Parameters": {"a.$": "$.x.y"}, "End": true}"#.into()),
        ("in brackets", r#""B": {"Type": "Pass", "Parameters": {"a.$": "$['x']"}, "End": true}"#.into()),
        ("with all the others", r#""B": {"Type": "Pass", "Parameters": {"a.$": "$"}, "End": true}"#.into()),
        ("wherever it is", r#""B": {"Type": "Pass", "Parameters": {"a.$": "$..x"}, "End": true}"#.into()),
        ("by a filter", r#""B": {"Type": "Pass", "Parameters": {"a.$": "$.y[?(@.a == $.x)]"}, "End": true}"#.into()),
        (
            "by a function in a function",
            r#""B": {"Type": "Pass", "Parameters": {"a.$": "States.Format('{}', States.JsonToString($.x))"}, "End": true}"#
                .into(),
        ),
        ("the input is narrowed", r#""B": {"Type": "Pass", "InputPath": "$.x", "Result": 1, "End": true}"#.into()),
        (
            "the call gets all of it",
            r#""B": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}"#.into(),
        ),
        (
            "the branch gets all of it",
            r#""B": {"Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}], "End": true}"#
                .into(),
        ),
        (
            "by a choice",
            format!(
                r#""B": {{"Type": "Choice", "Choices": [{{"Not": {{"Variable": "$.x", "IsNull": true}}, "Next": "C"}}], "Default": "C"}}, "C": {REPLACED}"#
            ),
        ),
        (
            "on one of two ways",
            format!(
                r#""B": {{"Type": "Choice", "Choices": [{{"Variable": "$.y", "IsNull": true, "Next": "C"}}], "Default": "D"}}, "C": {REPLACED}, "D": {{"Type": "Succeed"}}"#
            ),
        ),
        (
            "where the error goes beside it",
            format!(
                r#""B": {}, "Z": {{"Type": "Succeed"}}"#,
                call(r#""Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "Z"}], "End": true"#)
            ),
        ),
        (
            "by JSONata",
            r#""B": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.x %}", "End": true}"#.into(),
        ),
    ];
    for (name, rest) in silent {
        assert_eq!(kept(&rest), Vec::<String>::new(), "{name}: {rest}");
    }
}

/// A loop that reads what it wrote on the round before.
#[test]
fn a_loop_may_come_back_to_what_it_wrote() {
    let step = |read: &str| {
        format!(
            r#""A": {{"Type": "Pass", "Parameters": {{"n.$": "$.{read}"}}, "ResultPath": "$.x", "Next": "B"}},
               "B": {{"Type": "Choice", "Choices": [{{"Variable": "$.y", "IsNull": true, "Next": "A"}}], "Default": "Z"}},
               "Z": {{"Type": "Fail"}}"#
        )
    };
    assert_eq!(unread(&step("x")), Vec::<String>::new());
    assert_eq!(unread(&step("y")), ["A"]);
}

/// What is far away is not looked at: thousands of results before thousands of ways must not take long.
#[test]
fn the_search_is_bounded() {
    let results = (0..3000).map(|index| {
        format!(r#""R{index}": {{"Type": "Pass", "Result": 1, "ResultPath": "$.x{index}", "Next": "Fan"}}"#)
    });
    let rule = |to: &str| format!(r#"{{"Variable": "$.y", "IsNull": true, "Next": "{to}"}}"#);
    let fan = |name: &str, to: Vec<String>| {
        format!(r#""{name}": {{"Type": "Choice", "Choices": [{}], "Default": "Z"}}"#, to.join(", "))
    };
    let start = fan("A", (0..3000).map(|index| rule(&format!("R{index}"))).collect());
    let ways = fan("Fan", (0..3000).map(|index| rule(&format!("E{index}"))).collect());
    let ends = (0..3000).map(|index| format!(r#""E{index}": {{"Type": "Fail"}}"#));
    let states: Vec<String> =
        [start, ways, r#""Z": {"Type": "Fail"}"#.to_owned()].into_iter().chain(results).chain(ends).collect();
    let begun = std::time::Instant::now();
    assert_eq!(unread(&states.join(", ")), Vec::<String>::new());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

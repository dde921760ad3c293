//! What each construct does to data, in both query languages: small machines, what a later state is known to get, and what is reported.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use asl_schema::check::trace;
use asl_schema::data::Shape;
use asl_schema::{Diagnostic, Options, check_str, read_str};
use serde_json::{Value, json};

fn order() -> Options {
    Options::standard()
        .with_input(Shape::exactly(&json!({ "id": "A-1", "total": 3, "lines": [{ "sku": "a" }, { "sku": "b" }] })))
}

/// A machine of these states, the first one the start. The last state is `Last`.
fn machine(language: &str, states: Value) -> String {
    let start = states.as_object().unwrap().keys().next().unwrap().clone();
    json!({ "QueryLanguage": language, "StartAt": start, "States": states }).to_string()
}

/// What `Last` gets when this state comes before it.
fn after(language: &str, mut state: Value) -> String {
    state["Next"] = json!("Last");
    let text = machine(language, json!({ "First": state, "Last": { "Type": "Succeed" } }));
    let machine = read_str(&text).machine.unwrap();
    let data = trace(&machine, &order());
    let last = data.iter().find(|data| data.path.state_name() == Some("Last")).unwrap();
    last.input.as_ref().map_or_else(|| "not reached".to_owned(), Shape::to_string)
}

fn unknown_fields(text: &str, options: &Options) -> Vec<Diagnostic> {
    let found = check_str(text, options).into_diagnostics();
    found.into_iter().filter(|found| found.code() == "ASL331").collect()
}

fn messages(text: &str, options: &Options) -> Vec<String> {
    unknown_fields(text, options).into_iter().map(|found| found.message).collect()
}

const INPUT: &str = "{id: text, lines: [{sku: text}, {sku: text}], total: number}";

#[test]
fn jsonpath_states_give_what_their_fields_say() {
    let cases = [
        (json!({ "Type": "Pass" }), INPUT),
        (json!({ "Type": "Wait", "Seconds": 1, "InputPath": "$.lines[1]" }), "{sku: text}"),
        (json!({ "Type": "Wait", "Seconds": 1, "OutputPath": null }), "{}"),
        (json!({ "Type": "Pass", "Result": { "a": [true, null] } }), "{a: [boolean, null]}"),
        (
            json!({ "Type": "Pass", "InputPath": "$.lines", "Parameters": { "first.$": "$[0].sku", "n": 1 } }),
            "{first: text, n: number}",
        ),
        (json!({ "Type": "Pass", "Parameters": { "skus.$": "$.lines[*].sku" } }), "{skus: [text, …]}"),
        (json!({ "Type": "Pass", "Parameters": { "some.$": "$.lines[?(@.sku == 'a')]" } }), "{some: [{sku: text}, …]}"),
        (json!({ "Type": "Pass", "Parameters": { "later.$": "$.lines[1:]" } }), "{later: [{sku: text}, …]}"),
        (json!({ "Type": "Pass", "Parameters": { "all.$": "$..sku" } }), "{all: unknown}"),
        (
            json!({ "Type": "Pass", "Parameters": { "t.$": "States.Format('{}', $.id)", "u.$": "States.StringToJson($.id)" } }),
            "{t: text, u: unknown}",
        ),
        (
            json!({ "Type": "Pass", "Parameters": { "m.$": "States.JsonMerge($.lines[0], $.lines[1], false)" } }),
            "{m: {sku: text}}",
        ),
        (
            json!({ "Type": "Pass", "Parameters": { "l.$": "States.Array($.id, States.MathAdd($.total, 1))" } }),
            "{l: [text, number]}",
        ),
        (
            json!({ "Type": "Pass", "Result": 1, "ResultPath": "$.made.here" }),
            "{id: text, lines: [{sku: text}, {sku: text}], made: {here: number}, total: number}",
        ),
        (json!({ "Type": "Pass", "Result": 1, "ResultPath": null }), INPUT),
        (json!({ "Type": "Pass", "Result": 1, "ResultPath": "$.id", "OutputPath": "$.id" }), "number"),
        (
            json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "ResultSelector": { "id.$": "$.MessageId" } }),
            "{id: unknown}",
        ),
        (json!({ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f" }), "unknown"),
        (
            json!({ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "ResultPath": "$.r", "OutputPath": "$.total" }),
            "number",
        ),
        (
            json!({ "Type": "Parallel", "Branches": [branch(json!({ "Type": "Pass", "End": true })), branch(json!({ "Type": "Pass", "Result": 1, "End": true }))], "ResultSelector": { "one.$": "$[1]", "id.$": "$[0].id" } }),
            "{id: text, one: number}",
        ),
        (json!({ "Type": "Parallel", "Branches": [branch(json!({ "Type": "Fail" }))] }), "not reached"),
        (
            json!({ "Type": "Map", "ItemsPath": "$.lines", "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
            "[{sku: text}, …]",
        ),
        (
            json!({ "Type": "Map", "ItemsPath": "$.lines", "ItemSelector": { "id.$": "$.id", "line.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index" }, "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
            "[{at: unknown, id: text, line: {sku: text}}, …]",
        ),
        (
            json!({ "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key.$": "$.id" } }, "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
            "[unknown, …]",
        ),
        (
            json!({ "Type": "Pass", "Parameters": { "id.$": "$$.Execution.Input.id", "name.$": "$$.Execution.Name" } }),
            "{id: text, name: unknown}",
        ),
    ];
    for (state, expected) in cases {
        assert_eq!(after("JSONPath", state.clone()), expected, "{state}");
    }
}

fn branch(state: Value) -> Value {
    json!({ "StartAt": "In", "States": { "In": state } })
}

#[test]
fn jsonata_expressions_give_what_the_reference_says() {
    let cases = [
        ("$states.input", INPUT),
        ("$states.input.lines", "[{sku: text}, {sku: text}]"),
        ("$states.input.lines.sku", "[text, …] | text"),
        ("$states.input.lines[0]", "{sku: text}"),
        ("$states.input.lines[sku = 'a']", "{sku: text} | [{sku: text}, …]"),
        ("$states.input.lines[sku = 'a'][]", "[{sku: text}, …]"),
        ("$states.input.lines[].sku", "[text, …] | text"),
        ("$states.input.lines^(>sku)", "{sku: text} | [{sku: text}, …]"),
        ("$states.input.lines.{ 'name': sku }", "{name: text} | [{name: text}, …]"),
        ("{ 'id': $states.input.id, 'total': $states.input.total + 1 }", "{id: text, total?: number}"),
        ("[1, 'a', $states.input.id]", "[number, text, text]"),
        ("[$states.input.lines]", "[{sku: text}, …]"),
        ("[1..3]", "[number, …]"),
        ("$states.input.total > 2 ? 'much' : null", "text | null"),
        ("$exists($states.input.gift) ? $states.input.gift.paper : 0", "number"),
        ("'a' & $states.input.id", "text"),
        ("$states.input.id = 'a' or $states.input.total > 1", "boolean"),
        ("$merge([$states.input.lines[0], { 'n': 1 }])", "{n: number, sku: text}"),
        ("$map($states.input.lines, function($l) { $l.sku })", "[text, …] | text"),
        ("$filter($states.input.lines, function($l) { $l.sku = 'a' })", "{sku: text} | [{sku: text}, …]"),
        ("$count($states.input.lines)", "number"),
        ("$uppercase($states.input.id)", "text"),
        ("$states.input.id ~> $uppercase()", "text"),
        ("$parse($states.input.id)", "unknown"),
        ("$lookup($states.input, 'id')", "text"),
        ("($x := $states.input.lines[0]; $x.sku)", "text"),
        ("($x := 1; $x := $states.input; $x)", "unknown"),
        ("($f := function($n) { $n }; $f(1))", "unknown"),
        ("$states.input.*", "unknown"),
        ("$states.input ~> |lines|{ 'n': 1 }|", "unknown"),
        ("$states.input.lines@$l.sku", "unknown"),
        ("$states.context.Execution.Input.id", "text"),
        ("$string($states.input)", "text"),
        ("$append($states.input.lines, 1)", "{sku: text}"),
    ];
    for (code, expected) in cases {
        let got = after("JSONata", json!({ "Type": "Pass", "Output": format!("{{% {code} %}}") }));
        if code.starts_with("$append") {
            assert!(Shape::exactly(&json!(1)).to_string() == "number" && got.contains(expected), "{got}");
        } else {
            let sorted = |text: &str| {
                let mut parts: Vec<String> = text.split(" | ").map(str::to_owned).collect();
                parts.sort();
                parts
            };
            assert_eq!(sorted(&got), sorted(expected), "{code}");
        }
    }
}

#[test]
fn jsonata_states_give_what_their_fields_say() {
    let identity = branch(json!({ "Type": "Pass", "End": true }));
    let cases = [
        (json!({ "Type": "Pass", "Output": { "a": 1, "b": ["{% $states.input.id %}"] } }), "{a: number, b: [text]}"),
        (
            json!({ "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": {}, "Output": "{% $states.result.MessageId %}" }),
            "unknown",
        ),
        (json!({ "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Arguments": {} }), "unknown"),
        (json!({ "Type": "Map", "Items": "{% $states.input.lines %}", "ItemProcessor": identity }), "[{sku: text}, …]"),
        (
            json!({ "Type": "Map", "Items": [1, 2], "ItemSelector": { "n": "{% $states.context.Map.Item.Value %}", "id": "{% $states.input.id %}" }, "ItemProcessor": identity }),
            "[{id: text, n: number}, …]",
        ),
        (
            json!({ "Type": "Parallel", "Arguments": { "x": 1 }, "Branches": [identity, identity], "Output": "{% $states.result[1].x %}" }),
            "number",
        ),
    ];
    for (state, expected) in cases {
        assert_eq!(after("JSONata", state.clone()), expected, "{state}");
    }
}

#[test]
fn what_cannot_be_there_is_reported_where_its_name_stands() {
    let text = machine(
        "JSONPath",
        json!({ "Ship": { "Type": "Pass", "Parameters": { "k.$": "States.Format('{}', $.lines[0].sk)" }, "End": true } }),
    );
    let [found] = &unknown_fields(&text, &order())[..] else { panic!("one finding") };
    assert_eq!(found.message, "`$.lines[0]` has no field `sk`");
    assert_eq!(found.help.as_deref(), Some("did you mean `sku`?"));
    assert_eq!(&text[found.span.unwrap().start.offset..found.span.unwrap().end.offset], "sk");
    assert_eq!(found.suggestion.as_ref().unwrap().edit.as_ref().unwrap().text, "sku");
}

#[test]
fn reads_of_what_cannot_be_there_are_reported_in_every_field() {
    let jsonpath = [
        json!({ "Type": "Pass", "InputPath": "$.no" }),
        json!({ "Type": "Pass", "OutputPath": "$.no" }),
        json!({ "Type": "Pass", "Parameters": { "deep": [{ "x.$": "$.no" }] } }),
        json!({ "Type": "Pass", "Assign": { "x.$": "$.no" } }),
        json!({ "Type": "Wait", "SecondsPath": "$.no" }),
        json!({ "Type": "Wait", "TimestampPath": "$.no" }),
        json!({ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "TimeoutSecondsPath": "$.no" }),
        json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "ResultSelector": { "x.$": "$.no" } }),
        json!({ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "Credentials": { "RoleArn.$": "$.no" } }),
        json!({ "Type": "Map", "ItemsPath": "$.no", "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
        json!({ "Type": "Map", "ItemsPath": "$.lines", "ItemProcessor": branch(json!({ "Type": "Pass", "InputPath": "$.no", "End": true })) }),
        json!({ "Type": "Map", "ItemsPath": "$.lines", "MaxConcurrencyPath": "$.no", "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
        json!({ "Type": "Parallel", "Branches": [branch(json!({ "Type": "Pass", "InputPath": "$.no", "End": true }))] }),
        json!({ "Type": "Pass", "Parameters": { "x.$": "$$.Execution.Input.no" } }),
        json!({ "Type": "Pass", "InputPath": "$.id.no" }),
    ];
    let jsonata = [
        json!({ "Type": "Pass", "Output": "{% $states.input.no %}" }),
        json!({ "Type": "Pass", "Output": { "a": ["{% $states.input.lines.no %}"] } }),
        json!({ "Type": "Pass", "Output": "{% $states.input.lines[no2 = 1].no %}" }),
        json!({ "Type": "Pass", "Output": "{% $states.input.lines.{ 'a': no } %}" }),
        json!({ "Type": "Pass", "Output": "{% $map($states.input.lines, function($v) { $v.no }) %}" }),
        json!({ "Type": "Pass", "Output": "{% ($l := $states.input.lines[0]; $l.no) %}" }),
        json!({ "Type": "Wait", "Seconds": "{% $states.input.no %}" }),
        json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": { "x": "{% $states.input.no %}" } }),
        json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": {}, "Output": "{% $states.result.no %}" }),
        json!({ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": {}, "Assign": { "x": "{% $states.result.no %}" } }),
        json!({ "Type": "Map", "Items": "{% $states.input.no %}", "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
        json!({ "Type": "Map", "Items": "{% $states.input.lines %}", "ItemProcessor": branch(json!({ "Type": "Pass", "Output": "{% $states.input.no %}", "End": true })) }),
        json!({ "Type": "Map", "Items": [{ "a": 1 }], "ItemSelector": "{% $states.context.Map.Item.Value.no %}", "ItemProcessor": branch(json!({ "Type": "Pass", "End": true })) }),
        json!({ "Type": "Parallel", "Arguments": "{% $states.input.no %}", "Branches": [branch(json!({ "Type": "Pass", "End": true }))] }),
    ];
    for (language, states) in [("JSONPath", jsonpath.to_vec()), ("JSONata", jsonata.to_vec())] {
        for mut state in states {
            state["End"] = json!(true);
            let found = messages(&machine(language, json!({ "Only": state })), &order());
            assert!(found.len() == 1 && found[0].ends_with("no field `no`"), "{state}: {found:?}");
        }
    }
}

#[test]
fn reads_with_care_are_not_reported() {
    let silent = [
        ("JSONPath", json!({ "Type": "Pass", "Parameters": { "x.$": "$.no[*].x", "y.$": "$..no" }, "End": true })),
        (
            "JSONPath",
            json!({ "Type": "Choice", "Choices": [{ "And": [{ "Variable": "$.no", "IsPresent": true }, { "Variable": "$.no.x", "NumericEquals": 1 }], "Next": "Only" }] }),
        ),
        (
            "JSONPath",
            json!({ "Type": "Choice", "Choices": [{ "Variable": "$.no", "IsPresent": false, "Next": "Only" }, { "Variable": "$.no", "StringEquals": "x", "Next": "Only" }] }),
        ),
        ("JSONata", json!({ "Type": "Pass", "Output": "{% $exists($states.input.no) %}", "End": true })),
        ("JSONata", json!({ "Type": "Pass", "Output": "{% $states.input.no = 1 %}", "End": true })),
        (
            "JSONata",
            json!({ "Type": "Pass", "Output": "{% $states.input.no ? $states.input.no.x : 1 %}", "End": true }),
        ),
        (
            "JSONata",
            json!({ "Type": "Pass", "Output": "{% $exists($states.input.no) and $states.input.no.a.b > 1 ? $states.input.no.a : 1 %}", "End": true }),
        ),
        (
            "JSONata",
            json!({ "Type": "Pass", "Output": "{% $not($states.input.no) ? 1 : $states.input.id %}", "End": true }),
        ),
        (
            "JSONata",
            json!({ "Type": "Pass", "Output": "{% $lookup($states.input, 'no') ~> $exists() %}", "End": true }),
        ),
    ];
    for (language, state) in silent {
        assert_eq!(messages(&machine(language, json!({ "Only": state })), &order()), [""; 0], "{state}");
    }
}

#[test]
fn ways_join_and_loops_end() {
    let text = machine(
        "JSONPath",
        json!({
            "Which": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 1, "Next": "A" }], "Default": "B" },
            "A": { "Type": "Pass", "Parameters": { "a": 1, "both": 1 }, "Next": "Join" },
            "B": { "Type": "Pass", "Parameters": { "b": 1, "both": "x" }, "Next": "Join" },
            "Join": { "Type": "Pass", "Parameters": { "a.$": "$.a", "both.$": "$.both", "c.$": "$.c" }, "ResultPath": "$.again", "Next": "More" },
            "More": { "Type": "Choice", "Choices": [{ "Variable": "$.both", "IsString": true, "Next": "Join" }], "Default": "End" },
            "End": { "Type": "Succeed" }
        }),
    );
    assert_eq!(messages(&text, &order()), ["the input of `Join` has no field `c`"]);
    let data = trace(&read_str(&text).machine.unwrap(), &order());
    let join = data.iter().find(|data| data.path.state_name() == Some("End")).unwrap().input.clone().unwrap();
    assert!(join.admits(&json!({ "a": 1, "both": 1, "again": { "a": 1, "both": 1, "c": null } })), "{join}");
}

#[test]
fn a_test_that_cannot_hold_leads_nowhere() {
    for (language, rule) in [
        ("JSONPath", json!({ "Variable": "$.gift", "IsPresent": true, "Next": "Wrap" })),
        ("JSONata", json!({ "Condition": "{% $exists($states.input.gift) %}", "Next": "Wrap" })),
    ] {
        let wrap = match language {
            "JSONPath" => json!({ "Type": "Succeed", "InputPath": "$.gift.paper" }),
            _ => json!({ "Type": "Succeed", "Output": "{% $states.input.gift.paper %}" }),
        };
        let text = machine(
            language,
            json!({ "Gift?": { "Type": "Choice", "Choices": [rule], "Default": "End" }, "Wrap": wrap, "End": { "Type": "Succeed" } }),
        );
        assert_eq!(messages(&text, &order()), [""; 0]);
        let open = Options::standard().with_input(Shape::open_object([("id", Shape::text())]));
        assert_eq!(messages(&text, &open), [""; 0]);
    }
}

#[test]
fn catchers_give_the_error_output_and_variables_hold_what_was_assigned() {
    let task = json!({ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f",
        "Catch": [{ "ErrorEquals": ["A"], "ResultPath": "$.error", "Next": "One" }, { "ErrorEquals": ["States.ALL"], "Assign": { "why.$": "$.Cause" }, "Next": "Two" }], "End": true });
    let text = machine(
        "JSONPath",
        json!({
            "Call": task,
            "One": { "Type": "Pass", "Parameters": { "a.$": "$.error.Error", "b.$": "$.id", "c.$": "$.error.Reason" }, "End": true },
            "Two": { "Type": "Pass", "Parameters": { "a.$": "$.Error", "b.$": "$why.x", "c.$": "$.id" }, "End": true }
        }),
    );
    let expected = [
        "`$.error` has no field `Reason`",
        "`$why` is a text or null and has no field `x`",
        "the input of `Two` has no field `id`",
    ];
    assert_eq!(messages(&text, &order()), expected);
    let text = machine(
        "JSONata",
        json!({
            "Set": { "Type": "Pass", "Assign": { "order": { "id": 1 } }, "Next": "Get" },
            "Get": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Arguments": { "Key": "{% $order.idd %}" },
                     "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput.Reason %}", "Next": "Set2" }], "End": true },
            "Set2": { "Type": "Pass", "Assign": { "order": "{% $parse('{}') %}" }, "Next": "Use" },
            "Use": { "Type": "Pass", "Output": "{% $order.anything %}", "End": true }
        }),
    );
    // A variable that somewhere holds what is not known is not known anywhere.
    assert_eq!(messages(&text, &order()), ["the error output of `Get` has no field `Reason`"]);
    let without = text.replace("$parse('{}')", "{ 'id': 2 }");
    let found = messages(&without, &order());
    assert_eq!(
        found,
        [
            "`$order` has no field `idd`",
            "the error output of `Get` has no field `Reason`",
            "`$order` has no field `anything`"
        ]
    );
}

#[test]
fn the_user_may_know_a_result_and_children_of_a_distributed_map_see_no_variables() {
    let text = machine(
        "JSONata",
        json!({
            "Call": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "Arguments": {}, "Output": "{% $states.result.totl %}", "End": true }
        }),
    );
    assert_eq!(messages(&text, &order()), [""; 0]);
    let known = order().with_result("Call", Shape::object([("total", Shape::number())]));
    assert_eq!(messages(&text, &known), ["the result of `Call` has no field `totl`"]);
    let text = machine(
        "JSONPath",
        json!({
            "Each": { "Type": "Map", "ItemsPath": "$.lines", "ItemBatcher": { "MaxItemsPerBatch": 2, "BatchInput": { "id.$": "$.id" } },
                "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "In", "States": { "In":
                    { "Type": "Pass", "Parameters": { "a.$": "$.Items[0].sku", "b.$": "$.BatchInput.id", "c.$": "$.sku", "d.$": "$$.Execution.Input.Items" }, "End": true } } },
                "End": true }
        }),
    );
    assert_eq!(messages(&text, &order()), ["the input of `In` has no field `sku`"]);
}

#[test]
fn placeholders_stand_for_anything() {
    let text = machine(
        "JSONPath",
        json!({
            "Set": { "Type": "Pass", "Result": { "${Name}": 1, "a": "${Config}" }, "Next": "Get" },
            "Get": { "Type": "Pass", "Parameters": { "a.$": "$.b", "b.$": "$.a.x", "c.$": "$.${Field}" }, "End": true }
        }),
    );
    assert_eq!(messages(&text, &Options::standard()), [""; 0]);
}

#[test]
fn the_items_of_a_list_are_called_that() {
    let text = machine(
        "JSONata",
        json!({ "A": { "Type": "Pass", "Output": ["{% $states.input.lines.sk %}", "{% $states.input.lines.sku.no %}", "{% $states.input.total.no %}"], "End": true } }),
    );
    let found = unknown_fields(&text, &order());
    let said: Vec<(&str, Option<&str>)> =
        found.iter().map(|found| (found.message.as_str(), found.help.as_deref())).collect();
    assert_eq!(
        said,
        [
            ("the items of `$states.input.lines` have no field `sk`", Some("did you mean `sku`?")),
            ("the items of `$states.input.lines.sku` are a text and have no field `no`", None),
            ("`$states.input.total` is a number and has no field `no`", None),
        ]
    );
}

#[test]
fn states_that_cannot_be_read_hide_everything() {
    let text = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": {}, "Next": "C" }, "B": { "Type": "Odd", "Next": "C" }, "C": { "Type": "Succeed", "InputPath": "$.x" } } }"#;
    assert_eq!(messages(text, &order()), [""; 0]);
}

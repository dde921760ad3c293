//! Payload templates of both languages, and the causes of their failures.

use asl_local::expr::jsonata::{Bindings, Core, States};
use asl_local::expr::{Entropy, Error, NoVariables, template};
use serde_json::{Value, json};

use super::Sure::{self, Claimed, Compared, Measured};
use super::path_template;

const OTHER: &str = "{\"other\":1}";

fn cause(template: Value) -> (String, String) {
    path_template(&template, &json!({ "other": 1 }), &json!({ "Task": {} })).expect_err(&template.to_string())
}

#[test]
fn a_missing_path() {
    for (sure, template, path, field, searched) in [
        (Measured, json!({ "missing.$": "$.nope.deep" }), "$.nope.deep", "missing.$", OTHER),
        (Measured, json!({ "a": { "b": [{ "c.$": "$.nope" }] } }), "$.nope", "c.$", OTHER),
        (Claimed, json!({ "x.$": "$.other.x" }), "$.other.x", "x.$", OTHER),
        // Recorded: the path as written, with both of its signs.
        (Measured, json!({ "v.$": "$$.Execution.Input.no" }), "$$.Execution.Input.no", "v.$", "{\"Task\":{}}"),
    ] {
        let expected = format!(
            "The JSONPath '{path}' specified for the field '{field}' could not be found in the input '{searched}'"
        );
        assert_eq!(cause(template), ("States.Runtime".to_owned(), expected), "{sure:?} {path}");
    }
}

#[test]
fn a_missing_argument() {
    let rows: [(Sure, &str, &str); 10] = [
        (Measured, "States.Format('{}', $.nope)", "$.nope"),
        (Measured, "States.Format( '{} {}',$.other,  $.nope )", "$.nope"),
        (Measured, "States.Format('{}', States.ArrayLength($.nope))", "$.nope"),
        (Measured, "States.ArrayLength($.nope)", "$.nope"),
        (Measured, "States.Array($.nope)", "$.nope"),
        (Measured, "States.JsonToString($.nope)", "$.nope"),
        (Measured, "States.StringToJson($.nope)", "$.nope"),
        (Measured, "States.MathAdd($.other, $.nope.deep)", "$.nope.deep"),
        (Measured, "States.Format($.nope, 1)", "$.nope"),
        (Compared, "States.Format('{}', $$.Nope.Deep)", "$.Nope.Deep"),
    ];
    for (sure, call, argument) in rows {
        let expected = format!(
            "The function '{call}' had the following error: The JsonPath argument for the field '{argument}' could not be found in the input '{OTHER}'"
        );
        assert_eq!(cause(json!({ "v.$": call })), ("States.Runtime".to_owned(), expected), "{sure:?} {call}");
    }
}

#[test]
fn an_index_within_an_intrinsic() {
    let (_, found) = cause(json!({ "v.$": "States.Format('{}', $.other[0])" }));
    assert!(found.ends_with("Filter: [0] can only be applied to arrays. Current context is: 1"), "{found}");
}

#[test]
fn an_index_past_the_end() {
    let input = json!({ "items": [1, 2] });
    let null = path_template(&json!({ "idx.$": "$.items[5]" }), &input, &json!({}));
    assert_eq!(null, Ok(json!({ "idx": null })));
    let within = path_template(&json!({ "idx.$": "States.Format('{}', $.items[5])" }), &input, &json!({}));
    assert_eq!(within.unwrap_err().0, "States.Runtime");
}

#[test]
fn what_stays_and_what_is_computed() {
    let template = json!({
        "k": "v", "$.k": "$.other", "n.$": "$.other", "all.$": "$", "list": [{ "x.$": "$.list[*].nope" }, "$.other"], "nul.$": "$.nul"
    });
    let input = json!({ "other": 1, "list": [{}, {}], "nul": null });
    let expected = json!({
        "k": "v", "$.k": "$.other", "n": 1, "all": input.clone(), "list": [{ "x": [] }, "$.other"], "nul": null
    });
    let found = path_template(&template, &input, &json!({})).unwrap();
    assert_eq!(found, expected);
    assert_eq!(found.to_string(), expected.to_string(), "the order of keys");
}

/// Where an expression stands is in its cause and its location.
#[test]
fn fields_of_jsonata() {
    let expression = "{% $states.input.missing %}";
    let (states, entropy) = (json!({ "input": {} }), Entropy::seeded(0));
    let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    for (template, start, field) in [
        (json!(expression), "Output", "Output"),
        (json!({ "v": expression }), "Output", "Output/v"),
        (json!({ "a": { "b": expression } }), "Output", "Output/a/b"),
        (json!({ "ok": "{% 1 %}", "values": [expression] }), "Output", "Output/values[0]"),
        (json!({ "a": { "b": [["x", expression]] } }), "Output", "Output/a/b[0][1]"),
        (json!({ "x": { "y": expression } }), "Assign", "Assign/x/y"),
        (json!({ "MessageBody": expression }), "Arguments", "Arguments/MessageBody"),
        (json!({ "v": expression }), "Catch[1]/Output", "Catch[1]/Output/v"),
        (json!(expression), "Choices[1]/Condition", "Choices[1]/Condition"),
    ] {
        let Err(Error::Fails(failure)) = template::jsonata::evaluate(&template, start, &Core::new(), &bindings) else {
            panic!("{template}");
        };
        let cause = format!(
            "The JSONata expression '$states.input.missing' specified for the field '{field}' returned nothing (undefined)."
        );
        assert_eq!((failure.cause, failure.location), (cause, Some(field.to_owned())));
    }
}

#[test]
fn only_whole_strings_are_expressions() {
    let (states, entropy) = (json!({ "input": { "a": 1 } }), Entropy::seeded(0));
    let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    let template = json!({
        "{% 1 %}": "{%$states.input.a%}", "text": " {% 1 %}", "half": "{% 1", "null": "{% null %}", "n": 1.5, "l": [[], {}]
    });
    let expected = json!({ "{% 1 %}": 1, "text": " {% 1 %}", "half": "{% 1", "null": null, "n": 1.5, "l": [[], {}] });
    assert_eq!(template::jsonata::evaluate(&template, "Output", &Core::new(), &bindings), Ok(expected));
}

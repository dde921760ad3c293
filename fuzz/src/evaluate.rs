//! Expressions on any data: a value or a failure, in bounded time and depth, and the same twice.

use asl_local::expr::jsonata::{Bindings, Core, States, evaluate_field};
use asl_local::expr::{Entropy, NoVariables, Scope, jsonpath, template};
use serde_json::{Value, json};

use super::parts;

pub(crate) fn run(text: &str) {
    let (code, input) = parts(text);
    let input = serde_json::from_str(input).unwrap_or_else(|_| Value::from(input));
    same(|| {
        let (context, entropy) = (json!({ "Execution": { "Name": "e" } }), Entropy::seeded(0));
        let scope = Scope { input: &input, context: &context, variables: &NoVariables, entropy: &entropy };
        let computed = template::path::evaluate(&json!({ "v.$": code }), &scope).map_err(|error| error.to_string());
        let put = jsonpath::put(code, input.clone(), json!(1)).map_err(|error| error.to_string());
        let present = jsonpath::is_present(code, &scope).map_err(|error| error.to_string());
        let read = jsonpath::field(code, &scope).map_err(|error| error.to_string());
        assert!(present != Ok(true) || read.is_ok(), "present, and not there");
        (computed, put, present)
    });
    same(|| {
        let (states, entropy) = (json!({ "input": input }), Entropy::seeded(0));
        let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
        evaluate_field(code, "Output", &Core::new(), &bindings).map_err(|error| error.to_string())
    });
}

fn same<T: PartialEq + std::fmt::Debug>(evaluate: impl Fn() -> T) {
    assert_eq!(evaluate(), evaluate(), "the same expression, another answer");
}

//! What Step Functions was seen to answer, row by row, each marked by how sure it is.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests say what they expect as tests do")]

mod jsonata_limits;
mod jsonata_messages;
mod jsonata_numbers;
mod jsonata_values;
mod paths;
mod recorded;
mod templates;

use asl_local::expr::jsonata::{Bindings, Core, States, evaluate_field};
use asl_local::expr::{Entropy, Error, NoVariables, Scope, json_text, template};
use serde_json::{Value, json};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    /// Measured on the service.
    Measured,
    /// Only compared with the local version that AWS published.
    Compared,
    /// Read in documentation, or what others chose.
    Claimed,
}

/// The clock of every evaluation: 2023-11-14T22:13:20.123Z.
pub(crate) const NOW: i64 = 1_700_000_000_123;

/// The value of an expression in `Output/r`.
pub(crate) fn jsonata(code: &str, input: &Value) -> Result<Value, Error> {
    let (states, entropy) = (json!({ "input": input, "context": {} }), Entropy::seeded(1));
    let bindings =
        Bindings { states: States::of(&states), variables: &NoVariables, now_millis: NOW, entropy: &entropy };
    evaluate_field(code, "Output/r", &Core::new(), &bindings)
}

/// Of the failure of an expression, what follows the sentence that names it.
pub(crate) fn ending(code: &str, input: &Value) -> String {
    let error = jsonata(code, input).expect_err(code);
    let Error::Fails(failure) = error else { panic!("{code}: {error}") };
    assert_eq!(failure.error, "States.QueryEvaluationError", "{code}");
    assert_eq!(failure.location.as_deref(), Some("Output/r"), "{code}");
    let start = format!("The JSONata expression '{code}' specified for the field 'Output/r' ");
    failure.cause.strip_prefix(&start).unwrap_or_else(|| panic!("{}", failure.cause)).to_owned()
}

/// Checks rows of expressions and what the service makes of them, as JSON text.
pub(crate) fn check_values(input: &Value, rows: &[(Sure, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(sure, code, expected)| {
            let found = jsonata(code, input).map_or_else(|error| error.to_string(), |value| json_text(&value));
            (found != *expected).then(|| format!("{sure:?} {code}\n  service {expected}\n  here    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The value of a template of a JSONPath state, or the name of its error and the cause.
pub(crate) fn path_template(template: &Value, input: &Value, context: &Value) -> Result<Value, (String, String)> {
    let entropy = Entropy::seeded(1);
    let scope = Scope { input, context, variables: &NoVariables, entropy: &entropy };
    template::path::evaluate(template, &scope).map_err(|error| match error {
        Error::Fails(failure) => (failure.error.to_owned(), failure.cause),
        Error::Unsupported(what) => ("unsupported".to_owned(), what),
    })
}

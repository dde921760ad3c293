//! What is run.

use asl_local::Machine;
use asl_schema::{Options, check_str};

/// A Map whose iterations do next to nothing.
pub(crate) const INLINE: &str = r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true,
    "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } } } }"#;

/// The same with an execution for each item.
pub(crate) const DISTRIBUTED: &str = r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true,
    "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } } } }"#;

/// Counts to `most` in JSONPath: a Pass that adds, a Choice that looks.
pub(crate) fn counting(most: u32) -> String {
    let template = r#"{ "StartAt": "Count", "States": {
        "Count": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Enough?" },
        "Enough?": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericLessThan": MOST, "Next": "Count" }], "Default": "Done" },
        "Done": { "Type": "Succeed" } } }"#;
    template.replace("MOST", &most.to_string())
}

/// The same in JSONata.
pub(crate) fn counting_jsonata(most: u32) -> String {
    let template = r#"{ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
        "Count": { "Type": "Pass", "Output": { "n": "{% $states.input.n + 1 %}" }, "Next": "Enough?" },
        "Enough?": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.n < MOST %}", "Next": "Count" }], "Default": "Done" },
        "Done": { "Type": "Succeed" } } }"#;
    template.replace("MOST", &most.to_string())
}

pub(crate) fn standard(definition: &str) -> Machine<'static> {
    machine(definition, &Options::standard())
}

/// The history of an Express execution has no limit, and is kept here all the same.
pub(crate) fn express(definition: &str) -> Machine<'static> {
    machine(definition, &Options::express()).express()
}

fn machine(definition: &str, options: &Options) -> Machine<'static> {
    match check_str(definition, options).into_checked() {
        Ok(checked) => Machine::new(checked),
        Err(report) => {
            eprintln!("{report}");
            std::process::exit(1)
        }
    }
}

//! Transitions per second with the full history: a counting loop, a Map, a wide Parallel.
//!
//! ```text
//! cargo bench -p asl-local --bench interpreter
//! ```

use std::time::{Duration, Instant};

use asl_local::Machine;
use asl_schema::{Checked, Options, check_str};
use serde_json::{Value, json};

const LOOP: &str = r#"{ "StartAt": "Count", "States": {
    "Count": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "Next": "Enough?" },
    "Enough?": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericLessThan": 6000, "Next": "Count" }], "Default": "Done" },
    "Done": { "Type": "Succeed" } } }"#;

const JSONATA_LOOP: &str = r#"{ "QueryLanguage": "JSONata", "StartAt": "Count", "States": {
    "Count": { "Type": "Pass", "Output": { "n": "{% $states.input.n + 1 %}" }, "Next": "Enough?" },
    "Enough?": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.n < 6000 %}", "Next": "Count" }], "Default": "Done" },
    "Done": { "Type": "Succeed" } } }"#;

const MAP: &str = r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true,
    "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } } } }"#;

const CHILDREN: &str = r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true, "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } } } } }"#;

fn main() {
    report("counting loop, JSONPath", LOOP, &json!({"n": 0}), 12_000);
    report("counting loop, JSONata", JSONATA_LOOP, &json!({"n": 0}), 12_000);
    report("inline Map of 6,000 items", MAP, &(0..6_000).collect(), 6_001);
    report("distributed Map of 1,000 items", CHILDREN, &(0..1_000).collect(), 1_001);
    report("distributed Map of 10,000 items", CHILDREN, &(0..10_000).collect(), 10_001);
}

fn report(name: &str, definition: &str, input: &Value, transitions: u32) {
    let checked: Checked = match check_str(definition, &Options::standard()).into_checked() {
        Ok(checked) => checked,
        Err(report) => return eprintln!("{report}"),
    };
    let mut machine = Machine::new(checked);
    let (start, mut runs) = (Instant::now(), 0_u32);
    while start.elapsed() < Duration::from_secs(1) {
        let run = machine.run(input);
        assert!(run.output().is_some(), "{:?}", run.cause());
        runs += 1;
    }
    let each = start.elapsed() / (runs * transitions);
    let per_second = 1.0 / each.as_secs_f64();
    eprintln!("{name:32} {each:>10.1?} per transition, {per_second:>12.0} transitions/s");
}

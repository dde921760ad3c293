//! What `ValidateStateMachineDefinition` answers, a line for each definition.
//!
//! Only what AWS refuses is in it, whatever levels and allowances say. With more than one definition each line also names its file.
//!
//! <https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html>

use asl_schema::{AwsAnswer, Diagnostic, Report};
use serde_json::{Map, Value, json};

use crate::outcome::{Definition, Outcome};

/// `maxResults`, unless the caller asks for fewer.
const MOST: usize = 100;

/// What AWS answers, in its order: what contradicts the schema, then targets, then states that nothing reaches, then the missing end.
pub(crate) fn answers(report: &Report) -> Vec<AwsAnswer> {
    let mut answers: Vec<AwsAnswer> = report.diagnostics().iter().flat_map(Diagnostic::aws_answers).collect();
    answers.sort_by_key(|answer| match answer.code {
        "MISSING_END_STATE" => 3,
        "MISSING_TRANSITION_TARGET" if answer.message.ends_with("is not reachable.") => 2,
        "MISSING_TRANSITION_TARGET" => 1,
        _ => 0,
    });
    answers
}

pub(super) fn report(outcome: &Outcome) -> String {
    let several = outcome.definitions.len() > 1;
    outcome.definitions.iter().map(|definition| format!("{}\n", line(definition, several))).collect()
}

fn line(definition: &Definition, several: bool) -> Value {
    let mut line = Map::new();
    if several {
        line.insert("file".to_owned(), json!(definition.file));
        line.extend(definition.label.iter().map(|label| ("definition".to_owned(), json!(**label))));
    }
    let result = if definition.aws.is_empty() { "OK" } else { "FAIL" };
    line.insert("result".to_owned(), json!(result));
    line.insert("diagnostics".to_owned(), definition.aws.iter().take(MOST).map(entry).collect());
    line.insert("truncated".to_owned(), json!(definition.aws.len() > MOST));
    Value::Object(line)
}

/// `location` is absent, not null, where there is none.
fn entry(answer: &AwsAnswer) -> Value {
    let mut entry = json!({ "severity": "ERROR", "code": answer.code, "message": answer.message });
    if let (Some(location), Value::Object(entry)) = (&answer.location, &mut entry) {
        entry.insert("location".to_owned(), json!(location.to_string()));
    }
    entry
}

//! A call that nothing answers: what was asked, and what to write so that it is answered.

use asl_local::Call;
use asl_schema::quoted;
use serde_json::{Value, json};

use super::history::shortened;
use crate::cli::Run;
use crate::outcome::Problem;

/// The call, kept for the message.
#[derive(Debug)]
pub(super) struct Unanswered {
    state: String,
    resource: String,
    input: String,
    iteration: Option<(String, u64)>,
    /// The state machine that it starts.
    machine: Option<String>,
    /// Whether answers were prepared and are used up.
    ran_out: bool,
}

impl Unanswered {
    pub(super) fn new(call: &Call<'_>, ran_out: bool) -> Unanswered {
        Unanswered {
            state: call.state.to_owned(),
            resource: call.resource.to_owned(),
            input: shortened(&call.input.to_string()),
            iteration: call.iteration.map(|(map, index)| (map.to_owned(), index)),
            machine: started(call),
            ran_out,
        }
    }

    pub(super) fn problem(&self, options: &Run) -> Problem {
        let place = match &self.iteration {
            Some((map, index)) => format!(" in iteration {index} of {}", quoted(map)),
            None => String::new(),
        };
        let message = format!(
            "nothing answers the state {}{place}, which calls {} with `{}`",
            quoted(&self.state),
            quoted(&self.resource),
            self.input
        );
        let where_to = match &options.mock {
            Some(path) if self.ran_out => {
                format!("the answers in {} are used up: add one", quoted(&path.display().to_string()))
            }
            Some(path) => format!("add an answer to {}", quoted(&path.display().to_string())),
            None => "write the answer into a file, and name the file with `--mock`".to_owned(),
        };
        let answer = json!({ "result": self.shape() });
        let entry =
            if self.ran_out { answer.to_string() } else { format!("{}: [{answer}]", Value::from(self.state.as_str())) };
        let entry = if options.mock.is_none() { format!("{{ {entry} }}") } else { entry };
        let itself = self.machine.as_ref().map(|machine| {
            let entry = json!({ machine: { "file": "path/to/its.asl.json" } });
            format!("\nor let the state machine run as itself:\n{entry}")
        });
        let help = format!("{where_to}:\n{entry}{}", itself.unwrap_or_default());
        Problem { help: Some(help), ..Problem::new(message) }
    }

    /// What the integration answers, as far as it is the same for every call.
    fn shape(&self) -> Value {
        match self.resource.rsplit_once(":::").map(|(_, service)| service) {
            Some("lambda:invoke") => json!({ "StatusCode": 200, "Payload": {} }),
            Some("http:invoke" | "apigateway:invoke") => {
                let headers = json!({ "content-type": ["application/json"] });
                json!({ "StatusCode": 200, "StatusText": "OK", "Headers": headers, "ResponseBody": {} })
            }
            Some("sqs:sendMessage" | "sns:publish") => json!({ "MessageId": "1" }),
            Some("dynamodb:getItem") => json!({ "Item": {} }),
            Some("states:startExecution") => json!({ "ExecutionArn": EXECUTION, "StartDate": 0 }),
            Some("states:startExecution.sync") => {
                json!({ "ExecutionArn": EXECUTION, "Status": "SUCCEEDED", "Output": "{}" })
            }
            Some("states:startExecution.sync:2") => {
                json!({ "ExecutionArn": EXECUTION, "Status": "SUCCEEDED", "Output": {} })
            }
            _ => json!({}),
        }
    }
}

/// The name of the state machine that a call starts.
fn started(call: &Call<'_>) -> Option<String> {
    let arn = call.input.get("StateMachineArn").filter(|_| call.resource.contains(":states:startExecution"))?;
    arn.as_str()?.rsplit(':').next().map(str::to_owned)
}

const EXECUTION: &str = "arn:aws:states:us-east-1:123456789012:execution:child:1";

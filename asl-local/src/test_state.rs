//! TestState: one state, what it gets, and AWS's answer.
//!
//! In goes a request as the API takes it, out comes the answer as the API writes it — with the data between the steps when the inspection level asks — or a
//! [`Rejection`] with AWS's words. The state does what it does in a run; only time, branches and items are left out: a Map or Parallel has a mock.
//!
//! Results of mocked calls are checked against the API's model for the calls that workflows make most; see `tools/result_shapes.py`.

mod answer;
mod definition;
mod failing;
mod mock;

#[cfg(test)]
mod tests;

use asl_schema::Report;
use serde_json::{Map, Value};

use crate::settings::Identity;

/// How much the answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InspectionLevel {
    /// Status, output, error and next state.
    #[default]
    Info,
    /// The data between the steps too.
    Debug,
    /// The same here; AWS adds the request and response of HTTP tasks.
    Trace,
}

/// A TestState request.
///
/// ```
/// use asl_local::{InspectionLevel, TestState};
/// use serde_json::json;
///
/// let state = json!({ "Type": "Pass", "InputPath": "$.order", "ResultPath": "$.copy", "End": true });
/// let answer = TestState::new(state).input(json!({ "order": 7 })).inspect(InspectionLevel::Debug).run().unwrap();
/// assert_eq!(answer["output"], json!({ "order": 7, "copy": 7 }));
/// assert_eq!(answer["inspectionData"]["afterInputPath"], json!(7));
/// ```
#[derive(Debug, Clone)]
pub struct TestState {
    definition: Value,
    state_name: Option<String>,
    input: Value,
    context: Option<Value>,
    variables: Map<String, Value>,
    mock: Option<Mock>,
    configuration: Configuration,
    level: InspectionLevel,
    role: Option<String>,
    identity: Identity,
}

/// The `mock` of a request.
#[derive(Debug, Clone, Default)]
struct Mock {
    /// JSON text.
    result: Option<String>,
    error: Option<(Option<String>, Option<String>)>,
    validation: Validation,
}

/// `fieldValidationMode`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Validation {
    #[default]
    Strict,
    Present,
    None,
}

/// `stateConfiguration`
#[derive(Debug, Clone, Default)]
struct Configuration {
    retries: u64,
    failed_iterations: Option<u64>,
    /// JSON text.
    items: Option<String>,
}

/// Why AWS doesn't answer: a `ValidationException` or `InvalidDefinition`, in its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejection {
    /// AWS's sentence.
    pub message: String,
    /// The checker's findings, when it is the definition that is refused.
    pub report: Option<Report>,
}

impl Rejection {
    fn new(message: impl Into<String>) -> Rejection {
        Rejection { message: message.into(), report: None }
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Rejection {}

impl TestState {
    /// A request about a state, or about a state in a machine that [`state_name`](TestState::state_name) names.
    pub fn new(definition: Value) -> TestState {
        TestState {
            definition,
            state_name: None,
            input: Value::Object(Map::new()),
            context: None,
            variables: Map::new(),
            mock: None,
            configuration: Configuration::default(),
            level: InspectionLevel::Info,
            role: None,
            identity: Identity::default(),
        }
    }

    /// A request from the fields of the API, values instead of JSON texts: `definition`, `stateName`, `input`, `context`, `variables`, `mock`,
    /// `stateConfiguration`, `inspectionLevel`, `roleArn`. What is absent or null isn't given.
    pub fn from_json(request: &Value) -> TestState {
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let given = |key: &str| request.get(key).filter(|value| !value.is_null());
        let mut test = TestState::new(request.get("definition").cloned().unwrap_or_default());
        test.state_name = text(request, "stateName");
        test.input = given("input").cloned().unwrap_or(test.input);
        test.context = given("context").cloned();
        test.variables = given("variables").and_then(Value::as_object).cloned().unwrap_or_default();
        test.role = text(request, "roleArn");
        test.level = match text(request, "inspectionLevel").as_deref() {
            Some("DEBUG") => InspectionLevel::Debug,
            Some("TRACE") => InspectionLevel::Trace,
            _ => InspectionLevel::Info,
        };
        test.mock = given("mock").map(|mock| Mock {
            result: text(mock, "result"),
            error: mock.get("errorOutput").map(|error| (text(error, "error"), text(error, "cause"))),
            validation: match text(mock, "fieldValidationMode").as_deref() {
                Some("PRESENT") => Validation::Present,
                Some("NONE") => Validation::None,
                _ => Validation::Strict,
            },
        });
        if let Some(configuration) = given("stateConfiguration") {
            let number = |key: &str| configuration.get(key).and_then(Value::as_u64);
            test.configuration = Configuration {
                retries: number("retrierRetryCount").unwrap_or_default(),
                failed_iterations: number("mapIterationFailureCount"),
                items: text(configuration, "mapItemReaderData"),
            };
        }
        test
    }

    /// Which state of the machine is meant, at any depth.
    #[must_use]
    pub fn state_name(mut self, name: impl Into<String>) -> Self {
        self.state_name = Some(name.into());
        self
    }

    /// The state's input; `{}` when nothing is said.
    #[must_use]
    pub fn input(mut self, input: Value) -> Self {
        self.input = input;
        self
    }

    /// The context object; a made-up one when nothing is said.
    #[must_use]
    pub fn context(mut self, context: Value) -> Self {
        self.context = Some(context);
        self
    }

    /// A variable that is assigned before.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: Value) -> Self {
        self.variables.insert(name.into(), value);
        self
    }

    /// What the call, the branches or the items give.
    #[must_use]
    pub fn mock_result(mut self, result: &Value) -> Self {
        self.mock.get_or_insert_default().result = Some(result.to_string());
        self
    }

    /// What the call fails with.
    #[must_use]
    pub fn mock_error(mut self, error: impl Into<String>, cause: impl Into<String>) -> Self {
        self.mock.get_or_insert_default().error = Some((Some(error.into()), Some(cause.into())));
        self
    }

    /// Doesn't check the mocked result against the API's model.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.mock.get_or_insert_default().validation = Validation::None;
        self
    }

    /// How often the state was retried before.
    #[must_use]
    pub fn retries(mut self, retries: u64) -> Self {
        self.configuration.retries = retries;
        self
    }

    /// The Region and account that the ARNs of the made-up context object tell.
    #[must_use]
    pub fn account(mut self, region: &str, account: &str) -> Self {
        self.identity = self.identity.moved(region, account);
        self
    }

    /// How much the answer tells.
    #[must_use]
    pub fn inspect(mut self, level: InspectionLevel) -> Self {
        self.level = level;
        self
    }

    /// Asks.
    ///
    /// # Errors
    /// What AWS refuses: a definition that the checker refuses, a mock that doesn't fit.
    pub fn run(&self) -> Result<Value, Rejection> {
        answer::answer(self)
    }
}

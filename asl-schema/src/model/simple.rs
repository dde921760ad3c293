//! The states that call nothing: Pass, Wait, Succeed, Fail.

use serde_json::Value;

use super::setters::{assigns, setters, transitions};
use super::{Amount, DataPath, Object, QueryLanguage, Transition};

/// `"Type": "Pass"`: hands on its input, reshaped or replaced. It can neither retry nor catch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pass {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `Parameters` (JSONPath): a payload template.
    pub parameters: Option<Value>,
    /// `Result` (JSONPath): a constant; paths inside it are plain text.
    pub result: Option<Value>,
    /// `ResultPath` (JSONPath).
    pub result_path: Option<DataPath>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`.
    pub assign: Option<Object>,
    /// `Next` or `End`.
    pub transition: Option<Transition>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `"Type": "Wait"`: sleeps for a time or until a moment. Exactly one of the four durations is set; it can neither retry nor catch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wait {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `Seconds`: 0 to 99,999,999.
    pub seconds: Option<Amount>,
    /// `SecondsPath` (JSONPath).
    pub seconds_path: Option<String>,
    /// `Timestamp`: RFC 3339 with `T` and an offset or `Z`; in JSONata also a `{% … %}` string.
    pub timestamp: Option<String>,
    /// `TimestampPath` (JSONPath).
    pub timestamp_path: Option<String>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`.
    pub assign: Option<Object>,
    /// `Next` or `End`.
    pub transition: Option<Transition>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `"Type": "Succeed"`: ends the machine, branch or iteration; its output is the result.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Succeed {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `"Type": "Fail"`: ends the machine, branch or iteration with an error.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fail {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `Error`: the name that `ErrorEquals` matches, up to 256 characters; in JSONata also a `{% … %}` string.
    pub error: Option<String>,
    /// `ErrorPath` (JSONPath): a path or an intrinsic function that gives the name.
    pub error_path: Option<String>,
    /// `Cause`: text for people, up to 32,768 characters; in JSONata also a `{% … %}` string.
    pub cause: Option<String>,
    /// `CausePath` (JSONPath): a path or an intrinsic function that gives the text.
    pub cause_path: Option<String>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

impl Pass {
    /// A Pass that hands its input on unchanged.
    pub fn new() -> Pass {
        Pass::default()
    }
}

impl Wait {
    /// Waits for a number of seconds, given or computed.
    pub fn seconds(seconds: impl Into<Amount>) -> Wait {
        Wait { seconds: Some(seconds.into()), ..Wait::default() }
    }

    /// Waits for the seconds found at a reference path (JSONPath).
    pub fn seconds_path(path: impl Into<String>) -> Wait {
        Wait { seconds_path: Some(path.into()), ..Wait::default() }
    }

    /// Waits until a moment: RFC 3339, or a `{% … %}` string in JSONata.
    pub fn until(timestamp: impl Into<String>) -> Wait {
        Wait { timestamp: Some(timestamp.into()), ..Wait::default() }
    }

    /// Waits until the moment found at a reference path (JSONPath).
    pub fn until_path(path: impl Into<String>) -> Wait {
        Wait { timestamp_path: Some(path.into()), ..Wait::default() }
    }
}

impl Succeed {
    /// A Succeed whose output is its input.
    pub fn new() -> Succeed {
        Succeed::default()
    }
}

impl Fail {
    /// Fails with a name and a text.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> Fail {
        Fail { error: Some(error.into()), cause: Some(cause.into()), ..Fail::default() }
    }
}

setters!(Pass {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `Parameters`.
    with_parameters => parameters: Value,
    /// Sets `Result`.
    with_result => result: Value,
    /// Sets `ResultPath`.
    with_result_path => result_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
setters!(Wait {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
setters!(Succeed {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
setters!(Fail {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `Error`.
    with_error => error: String,
    /// Sets `ErrorPath`.
    with_error_path => error_path: String,
    /// Sets `Cause`.
    with_cause => cause: String,
    /// Sets `CausePath`.
    with_cause_path => cause_path: String,
});
transitions!(Pass, Wait);
assigns!(Pass, Wait);

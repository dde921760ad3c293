//! Why a state failed: the error's name and cause, and whether the interpreter or what was called gave it.

use std::borrow::Cow;

use crate::bucket::StoreError;
use crate::limits::{self, Excess};
use crate::unverified;

/// A failure inside the interpreter, before it is history.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// The error's name; a callback may fail without one.
    pub(crate) error: Option<String>,
    /// The cause; a time-out has none.
    pub(crate) cause: Option<String>,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

/// Who says that a state failed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Origin {
    /// A task, a Fail state, a branch: error and cause are passed on as they are.
    Called,
    /// The interpreter: the cause still needs the sentence that names the state.
    State,
    /// A JSONata field: the same, and the history tells it as `EvaluationFailed`.
    Query(Evaluation),
    /// Not a failure of the machine: something that can't be told here, or a call that nothing answers. Ends the run.
    Stop,
}

/// What `EvaluationFailed` says beside error and cause.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Evaluation {
    /// The field, relative to its state: `Arguments/Payload`. AWS leaves it out for a Map's default items.
    pub(crate) location: Option<String>,
    /// Whether the field is one that is evaluated on entry: its event then follows what came before the state's `Entered`.
    pub(crate) on_entry: bool,
}

/// Names of errors that the interpreter gives itself.
pub(crate) mod names {
    pub(crate) const RUNTIME: &str = "States.Runtime";
    pub(crate) const TIMEOUT: &str = "States.Timeout";
    pub(crate) const HEARTBEAT_TIMEOUT: &str = "States.HeartbeatTimeout";
    pub(crate) const ALL: &str = "States.ALL";
    pub(crate) const TASK_FAILED: &str = "States.TaskFailed";
    pub(crate) const DATA_LIMIT: &str = "States.DataLimitExceeded";
    pub(crate) const QUERY: &str = "States.QueryEvaluationError";
    pub(crate) const READER: &str = "States.ItemReaderFailed";
    /// Ours: nothing was prepared for a call.
    pub(crate) const UNEXPECTED: &str = "Local.UnexpectedCall";
    /// Ours: the store of objects can't do what it is for.
    pub(crate) const STORE: &str = "Local.Store";
    /// Ours: what a test prepared can't be meant so.
    pub(crate) const MISPREPARED: &str = "Local.Misprepared";
    /// Ours: a test's closure takes another type than it was asked with.
    pub(crate) const MISREAD: &str = "Local.InputMismatch";
    /// Ours: no call of the service returns what the test prepared.
    pub(crate) const IMPOSSIBLE: &str = "Local.ImpossibleResult";
    /// Ours: AWS takes no such name.
    pub(crate) const BAD_NAME: &str = "Local.BadName";
    /// Ours: what the service would do is not known.
    pub(crate) const UNSUPPORTED: &str = "Local.Unsupported";
    pub(crate) const TOLERANCE: &str = "States.ExceedToleratedFailureThreshold";
}

impl Fault {
    /// What a task, a Fail state or a branch says.
    pub(crate) fn called(error: Option<String>, cause: Option<String>) -> Fault {
        let error = error.map(|error| cut(error, limits::ERROR));
        Fault { error, cause: cause.map(|cause| cut(cause, limits::CAUSE)), origin: Origin::Called }
    }

    /// `States.Runtime`: ends the execution, nothing catches it.
    pub(crate) fn runtime(cause: impl Into<Cow<'static, str>>) -> Fault {
        Fault::state(names::RUNTIME, cause)
    }

    /// An error of the interpreter with another name.
    pub(crate) fn state(error: &str, cause: impl Into<Cow<'static, str>>) -> Fault {
        Fault { error: Some(error.to_owned()), cause: Some(cause.into().into_owned()), origin: Origin::State }
    }

    /// `States.QueryEvaluationError` of a JSONata field.
    pub(crate) fn query(location: Option<String>, cause: impl Into<Cow<'static, str>>) -> Fault {
        let origin = Origin::Query(Evaluation { location, on_entry: false });
        Fault { error: Some(names::QUERY.to_owned()), cause: Some(cause.into().into_owned()), origin }
    }

    /// The same of a field that is evaluated before the state starts its work.
    pub(crate) fn on_entry(mut self) -> Fault {
        if let Origin::Query(evaluation) = &mut self.origin {
            evaluation.on_entry = true;
        }
        self
    }

    /// Ends the run with a message for the test's author.
    pub(crate) fn stop(error: &str, message: impl Into<String>) -> Fault {
        Fault { error: Some(error.to_owned()), cause: Some(message.into()), origin: Origin::Stop }
    }

    /// `States.Timeout`, which AWS gives no cause.
    pub(crate) fn timeout() -> Fault {
        Fault::called(Some(names::TIMEOUT.to_owned()), None)
    }

    /// A result that is larger than AWS carries; `what` is a state's name, a function's ARN or a service.
    pub(crate) fn too_large(what: &str) -> Fault {
        let cause = format!(
            "The state/task '{what}' returned a result with a size exceeding the maximum number of bytes service limit."
        );
        Fault::called(Some(names::DATA_LIMIT.to_owned()), Some(cause))
    }

    /// Variables that are more than AWS keeps for an execution. The words are ours.
    pub(crate) fn too_many_variables(state: &str) -> Fault {
        Fault::called(Some(names::DATA_LIMIT.to_owned()), Some(unverified::VARIABLES.fill(&[&state])))
    }

    /// What can't be done here as the service does it ends the run.
    pub(crate) fn unsupported(what: impl std::fmt::Display) -> Fault {
        Fault::stop(names::UNSUPPORTED, format!("unsupported here: {what}"))
    }

    /// What `what` fails with when its value is too much.
    pub(crate) fn excess(excess: Excess, what: &str) -> Fault {
        match excess {
            Excess::Size => Fault::too_large(what),
            Excess::Depth => {
                Fault::unsupported(format_args!("a value that nests deeper than {} levels", limits::DEPTH))
            }
        }
    }

    /// The error's name, empty when it has none.
    pub(crate) fn name(&self) -> &str {
        self.error.as_deref().unwrap_or_default()
    }

    /// With the sentence that names the state, once.
    pub(crate) fn in_state(mut self, state: &str, entered: u32) -> Fault {
        if matches!(self.origin, Origin::State | Origin::Query(_))
            && let Some(cause) = &mut self.cause
        {
            let sentence =
                format!("An error occurred while executing the state '{state}' (entered at the event id #{entered}). ");
            cause.insert_str(0, &sentence);
        }
        self
    }

    /// Whether one of the names in `ErrorEquals` stands for this error. Nothing stands for `States.Runtime`: AWS was seen to end the
    /// execution even where it was listed. A missed heartbeat is reported as `States.Timeout` and answers to both names.
    pub(crate) fn matches(&self, names: &[String], heartbeat: bool) -> bool {
        let error = self.name();
        error != names::RUNTIME
            && names.iter().any(|name| match name.as_str() {
                names::ALL => true,
                names::TASK_FAILED => error != names::TIMEOUT,
                names::HEARTBEAT_TIMEOUT if heartbeat => true,
                name => self.error.as_deref() == Some(name),
            })
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        Fault::stop(names::STORE, error.to_string())
    }
}

/// At most so many characters. Causes quote one another when executions nest: without a limit they would double with each level.
fn cut(mut text: String, most: usize) -> String {
    if text.len() > most
        && let Some((at, _)) = text.char_indices().nth(most)
    {
        text.truncate(at);
    }
    text
}

//! The Parallel state and its branches.

use serde_json::Value;

use super::setters::{assigns, handlers, setters, transitions};
use super::{Catcher, DataPath, Object, QueryLanguage, Retrier, State, States, Transition};

/// `"Type": "Parallel"`: runs all branches at the same time on the same input; its result is the list of their outputs, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parallel {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`; it does not reach into the branches.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `Parameters` (JSONPath): the input of every branch, a payload template.
    pub parameters: Option<Value>,
    /// `Arguments` (JSONata): the input of every branch.
    pub arguments: Option<Value>,
    /// `Branches`: at least one.
    pub branches: Vec<Branch>,
    /// `ResultSelector` (JSONPath).
    pub result_selector: Option<Value>,
    /// `ResultPath` (JSONPath).
    pub result_path: Option<DataPath>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`.
    pub assign: Option<Object>,
    /// `Retry`, in order: runs all branches again. (A written empty list is kept in `extra`.)
    pub retry: Vec<Retrier>,
    /// `Catch`, in order. (A written empty list is kept in `extra`.)
    pub catch: Vec<Catcher>,
    /// `Next` or `End`.
    pub transition: Option<Transition>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// One entry of `Branches`: states of its own, which nothing outside can go to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// `Comment`.
    pub comment: Option<String>,
    /// `StartAt`: the name of the branch's first state. Empty stands for a missing field.
    pub start_at: String,
    /// `States` of the branch.
    pub states: States,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

impl Parallel {
    /// A Parallel of these branches.
    pub fn new(branches: impl IntoIterator<Item = Branch>) -> Parallel {
        Parallel { branches: branches.into_iter().collect(), ..Parallel::default() }
    }
}

impl Branch {
    /// A branch without states that starts at the state `start_at`.
    pub fn new(start_at: impl Into<String>) -> Branch {
        Branch { start_at: start_at.into(), ..Branch::default() }
    }

    /// Adds a state at the end. A state of the same name is replaced where it stands.
    #[must_use]
    pub fn with_state(mut self, name: impl Into<String>, state: impl Into<State>) -> Branch {
        self.states.insert(name.into(), state.into());
        self
    }
}

setters!(Parallel {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `Parameters`.
    with_parameters => parameters: Value,
    /// Sets `Arguments`.
    with_arguments => arguments: Value,
    /// Sets `ResultSelector`.
    with_result_selector => result_selector: Value,
    /// Sets `ResultPath`.
    with_result_path => result_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
setters!(Branch {
    /// Sets `Comment`.
    with_comment => comment: String,
});
transitions!(Parallel);
assigns!(Parallel);
handlers!(Parallel);

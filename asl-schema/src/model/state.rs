//! A state: one of eight kinds.

use super::{
    Catcher, Choice, DataPath, Fail, Map, Object, Parallel, Pass, QueryLanguage, Retrier, Succeed, Task, Transition,
    Wait,
};

/// One state. The variant is its `Type`; every kind is boxed so that a machine of thousands of small states stays small.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// `"Type": "Task"`: calls something.
    Task(Box<Task>),
    /// `"Type": "Pass"`: reshapes data.
    Pass(Box<Pass>),
    /// `"Type": "Choice"`: branches on conditions.
    Choice(Box<Choice>),
    /// `"Type": "Wait"`: sleeps.
    Wait(Box<Wait>),
    /// `"Type": "Succeed"`: ends well.
    Succeed(Box<Succeed>),
    /// `"Type": "Fail"`: ends with an error.
    Fail(Box<Fail>),
    /// `"Type": "Parallel"`: runs branches at the same time.
    Parallel(Box<Parallel>),
    /// `"Type": "Map"`: runs a processor for each item.
    Map(Box<Map>),
}

/// The value of `Type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the eight words themselves, described on `State`")]
pub enum StateType {
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}

impl StateType {
    /// All eight.
    pub const ALL: [StateType; 8] = [
        StateType::Task,
        StateType::Pass,
        StateType::Choice,
        StateType::Wait,
        StateType::Succeed,
        StateType::Fail,
        StateType::Parallel,
        StateType::Map,
    ];

    /// The word in the definition.
    pub fn as_str(self) -> &'static str {
        match self {
            StateType::Task => "Task",
            StateType::Pass => "Pass",
            StateType::Choice => "Choice",
            StateType::Wait => "Wait",
            StateType::Succeed => "Succeed",
            StateType::Fail => "Fail",
            StateType::Parallel => "Parallel",
            StateType::Map => "Map",
        }
    }

    /// The type of that exact word.
    pub fn from_word(word: &str) -> Option<StateType> {
        StateType::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether a state of this type has `Next` or `End`.
    pub fn has_transition(self) -> bool {
        !matches!(self, StateType::Choice | StateType::Succeed | StateType::Fail)
    }
}

impl std::fmt::Display for StateType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The same expression for each kind.
macro_rules! each {
    ($state:expr, $kind:ident => $body:expr) => {
        match $state {
            State::Task($kind) => $body,
            State::Pass($kind) => $body,
            State::Choice($kind) => $body,
            State::Wait($kind) => $body,
            State::Succeed($kind) => $body,
            State::Fail($kind) => $body,
            State::Parallel($kind) => $body,
            State::Map($kind) => $body,
        }
    };
}

impl State {
    /// The `Type` of the state.
    pub fn state_type(&self) -> StateType {
        match self {
            State::Task(_) => StateType::Task,
            State::Pass(_) => StateType::Pass,
            State::Choice(_) => StateType::Choice,
            State::Wait(_) => StateType::Wait,
            State::Succeed(_) => StateType::Succeed,
            State::Fail(_) => StateType::Fail,
            State::Parallel(_) => StateType::Parallel,
            State::Map(_) => StateType::Map,
        }
    }

    /// `Comment`.
    pub fn comment(&self) -> Option<&str> {
        each!(self, kind => kind.comment.as_deref())
    }

    /// Sets or removes `Comment`.
    pub fn set_comment(&mut self, comment: Option<String>) {
        each!(self, kind => kind.comment = comment)
    }

    /// The state's own `QueryLanguage`; see [`StateMachine::language_of`](super::StateMachine::language_of) for the one that holds.
    pub fn query_language(&self) -> Option<QueryLanguage> {
        each!(self, kind => kind.query_language)
    }

    /// Sets or removes the state's own `QueryLanguage`.
    pub fn set_query_language(&mut self, language: Option<QueryLanguage>) {
        each!(self, kind => kind.query_language = language)
    }

    /// The fields that the model has no place for.
    pub fn extra(&self) -> &Object {
        each!(self, kind => &kind.extra)
    }

    /// The same, to change.
    pub fn extra_mut(&mut self) -> &mut Object {
        each!(self, kind => &mut kind.extra)
    }

    /// `Next` or `End`; always `None` for Choice, Succeed and Fail.
    pub fn transition(&self) -> Option<&Transition> {
        match self {
            State::Task(kind) => kind.transition.as_ref(),
            State::Pass(kind) => kind.transition.as_ref(),
            State::Wait(kind) => kind.transition.as_ref(),
            State::Parallel(kind) => kind.transition.as_ref(),
            State::Map(kind) => kind.transition.as_ref(),
            State::Choice(_) | State::Succeed(_) | State::Fail(_) => None,
        }
    }

    /// Sets or removes `Next` or `End`; false when this kind has neither.
    pub fn set_transition(&mut self, transition: Option<Transition>) -> bool {
        let place = match self {
            State::Task(kind) => &mut kind.transition,
            State::Pass(kind) => &mut kind.transition,
            State::Wait(kind) => &mut kind.transition,
            State::Parallel(kind) => &mut kind.transition,
            State::Map(kind) => &mut kind.transition,
            State::Choice(_) | State::Succeed(_) | State::Fail(_) => return false,
        };
        *place = transition;
        true
    }

    /// `Retry`; empty for the kinds that have none.
    pub fn retry(&self) -> &[Retrier] {
        match self {
            State::Task(kind) => &kind.retry,
            State::Parallel(kind) => &kind.retry,
            State::Map(kind) => &kind.retry,
            _ => &[],
        }
    }

    /// `Catch`; empty for the kinds that have none.
    pub fn catch(&self) -> &[Catcher] {
        match self {
            State::Task(kind) => &kind.catch,
            State::Parallel(kind) => &kind.catch,
            State::Map(kind) => &kind.catch,
            _ => &[],
        }
    }

    /// `Assign` of the state itself, not of its catchers and choice rules.
    pub fn assign(&self) -> Option<&Object> {
        match self {
            State::Task(kind) => kind.assign.as_ref(),
            State::Pass(kind) => kind.assign.as_ref(),
            State::Choice(kind) => kind.assign.as_ref(),
            State::Wait(kind) => kind.assign.as_ref(),
            State::Parallel(kind) => kind.assign.as_ref(),
            State::Map(kind) => kind.assign.as_ref(),
            State::Succeed(_) | State::Fail(_) => None,
        }
    }

    /// `InputPath` (JSONPath).
    pub fn input_path(&self) -> Option<&DataPath> {
        match self {
            State::Task(kind) => kind.input_path.as_ref(),
            State::Pass(kind) => kind.input_path.as_ref(),
            State::Choice(kind) => kind.input_path.as_ref(),
            State::Wait(kind) => kind.input_path.as_ref(),
            State::Succeed(kind) => kind.input_path.as_ref(),
            State::Parallel(kind) => kind.input_path.as_ref(),
            State::Map(kind) => kind.input_path.as_ref(),
            State::Fail(_) => None,
        }
    }

    /// `OutputPath` (JSONPath).
    pub fn output_path(&self) -> Option<&DataPath> {
        match self {
            State::Task(kind) => kind.output_path.as_ref(),
            State::Pass(kind) => kind.output_path.as_ref(),
            State::Choice(kind) => kind.output_path.as_ref(),
            State::Wait(kind) => kind.output_path.as_ref(),
            State::Succeed(kind) => kind.output_path.as_ref(),
            State::Parallel(kind) => kind.output_path.as_ref(),
            State::Map(kind) => kind.output_path.as_ref(),
            State::Fail(_) => None,
        }
    }

    /// `Output` (JSONata) of the state itself, not of its catchers and choice rules.
    pub fn output(&self) -> Option<&serde_json::Value> {
        match self {
            State::Task(kind) => kind.output.as_ref(),
            State::Pass(kind) => kind.output.as_ref(),
            State::Choice(kind) => kind.output.as_ref(),
            State::Wait(kind) => kind.output.as_ref(),
            State::Succeed(kind) => kind.output.as_ref(),
            State::Parallel(kind) => kind.output.as_ref(),
            State::Map(kind) => kind.output.as_ref(),
            State::Fail(_) => None,
        }
    }

    /// Whether the machine, branch or iteration can end here: `End`, Succeed or Fail.
    pub fn is_terminal(&self) -> bool {
        matches!(self, State::Succeed(_) | State::Fail(_)) || self.transition() == Some(&Transition::End)
    }
}

macro_rules! into_state {
    ($($kind:ident),*) => {$(
        impl From<$kind> for State {
            fn from(kind: $kind) -> State {
                State::$kind(Box::new(kind))
            }
        }
    )*};
}
into_state!(Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map);

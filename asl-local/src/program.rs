//! A checked machine made ready to run: states by index, paths and expressions parsed once.
//!
//! In comes a [`StateMachine`] that the checker passed, out comes a [`Program`]. States of all depths stand in one list; a transition is an
//! index. Nothing is judged here: what the checker lets through and can't run, such as an expression that doesn't parse, fails when it is reached.

mod amount;
mod compile;
mod context;
mod io;
mod target;
mod unfilled;

use std::sync::Arc;

use asl_schema::model::{OutputType, StateMachine, StateType, WriterTransformation};
use serde_json::Value;

pub(crate) use self::amount::Amount;
pub(crate) use self::io::{Io, JsonataIo, PathIo, Place, Selection};
pub(crate) use self::target::{Pattern, Target};
use crate::data::Json;
use crate::evaluate::{Path, Query, Template};
use crate::history::Way;
use crate::state::Comparison;

/// Where a state stands in [`Program::states`].
pub(crate) type StateId = usize;

/// A machine that can run.
#[derive(Debug)]
pub(crate) struct Program {
    /// The state that an execution starts with.
    pub(crate) start: StateId,
    /// All states, those inside others too.
    pub(crate) states: Vec<Node>,
    /// What it was made of.
    pub(crate) definition: Arc<StateMachine>,
    /// `TimeoutSeconds` of the machine, in milliseconds.
    pub(crate) timeout: Option<u64>,
    /// What its Tasks call.
    pub(crate) calls: Vec<StaticCall>,
    /// Why it can't run before it is deployed, if it can't.
    pub(crate) unfilled: Option<String>,
}

/// A call as it stands in the definition.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "dsl"), expect(dead_code, reason = "only tasks are known by what they hand over"))]
pub(crate) struct StaticCall {
    pub(crate) resource: Box<str>,
    pub(crate) arguments: Value,
}

/// One state.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: Arc<str>,
    pub(crate) kind: Kind,
    pub(crate) io: Io,
    /// `Next`; `None` ends the scope.
    pub(crate) next: Option<StateId>,
    pub(crate) retry: Vec<Retrier>,
    pub(crate) catch: Vec<Catcher>,
    /// Whether an expression of the state may read the context object, which is made only then.
    pub(crate) uses_context: bool,
}

/// Where a state is left to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exit {
    /// `None` is the end of the scope.
    pub(crate) next: Option<StateId>,
    pub(crate) way: Way,
}

/// What a state does.
#[derive(Debug)]
pub(crate) enum Kind {
    /// `Result`, when there is one.
    Pass(Option<Json>),
    Wait(Delay),
    Choice(Choice),
    Succeed,
    Fail {
        error: Word,
        cause: Word,
    },
    Task(Box<Task>),
    /// The first state of each branch.
    Parallel(Vec<StateId>),
    Map(Box<Map>),
}

/// How long a Wait waits.
#[derive(Debug)]
pub(crate) enum Delay {
    Seconds(Amount),
    Timestamp(Query),
    TimestampText(String),
    TimestampPath(Path),
}

/// `Error` or `Cause` of a Fail.
#[derive(Debug)]
pub(crate) enum Word {
    Absent,
    Text(Arc<str>),
    /// `ErrorPath` and `CausePath`.
    Path(Template),
    Query(Query),
}

/// The rules of a Choice.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) rules: Vec<Rule>,
    pub(crate) default: Option<StateId>,
}

/// A rule and what follows from it.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) test: Test,
    pub(crate) next: Option<StateId>,
    pub(crate) output: Option<Query>,
    pub(crate) assign: Option<Assign>,
}

/// What a rule asks.
#[derive(Debug)]
pub(crate) enum Test {
    Literal(bool),
    Condition(Query),
    Compare { variable: Path, comparison: Comparison, operand: Operand },
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
}

/// What `Variable` is compared with.
#[derive(Debug)]
pub(crate) enum Operand {
    Value(Value),
    Path(Path),
}

/// `Assign` in either language.
#[derive(Debug)]
pub(crate) enum Assign {
    Template(Template),
    Query(Query),
}

/// What only a Task has.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) target: Target,
    pub(crate) timeout: Option<Amount>,
    pub(crate) heartbeat: Option<Amount>,
    /// `Credentials.RoleArn`.
    pub(crate) role: Option<Assign>,
    /// The parameters without which the call can't be made.
    pub(crate) required: Vec<&'static str>,
}

/// What only a Map has.
#[derive(Debug)]
pub(crate) struct Map {
    /// The first state of the processor.
    pub(crate) start: StateId,
    pub(crate) items: Items,
    /// `ItemSelector`, or `Parameters` of old.
    pub(crate) selector: Option<Assign>,
    pub(crate) concurrency: Option<Amount>,
    pub(crate) tolerated_count: Option<Amount>,
    pub(crate) tolerated_percentage: Option<Amount>,
    pub(crate) distributed: Option<Distributed>,
}

/// Where the items of a Map come from.
#[derive(Debug)]
pub(crate) enum Items {
    /// The effective input.
    Input,
    Path(Path),
    Query(Query),
}

/// What only a distributed Map has.
#[derive(Debug)]
pub(crate) struct Distributed {
    pub(crate) express: bool,
    pub(crate) label: Option<String>,
    pub(crate) reader: Option<Reader>,
    pub(crate) batch_items: Option<Amount>,
    pub(crate) batch_bytes: Option<Amount>,
    pub(crate) batch_input: Option<Assign>,
    pub(crate) batches: bool,
    pub(crate) writer: Option<Writer>,
}

/// `ItemReader`.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) lists: bool,
    pub(crate) arguments: Option<Assign>,
    pub(crate) config: asl_schema::model::ReaderConfig,
    pub(crate) max_items: Option<Amount>,
}

/// `ResultWriter`.
#[derive(Debug)]
pub(crate) struct Writer {
    pub(crate) exports: bool,
    pub(crate) arguments: Option<Assign>,
    pub(crate) transformation: Option<WriterTransformation>,
    pub(crate) output_type: OutputType,
}

/// An entry of `Retry`.
#[derive(Debug)]
pub(crate) struct Retrier {
    pub(crate) errors: Vec<String>,
    pub(crate) interval: f64,
    pub(crate) attempts: u64,
    pub(crate) rate: f64,
    pub(crate) max_delay: Option<f64>,
    pub(crate) jitter: bool,
}

/// An entry of `Catch`.
#[derive(Debug)]
pub(crate) struct Catcher {
    pub(crate) errors: Vec<String>,
    pub(crate) next: StateId,
    pub(crate) result_path: Place,
    pub(crate) output: Option<Query>,
    pub(crate) assign: Option<Assign>,
}

impl Program {
    /// Makes a machine ready. The machine must have passed the checker: a transition to nowhere is then impossible.
    pub(crate) fn of(machine: impl Into<Arc<StateMachine>>) -> Program {
        compile::program(machine.into())
    }

    /// The state at `id`.
    pub(crate) fn node(&self, id: StateId) -> Option<&Node> {
        self.states.get(id)
    }

    /// The state of that name, wherever it stands.
    pub(crate) fn find(&self, name: &str) -> Option<StateId> {
        self.states.iter().position(|node| &*node.name == name)
    }
}

impl Exit {
    pub(crate) const END: Exit = Exit { next: None, way: Way::End };
}

impl Node {
    /// Where the state is left to when nothing is to be decided.
    pub(crate) fn exit(&self) -> Exit {
        match self.next {
            Some(_) => Exit { next: self.next, way: Way::Next },
            None => Exit::END,
        }
    }
}

impl Kind {
    /// The `Type` of the state.
    pub(crate) fn state_type(&self) -> StateType {
        match self {
            Kind::Pass(_) => StateType::Pass,
            Kind::Wait(_) => StateType::Wait,
            Kind::Choice(_) => StateType::Choice,
            Kind::Succeed => StateType::Succeed,
            Kind::Fail { .. } => StateType::Fail,
            Kind::Task(_) => StateType::Task,
            Kind::Parallel(_) => StateType::Parallel,
            Kind::Map(_) => StateType::Map,
        }
    }
}

//! The model of Amazon States Language: plain data, one Rust field for every JSON field, in both query languages.
//!
//! In: what the reader, the compiler or a person writes. Out: what the rules look at and the writer prints. The model knows no JSON
//! keys, holds no positions and judges nothing: a machine that AWS would refuse can be built, and the checker says why.
//!
//! Fields that the model has no place for (unknown ones, ones that belong to another state type, values of the wrong type)
//! are kept in order in `extra` at each level, so that reading and writing lose nothing.

mod choice;
mod distributed;
mod handlers;
mod machine;
mod map;
mod navigate;
mod parallel;
mod setters;
mod simple;
mod state;
mod task;
mod value;

pub use choice::{Choice, ChoiceRule, Comparison, Condition, OperandKind, Operator, Test};
pub use distributed::{
    CsvDelimiter, CsvHeaderLocation, InputType, ItemBatcher, ItemReader, ManifestType, OutputType, ReaderConfig,
    ReaderTransformation, ResultWriter, WriterConfig, WriterTransformation,
};
pub use handlers::{Catcher, JitterStrategy, Retrier};
pub use machine::{QueryLanguage, StateMachine, States};
pub use map::{ExecutionType, ItemProcessor, Map, Mode, ProcessorConfig};
pub use navigate::{Scope, SubScope, Successor, Visited};
pub use parallel::{Branch, Parallel};
pub use simple::{Fail, Pass, Succeed, Wait};
pub use state::{State, StateType};
pub use task::Task;
pub use value::{Amount, DataPath, Object, Transition};

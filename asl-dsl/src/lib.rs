#![doc = include_str!("../README.md")]

// The macros name this crate by its name, in its own tests too.
extern crate self as asl_dsl;

#[doc(hidden)]
pub mod __private;
pub mod build;
pub mod builder;
mod definition;
pub mod deploy;
pub mod diagram;
pub mod emit;
pub mod error;
mod jsonata;
mod lower;
pub mod native;
mod placeholder;
pub mod prelude;
pub mod shape;
mod slot;
pub mod supported;
pub mod task;
pub mod testing;

pub use asl_macros::{Shape, WorkflowError, expr, task, workflow};
pub use asl_schema::Report;
pub use definition::{Definition, NOT_LOWERABLE};
pub use error::{Failure, WorkflowError, lambda};
pub use native::{NativeError, NativeRun, map_each, sleep, sleep_until};
pub use shape::Shape;
pub use task::{Retry, RetryPolicy, TaskToken};

/// The Rust on the pages of rules compiles and says what it says.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../asl-schema/docs/rules/ASL801.md")]
    struct NotLowerable;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL905.md")]
    struct UnsafeLiteral;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL906.md")]
    struct Binding;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL907.md")]
    struct UnusedSetting;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL908.md")]
    struct Express;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL909.md")]
    struct DeploymentSetting;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL910.md")]
    struct TemplateSize;
}

// Its programs are compiled and tested in `examples/tests/readme.rs`: the second goes on from the first.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(doctest),
    expect(
        clippy::test_attr_in_doctest,
        reason = "the README shows the tests that a user writes; `examples/tests/readme.rs` runs them"
    )
)]

// The macros name this crate by its name, in its own tests too.
extern crate self as asl_dsl;

#[doc(hidden)]
pub mod __private;
pub mod build;
pub mod builder;
mod definition;
pub mod deploy;
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

/// The text of a definition in a file, as a `&'static str` that a `const` can hold, checked while the program compiles.
///
/// ```
/// const SHIPPING: &str = asl_dsl::include_asl!("../examples/shipping.asl.json");
/// const NOTIFY: &str = asl_dsl::include_asl!("../examples/notify.asl.json", type = "express", deny = ["warnings"]);
///
/// assert!(SHIPPING.starts_with('{') && NOTIFY.starts_with('{'));
/// ```
///
/// The path is relative to the source file that has the macro, as for `include_str!`; where the compiler does not know that file, to
/// `CARGO_MANIFEST_DIR`. The value is the file's text, byte for byte. When the file changes, the crate is compiled again.
///
/// Every error that [`asl_schema::check_str`] finds is a compile error on the path, with its place in the file:
///
/// ```text
/// error: src/orders.asl.json:5:60: [ASL201] `Next` names a state `Shipp` that does not exist
///          |
///        5 |     "Charge": { "Type": "Pass", "Next": "Shipp" },
///          |                                         ^^^^^^^
///        help: did you mean `Ship`?
///  --> src/main.rs:1:46
/// ```
///
/// # Options
///
/// - `type = "express"`: the type of state machine that the definition is for. Default: `"standard"`.
/// - `allow = ["ASL202", …]`: rules, by code or name, whose findings don't count.
/// - `deny = ["ASL327", …]`: rules whose findings are errors, whatever their severity; `"warnings"` stands for every warning.
///
/// Rust has no warnings from macros on its stable channel, so warnings that nothing denies are not shown.
///
/// `asl-allow` in a `Comment` of the definition counts as everywhere.
pub use asl_macros::include_asl;
pub use asl_macros::{Shape, WorkflowError, expr, task, workflow};
pub use asl_schema::{Report, diagram};
pub use definition::{Definition, NOT_LOWERABLE};
pub use error::{Failure, WorkflowError, lambda};
pub use native::{NativeError, NativeRun, map_each, sleep, sleep_until};
pub use shape::{Shape, data_shape};
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
    #[doc = include_str!("../../asl-schema/docs/rules/ASL909.md")]
    struct DeploymentSetting;
    #[doc = include_str!("../../asl-schema/docs/rules/ASL910.md")]
    struct TemplateSize;
}

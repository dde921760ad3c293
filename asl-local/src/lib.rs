//! State machines in Amazon States Language, run in this process, for tests.
//!
//! [`expr`] evaluates the expressions of a definition: paths, intrinsic functions, payload templates and JSONata, as Step Functions was
//! measured to evaluate them.

pub mod expr;

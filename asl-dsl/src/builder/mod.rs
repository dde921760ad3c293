//! Workflows built by Rust code: loops and helper functions add steps, [`expr!`](crate::expr) writes their expressions.

mod ex;

pub use ex::{Ex, Var};

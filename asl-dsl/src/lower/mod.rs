//! Lowering: a program and its tables in, a state machine out.
//!
//! `pure` and `methods` turn expressions without effects into JSONata; the rest turns effects into states and arcs.

mod cx;

pub(crate) use cx::{Cx, Error, Match, Value};

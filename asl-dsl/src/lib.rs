//! AWS Step Functions workflows as ordinary async Rust.

mod jsonata;
mod lower;
pub mod shape;
pub mod supported;
pub mod task;

pub use shape::Shape;

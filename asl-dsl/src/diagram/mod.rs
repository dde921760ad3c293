//! What people look at: a machine as a picture and as a few numbers.
//!
//! In: any state machine, checked or not. Out: text. Nothing here judges or changes the machine.

mod mermaid;
mod summary;

pub use mermaid::mermaid;
pub use summary::{Summary, summary};

//! What people look at: a machine as a picture and as a few numbers.
//!
//! In: any state machine, checked or not, and for [`mermaid_with`] what is drawn over it. Out: text. Nothing here judges or changes the machine.

mod mermaid;
mod overlay;
mod summary;

pub use mermaid::{mermaid, mermaid_with};
pub use overlay::{Arrow, Look, Overlay};
pub use summary::{Summary, summary};

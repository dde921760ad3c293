//! Support for the workspace's tests: the emitted machine run against what the native run recorded, on generated inputs.

mod agree;
pub mod differential;
mod documents;
pub mod generate;
pub mod program;
pub mod replay;
pub mod shop;

pub use agree::agree;
pub use documents::documents;

//! Support for the workspace's tests: the emitted machine run against what the native run recorded.

mod agree;
mod documents;
pub mod replay;
pub mod shop;

pub use agree::agree;
pub use documents::documents;

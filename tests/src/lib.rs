//! Support for the workspace's tests: the emitted machine run against what the native run recorded.

mod agree;
pub mod replay;
pub mod shop;

pub use agree::agree;

//! Support for the workspace's tests: the emitted machine run against what the native run recorded.

pub mod replay;
pub mod shop;

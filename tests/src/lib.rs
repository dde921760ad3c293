//! Support for the workspace's tests: the emitted machine run against what the native run recorded, on generated inputs.

mod agree;
mod by_hand;
pub mod differential;
mod documents;
pub mod generate;
pub mod inspect;
pub mod program;
pub mod shop;

pub use agree::{agree, alike};
pub use by_hand::same_by_hand;
pub use documents::documents;

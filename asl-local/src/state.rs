//! What each kind of state does with its data: no strands, no events, no clock to wait for.
//!
//! In go a state and what its expressions see, out comes what to do next or the failure. The engine and TestState do the same with it.

mod amounts;
mod choice;
mod compare;
mod fail;
mod items;
mod pass;
mod task;
mod wait;

#[cfg(test)]
mod tests;

pub(crate) use amounts::{count, percentage, seconds};
pub(crate) use choice::choose;
pub(crate) use compare::Comparison;
pub(crate) use fail::fail;
pub(crate) use items::{ItemList, items, select, unreadable};
pub(crate) use pass::{pass, succeed};
pub(crate) use task::{Request, request};
pub(crate) use wait::until;

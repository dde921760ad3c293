//! JSONata as a tree: what lowering builds, simplifies, substitutes in, and prints.
//!
//! In: nodes made with the constructors of [`Jx`], which fold what is known already. Out: text ([`Jx::to_text`]) and payload
//! JSON ([`Jx::to_payload`]) that the service accepts (roots, nesting) and that no tool on the way there misreads. The tree
//! knows nothing of Rust types: whoever builds a node knows that it means what the program means.

mod build;
mod logic;
mod names;
mod occurrences;
mod operators;
mod payload;
mod print;
mod shallow;
mod text;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use names::is_reserved;
pub(crate) use print::Names;
pub(crate) use tree::{BinOp, Element, Jx, Root, Sign};

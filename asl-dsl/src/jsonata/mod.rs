//! JSONata as a tree: what lowering builds, simplifies, substitutes in, and prints.

mod tree;

pub(crate) use tree::{BinOp, Jx, Root};

//! Anchors and what aliases of them cost.
//!
//! A few lines of aliases of aliases can stand for gigabytes. A definition has at most 1 MiB, so what all aliases of a file add together is
//! bounded by a few of those.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Fault, Result, Tree};

/// How much all anchors and aliases may copy, in [`weight`].
const BUDGET: usize = 8 << 20;

#[derive(Debug, Default)]
pub(super) struct Anchors {
    trees: BTreeMap<usize, Tree>,
    spent: usize,
}

/// What a scalar or key costs in memory, about.
pub(super) fn weight(text: &str) -> usize {
    64 + text.len()
}

impl Anchors {
    pub(super) fn define(&mut self, anchor: usize, tree: &Tree) -> Result<()> {
        self.spend(tree.weight, &tree.node.range)?;
        self.trees.insert(anchor, tree.clone());
        Ok(())
    }

    /// What the alias at `range` stands for: a copy whose places are those of the anchor.
    pub(super) fn expand(&mut self, anchor: usize, range: Range<usize>, room: usize) -> Result<Tree> {
        let Some(tree) = self.trees.get(&anchor) else {
            return Err(Fault::new("an anchor cannot contain its own alias", range));
        };
        if tree.height > room {
            return Err(super::too_deep(range));
        }
        let (weight, tree) = (tree.weight, tree.clone());
        self.spend(weight, &range)?;
        Ok(tree)
    }

    fn spend(&mut self, weight: usize, range: &Range<usize>) -> Result<()> {
        self.spent = self.spent.saturating_add(weight);
        if self.spent > BUDGET {
            let fault = Fault::new("the anchors and aliases of this file stand for too much text", range.clone());
            return Err(fault.with_help("write out what the aliases stand for"));
        }
        Ok(())
    }
}

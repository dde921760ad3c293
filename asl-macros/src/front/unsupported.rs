//! Expressions that no state machine can express: what to say about each.

use super::{Front, Node};
use quote::ToTokens;
use syn::Expr;

impl Front {
    pub(crate) fn unsupported(&mut self, source: &Expr) -> Node {
        let (at, message, help): (&dyn ToTokens, &str, &str) = match source {
            Expr::Unsafe(block) => {
                (&block.unsafe_token, "an `unsafe` block can't run in a state machine", "move it into a `#[task]`")
            }
            Expr::Repeat(_) => (
                source,
                "`[value; count]` has no JSONata equivalent",
                "list the elements, or write `(0..count).map(|_| value).collect::<Vec<_>>()`",
            ),
            Expr::Const(block) => (
                &block.const_token,
                "a `const` block inside a workflow can't be seen by its definition",
                "declare a `const` outside the function",
            ),
            Expr::Infer(_) => (source, "`_` is not a value", "write the value"),
            Expr::TryBlock(block) => {
                (&block.try_token, "`try` blocks are not part of the workflow language", "match on each result")
            }
            Expr::Yield(_) => (source, "a state machine has no generators", "write a loop"),
            Expr::RawAddr(_) => (source, "a state machine has values, not addresses", "use the value itself"),
            _ => (source, "this expression has no equivalent in a state machine", "move it into a `#[task]`"),
        };
        self.reject(at, message, help)
    }
}

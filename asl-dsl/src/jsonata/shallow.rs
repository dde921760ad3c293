//! Cutting deep expressions into bindings: `f(g(h(…)))` becomes `($_h1 := g(h(…)); f($_h1))`.
//!
//! The service evaluates at most 100 nested levels. Parts that are evaluated in any case move into bindings in front, in the order
//! in which they are evaluated; parts that may be skipped or repeated (branches, right operands of `and` and `or`, the
//! bodies of functions) are cut within themselves. What stays deep is control flow inside control flow.

use super::{BinOp, Jx};
use std::rc::Rc;

/// Expressions up to this depth are left as they are.
const DEEP: usize = 45;
/// The depth of the pieces.
const PIECE: usize = 16;

impl Jx {
    /// The same expression in pieces that nest less, if it nests deep.
    pub(crate) fn shallow(&self) -> Jx {
        if self.printed_depth() <= DEEP {
            return self.clone();
        }
        Cutter { made: 0 }.region(self)
    }

    /// The height of the tree: what recursion over it costs, and a lower bound of its depth.
    pub(crate) fn height(&self) -> usize {
        let mut highest = 0;
        self.each_child(&mut |child| highest = highest.max(child.height()));
        highest + 1
    }
}

struct Cutter {
    /// Counts the bindings. They are called `$_h1`, …: no state machine variable starts with `_`.
    made: u32,
}

type Bindings = Vec<(Rc<str>, Jx)>;

impl Cutter {
    /// What is evaluated together: bindings made inside stand in front of it.
    fn region(&mut self, x: &Jx) -> Jx {
        let mut bindings = Bindings::new();
        let mut body = self.cut(x, &mut bindings);
        // The last piece is the whole: it needs no name.
        if let Some((name, _)) = bindings.last()
            && body == Jx::Local(name.clone())
            && let Some((_, whole)) = bindings.pop()
        {
            body = whole;
        }
        if bindings.is_empty() { body } else { Jx::Let(bindings.into(), Rc::new(body)) }
    }

    /// An expression that is evaluated whenever its region is.
    fn cut(&mut self, x: &Jx, bindings: &mut Bindings) -> Jx {
        let cut = match x {
            Jx::Let(own, body) => {
                for (name, value) in own.iter() {
                    let value = self.cut(value, bindings);
                    bindings.push((name.clone(), value));
                }
                return self.cut(body, bindings);
            }
            Jx::Lambda(params, body) => return Jx::Lambda(params.clone(), Rc::new(self.region(body))),
            Jx::Cond(branches, otherwise) => {
                let mut parts = Vec::with_capacity(branches.len());
                for (i, (cond, value)) in branches.iter().enumerate() {
                    let cond = if i == 0 { self.cut(cond, bindings) } else { self.region(cond) };
                    parts.push((cond, self.region(value)));
                }
                Jx::Cond(parts.into(), Rc::new(self.region(otherwise)))
            }
            Jx::Binary(op @ (BinOp::And | BinOp::Or), operands) => {
                let parts = operands
                    .iter()
                    .enumerate()
                    .map(|(i, operand)| if i == 0 { self.cut(operand, bindings) } else { self.region(operand) });
                Jx::Binary(*op, parts.collect())
            }
            x => x.map_children(&mut |child| self.cut(child, bindings)),
        };
        // A range is no value by itself.
        if matches!(x, Jx::Range(..)) || cut.printed_depth() <= PIECE {
            return cut;
        }
        self.made += 1;
        let name: Rc<str> = format!("_h{}", self.made).into();
        bindings.push((name.clone(), cut));
        Jx::Local(name)
    }
}

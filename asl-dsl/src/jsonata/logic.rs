//! `&&` and `||` as Rust means them: the right side is looked at only if the left side doesn't decide.
//!
//! The reference engine skips the right side of a decided `and`; whether the service's engine does was not measured.
//! So `and` is printed where it can't matter, and `left ? right : false` where the right side may fail.

use super::{BinOp, Jx};

impl Jx {
    /// `left && right`.
    pub(crate) fn and_then(left: Jx, right: Jx) -> Jx {
        if !needs(&right, &left) {
            return Jx::all(vec![left, right]);
        }
        // `a ? b ? c : false : false` nests with every operand; `not a ? false : not b ? false : c` is one flat chain.
        match &right {
            Jx::Cond(branches, otherwise) => match (&**branches, &**otherwise) {
                ([(cond, value)], Jx::Bool(false)) => Jx::choose(
                    vec![(Jx::not(left), Jx::Bool(false)), (Jx::not(cond.clone()), Jx::Bool(false))],
                    value.clone(),
                ),
                ([(_, Jx::Bool(false)), ..], _) => Jx::choose(vec![(Jx::not(left), Jx::Bool(false))], right),
                _ => Jx::cond(left, right, Jx::Bool(false)),
            },
            _ => Jx::cond(left, right, Jx::Bool(false)),
        }
    }

    /// `left || right`.
    pub(crate) fn or_else(left: Jx, right: Jx) -> Jx {
        if needs(&right, &left) { Jx::cond(left, Jx::Bool(true), right) } else { Jx::some_of(vec![left, right]) }
    }

    /// `a && b && …` in order, true without operands.
    pub(crate) fn and_in_order(operands: Vec<Jx>) -> Jx {
        in_order(operands, Jx::all, Jx::and_then)
    }

    /// `a || b || …` in order, false without operands.
    pub(crate) fn or_in_order(operands: Vec<Jx>) -> Jx {
        in_order(operands, Jx::some_of, Jx::or_else)
    }
}

/// Operands of one lazy operator: as long a flat run as laziness allows, from the right.
fn in_order(operands: Vec<Jx>, flat: fn(Vec<Jx>) -> Jx, lazy: fn(Jx, Jx) -> Jx) -> Jx {
    let mut rest: Vec<Jx> = Vec::new();
    let mut risk = Risk::default();
    for operand in operands.into_iter().rev() {
        if !rest.is_empty() && risk.rests_on(&operand, &rest) {
            rest.reverse();
            rest = vec![lazy(operand, flat(rest))];
            risk = Risk::of(&rest[0]);
        } else {
            risk.add(&operand);
            rest.push(operand);
        }
    }
    rest.reverse();
    flat(rest)
}

/// Whether `right` may fail where `left` has not been tested.
fn needs(right: &Jx, left: &Jx) -> bool {
    Risk::of(right).rests_on(left, std::slice::from_ref(right))
}

/// What may go wrong in operands that are evaluated too early.
#[derive(Clone, Copy, Default)]
struct Risk {
    fails: bool,
    wants_type: bool,
}

impl Risk {
    fn of(x: &Jx) -> Risk {
        Risk { fails: x.any(&may_fail), wants_type: x.any(&wants_type) }
    }

    fn add(&mut self, x: &Jx) {
        let more = Risk::of(x);
        self.fails |= more.fails;
        self.wants_type |= more.wants_type;
    }

    /// Whether one of `later`, whose risk this is, may rest on what `test` finds out.
    fn rests_on(self, test: &Jx, later: &[Jx]) -> bool {
        if self.fails || !self.wants_type {
            return self.fails;
        }
        // A comparison or a sum fails on null and on a text: it may rest on a test of the same value.
        let mut tested = Vec::new();
        subjects(test, &mut tested);
        !tested.is_empty() && later.iter().any(|x| tested.iter().any(|subject| x.any(&|x| x == *subject)))
    }
}

/// Whether a node itself may fail the state.
fn may_fail(x: &Jx) -> bool {
    match x {
        Jx::Call(name, _) => !matches!(*name, "exists" | "not" | "count" | "type" | "boolean"),
        Jx::Let(..) => true,
        _ => false,
    }
}

/// Whether a node fails on operands of another type.
fn wants_type(x: &Jx) -> bool {
    use BinOp::{Div, Ge, Gt, Le, Lt, Mul, Rem};
    match x {
        Jx::Sum(_) | Jx::Neg(_) | Jx::Range(..) => true,
        Jx::Binary(op, _) => matches!(op, Lt | Le | Gt | Ge | Mul | Div | Rem),
        _ => false,
    }
}

/// The values that a condition tests for presence or for being a certain variant.
fn subjects<'a>(condition: &'a Jx, found: &mut Vec<&'a Jx>) {
    match condition {
        Jx::Call("exists", args) => args.iter().for_each(|arg| found.push(owner(arg))),
        Jx::Binary(BinOp::Eq | BinOp::Ne, operands) => match &**operands {
            [subject, Jx::Null] => found.push(subject),
            // `v.kind = "card"`: what else is in `v` hangs on it.
            [Jx::Field(base, _), Jx::Str(_)] => found.push(base),
            [subject, Jx::Str(_)] => found.push(subject),
            _ => {}
        },
        other => other.each_child(&mut |child| subjects(child, found)),
    }
}

/// What a `$exists(v.Name)` says something about: `v`.
fn owner(read: &Jx) -> &Jx {
    if let Jx::Field(base, _) = read { base } else { read }
}

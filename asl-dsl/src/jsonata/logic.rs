//! `&&` and `||` as Rust means them: the right side is looked at only if the left side doesn't decide.
//!
//! The reference engine skips the right side of a decided `and`; whether the service's engine does was not measured.
//! So `and` is printed where it can't matter, and `left ? right : false` where the right side may fail.

use super::{BinOp, Jx};

impl Jx {
    /// `left && right`.
    pub(crate) fn and_then(left: Jx, right: Jx) -> Jx {
        if needs(&right, &left) { Jx::cond(left, right, Jx::Bool(false)) } else { Jx::all(vec![left, right]) }
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
    for operand in operands.into_iter().rev() {
        let depends = rest.iter().any(|later| needs(later, &operand));
        if depends {
            rest.reverse();
            rest = vec![lazy(operand, flat(rest))];
        } else {
            rest.push(operand);
        }
    }
    rest.reverse();
    flat(rest)
}

/// Whether `right` may fail where `left` has not been tested.
fn needs(right: &Jx, left: &Jx) -> bool {
    if right.any(&may_fail) {
        return true;
    }
    if !right.any(&wants_type) {
        return false;
    }
    // A comparison or a sum fails on null and on a text: it may rest on a test of the same value on the left.
    let mut tested = Vec::new();
    subjects(left, &mut tested);
    tested.iter().any(|subject| right.any(&|x| x == *subject))
}

/// Whether a node itself may fail the state.
fn may_fail(x: &Jx) -> bool {
    match x {
        Jx::Call(name, _) => !matches!(*name, "exists" | "not" | "count" | "type" | "boolean"),
        Jx::Apply(..) | Jx::Let(..) => true,
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

//! Numbers, and the few methods of `bool` and `Duration`.

use super::convert::{bounds, in_range};
use super::{Call, Rows, Value};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::Cx;
use crate::shape::Type;

pub(super) const ROWS: Rows<Value> = &[
    ("abs", abs),
    ("abs_diff", abs_diff),
    ("ceil", ceil),
    ("checked_add", checked_add),
    ("checked_div", checked_div),
    ("checked_mul", checked_mul),
    ("checked_rem", checked_rem),
    ("checked_sub", checked_sub),
    ("clamp", clamp),
    ("div_ceil", div_ceil),
    ("div_euclid", div_euclid),
    ("floor", floor),
    ("is_negative", is_negative),
    ("is_positive", is_positive),
    ("max", max),
    ("min", min),
    ("pow", pow),
    ("powf", pow),
    ("powi", pow),
    ("rem_euclid", rem_euclid),
    ("round_ties_even", round),
    ("saturating_add", saturating_add),
    ("saturating_mul", saturating_mul),
    ("saturating_sub", saturating_sub),
    ("signum", signum),
    ("sqrt", sqrt),
    ("trunc", trunc),
    ("unsigned_abs", abs),
];

pub(super) const BOOL_ROWS: Rows<Value> = &[("then", then), ("then_some", then_some)];

pub(super) const DURATION_ROWS: Rows<Value> = &[("as_secs", as_secs)];

fn unary(name: &'static str, value: Value) -> Option<Value> {
    Some(Value::new(Jx::call(name, [value.x]), value.ty))
}

fn abs(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    unary("abs", value)
}

fn ceil(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    unary("ceil", value)
}

fn floor(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    unary("floor", value)
}

/// `$round` rounds halves to even.
fn round(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    unary("round", value)
}

fn sqrt(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    unary("sqrt", value)
}

fn trunc(cx: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    let x = cx.once("x", value.x, |_, x| {
        let down = Jx::call("floor", [x.clone()]);
        Jx::cond(Jx::binary(BinOp::Lt, x.clone(), Jx::int(0)), Jx::call("ceil", [x]), down)
    });
    Some(Value::new(x, value.ty))
}

fn pow(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let exponent = call.value(cx, 0)?;
    Some(Value::new(Jx::call("power", [value.x, exponent.x]), value.ty))
}

/// `$min([a, b])` and `$max([a, b])`.
fn pick(name: &'static str, a: Jx, b: Jx) -> Jx {
    Jx::call(name, [Jx::array([(a, Element::Single), (b, Element::Single)])])
}

fn min(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value_as(cx, 0, &value.ty)?;
    Some(Value::new(pick("min", value.x, other.x), value.ty))
}

fn max(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value_as(cx, 0, &value.ty)?;
    Some(Value::new(pick("max", value.x, other.x), value.ty))
}

fn clamp(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let (least, greatest) = (call.value_as(cx, 0, &value.ty)?, call.value_as(cx, 1, &value.ty)?);
    Some(Value::new(pick("min", pick("max", value.x, least.x), greatest.x), value.ty))
}

fn is_positive(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(Value::bool(Jx::binary(BinOp::Gt, value.x, Jx::int(0))))
}

fn is_negative(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(Value::bool(Jx::binary(BinOp::Lt, value.x, Jx::int(0))))
}

fn signum(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    integer(cx, call, &value)?;
    let x = cx.once("n", value.x, |_, n| {
        let positive = Jx::binary(BinOp::Gt, n.clone(), Jx::int(0));
        let negative = Jx::binary(BinOp::Lt, n, Jx::int(0));
        Jx::choose(vec![(positive, Jx::int(1)), (negative, Jx::int(-1))], Jx::int(0))
    });
    Some(Value::new(x, value.ty))
}

/// The integer type of the receiver; floats are refused.
fn integer(cx: &mut Cx<'_>, call: &Call<'_>, value: &Value) -> Option<crate::shape::Integer> {
    match value.ty {
        Type::Int(ty) => Some(ty),
        _ => cx.untranslatable(call, &value.ty),
    }
}

/// A divisor, which must not be zero.
fn divisor(cx: &mut Cx<'_>, call: &Call<'_>) -> Option<Jx> {
    let divisor = call.value(cx, 0)?;
    match divisor.x.as_int() {
        Some(0) => call.refuse(cx, "division by zero panics", "divide by something else"),
        Some(_) => Some(divisor.x),
        None => {
            Some(cx.once("d", divisor.x, |_, d| {
                Jx::guarded(Jx::ne(d.clone(), Jx::int(0)), d, "attempt to divide by zero")
            }))
        }
    }
}

fn rem(a: Jx, b: Jx) -> Jx {
    Jx::binary(BinOp::Rem, a, b)
}

fn div(a: Jx, b: Jx) -> Jx {
    Jx::binary(BinOp::Div, a, b)
}

/// The remainder that is never negative.
fn euclid(cx: &mut Cx<'_>, a: Jx, b: Jx, signed: bool) -> Jx {
    if !signed {
        return rem(a, b);
    }
    cx.once("r", rem(a, b.clone()), |_, r| {
        let up = Jx::add(r.clone(), Jx::call("abs", [b]));
        Jx::cond(Jx::binary(BinOp::Lt, r.clone(), Jx::int(0)), up, r)
    })
}

fn rem_euclid(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let ty = integer(cx, call, &value)?;
    let b = divisor(cx, call)?;
    let x = cx.once("d", b, |cx, b| euclid(cx, value.x, b, ty.signed));
    Some(Value::new(x, value.ty))
}

/// The quotient without its remainder is whole; below zero it is one too near to zero. What is taken off is taken off the quotient: taken off the
/// dividend it could leave the integers that a double holds.
fn div_euclid(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let ty = integer(cx, call, &value)?;
    let b = divisor(cx, call)?;
    let x = cx.once("n", value.x, |cx, a| {
        cx.once("d", b, |cx, b| {
            cx.once("r", rem(a.clone(), b.clone()), |_, r| {
                let toward_zero = div(Jx::sub(a, r.clone()), b.clone());
                if !ty.signed {
                    return toward_zero;
                }
                let one = match b.as_int() {
                    Some(b) => Jx::int(b.signum()),
                    None => Jx::cond(Jx::binary(BinOp::Gt, b, Jx::int(0)), Jx::int(1), Jx::int(-1)),
                };
                Jx::sub(toward_zero, Jx::cond(Jx::binary(BinOp::Lt, r, Jx::int(0)), one, Jx::int(0)))
            })
        })
    });
    Some(Value::new(x, value.ty))
}

fn div_ceil(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let b = divisor(cx, call)?;
    let x = cx.once("n", value.x, |cx, a| {
        cx.once("d", b, |cx, b| {
            cx.once("r", rem(a.clone(), b.clone()), |_, r| {
                let down = div(Jx::sub(a, r.clone()), b);
                Jx::add(down, Jx::cond(Jx::binary(BinOp::Gt, r, Jx::int(0)), Jx::int(1), Jx::int(0)))
            })
        })
    });
    Some(Value::new(x, value.ty))
}

fn abs_diff(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value_as(cx, 0, &value.ty)?;
    Some(Value::new(Jx::call("abs", [Jx::sub(value.x, other.x)]), value.ty))
}

fn checked(cx: &mut Cx<'_>, call: &Call<'_>, value: Value, op: fn(Jx, Jx) -> Jx) -> Option<Value> {
    let ty = integer(cx, call, &value)?;
    let other = call.value_as(cx, 0, &value.ty)?;
    let x = cx.once("n", op(value.x, other.x), |_, n| Jx::cond(in_range(&n, ty), n, Jx::Null));
    Some(Value::new(x, Type::option(value.ty)))
}

fn checked_add(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    checked(cx, call, value, Jx::add)
}

fn checked_sub(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    checked(cx, call, value, Jx::sub)
}

fn checked_mul(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    checked(cx, call, value, Jx::mul)
}

fn checked_div(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    divided(cx, call, value, |a, b| div(Jx::sub(a.clone(), rem(a, b.clone())), b))
}

fn checked_rem(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    divided(cx, call, value, rem)
}

/// A division that gives nothing for a zero divisor, and for the least value by -1, whose quotient has no room in the type.
fn divided(cx: &mut Cx<'_>, call: &Call<'_>, value: Value, op: fn(Jx, Jx) -> Jx) -> Option<Value> {
    let ty = integer(cx, call, &value)?;
    let other = call.value_as(cx, 0, &value.ty)?;
    let x = cx.once("n", value.x, |cx, a| {
        cx.once("d", other.x, |_, b| {
            let mut defined = vec![Jx::ne(b.clone(), Jx::int(0))];
            if ty.signed && ty.bits < 64 && b.as_int().is_none_or(|b| b == -1) {
                let (least, _) = bounds(ty);
                defined.push(Jx::some_of(vec![Jx::ne(b.clone(), Jx::int(-1)), Jx::ne(a.clone(), Jx::int(least))]));
            }
            Jx::cond(Jx::all(defined), op(a, b), Jx::Null)
        })
    });
    Some(Value::new(x, Type::option(value.ty)))
}

fn saturating(
    cx: &mut Cx<'_>,
    call: &Call<'_>,
    value: Value,
    op: fn(Jx, Jx) -> Jx,
    up: bool,
    down: bool,
) -> Option<Value> {
    let ty = integer(cx, call, &value)?;
    let other = call.value_as(cx, 0, &value.ty)?;
    let (least, greatest) = bounds(ty);
    let mut x = op(value.x, other.x);
    // At 64 bits the bounds lie beyond what a JSON number keeps exact; nothing correct ever reaches them.
    if up && ty.bits < 64 {
        x = pick("min", x, Jx::int(greatest));
    }
    if down && (ty.bits < 64 || !ty.signed) {
        x = pick("max", x, Jx::int(least));
    }
    Some(Value::new(x, value.ty))
}

fn saturating_add(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let signed = integer(cx, call, &value)?.signed;
    saturating(cx, call, value, Jx::add, true, signed)
}

fn saturating_sub(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let signed = integer(cx, call, &value)?.signed;
    saturating(cx, call, value, Jx::sub, signed, true)
}

fn saturating_mul(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let signed = integer(cx, call, &value)?.signed;
    saturating(cx, call, value, Jx::mul, true, signed)
}

fn then(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let inner = cx.call_with(f, [])?;
    cx.maybe(call, Jx::cond(value.x, inner.x, Jx::Null), inner.ty)
}

fn then_some(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let inner = call.value(cx, 0)?;
    cx.maybe(call, Jx::cond(value.x, inner.x, Jx::Null), inner.ty)
}

fn as_secs(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(Value::new(value.x, Type::USIZE))
}

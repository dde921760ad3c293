//! Methods of every type: copies and views, which JSON doesn't see, and conversions.

use super::{Call, Rows, Value, err, ok};
use crate::jsonata::{BinOp, Jx};
use crate::lower::Cx;
use crate::shape::{Integer, Type};

pub(super) const ROWS: Rows<Value> = &[
    ("as_ref", same),
    ("as_slice", same),
    ("as_str", same),
    ("clone", same),
    ("into", into),
    ("to_owned", same),
    ("to_string", to_string),
    ("to_vec", same),
    ("try_into", try_into),
];

fn same(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(value)
}

fn to_string(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    match value.ty.peel() {
        Type::String | Type::Char => Some(Value::string(value.x)),
        Type::Int(_) | Type::Bool => Some(Value::string(match &value.x {
            Jx::Number(text) => Jx::str(text.clone()),
            x => Jx::call("string", [x.clone()]),
        })),
        ty => cx.untranslatable(call, &ty),
    }
}

fn into(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let Some(target) = call.e.ty.map(|slot| cx.slot(slot)) else { return Some(value) };
    if let (Type::Bool, Type::Int(_)) = (&value.ty, &target) {
        return Some(Value::new(Jx::cond(value.x, Jx::int(1), Jx::int(0)), target));
    }
    // The conversion that `#[error(transparent)]` derives keeps the error's name and payload.
    if let (Type::Error(from), Type::Error(to)) = (&value.ty, &target)
        && to.takes_over(from)
    {
        return Some(Value::new(value.x, target));
    }
    let inner = match &target {
        Type::Option(inner) if !matches!(value.ty, Type::Option(_)) => &**inner,
        target => target,
    };
    if same_json(&value.ty, inner) {
        return Some(Value::new(value.x, target));
    }
    call.refuse(
        cx,
        format!("`.into()` from `{}` to `{target}` runs Rust code, which a state machine cannot", value.ty),
        "build the value with a struct or enum literal",
    )
}

fn try_into(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let target = call.e.ty.map_or(Type::Unknown, |slot| cx.slot(slot));
    match (&value.ty, &target) {
        (Type::Int(_), Type::Result(good, _)) if matches!(**good, Type::Int(_)) => {
            let Type::Int(to) = **good else { return None };
            let x = cx.once("n", value.x, |_, n| Jx::cond(in_range(&n, to), ok(n), err(Jx::Null)));
            Some(Value::new(x, target))
        }
        (ty, _) => cx.untranslatable(call, ty),
    }
}

/// The largest integer that JSON numbers keep exact with its neighbours.
const EXACT: i128 = (1 << 53) - 1;

/// The least and the greatest value of an integer type in a state machine: at 64 bits, those that JSON numbers keep exact.
pub(super) fn bounds(ty: Integer) -> (i128, i128) {
    // The width of a literal that nothing else gives a type isn't known.
    let bits = if ty.bits == 0 { 64 } else { u32::from(ty.bits.min(64)) };
    match ty.signed {
        true => (-(1 << (bits - 1)).min(EXACT), ((1 << (bits - 1)) - 1).min(EXACT)),
        false => (0, ((1 << bits) - 1).min(EXACT)),
    }
}

/// Whether a number is a value of an integer type.
pub(super) fn in_range(n: &Jx, ty: Integer) -> Jx {
    let (least, greatest) = bounds(ty);
    Jx::all(vec![Jx::binary(BinOp::Ge, n.clone(), Jx::int(least)), Jx::binary(BinOp::Le, n.clone(), Jx::int(greatest))])
}

/// Whether a `From` of the standard library between the two leaves the JSON as it is. A `From` of the user's own is Rust code:
/// only equal types pass.
fn same_json(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Unknown, _) | (_, Type::Unknown) => true,
        (Type::Int(_), Type::Int(_) | Type::Float) => true,
        (Type::String | Type::Char, Type::String) => true,
        (Type::Option(a), Type::Option(b)) | (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => {
            same_json(a, b)
        }
        (Type::Tuple(a), Type::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_json(a, b)),
        (Type::Result(a, x), Type::Result(b, y)) => same_json(a, b) && same_json(x, y),
        (Type::Struct(a), Type::Struct(b)) => std::ptr::eq(*a, *b),
        (Type::Enum(a), Type::Enum(b)) => std::ptr::eq(*a, *b),
        (Type::Error(a), Type::Error(b)) => std::ptr::eq(*a, *b),
        (Type::Opaque(a), Type::Opaque(b)) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

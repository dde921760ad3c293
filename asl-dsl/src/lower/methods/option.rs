//! `Option`: the value, or null.

use super::parts::list_of_one;
use super::{Call, Rows, Value, err, ok};
use crate::jsonata::Jx;
use crate::lower::Cx;
use crate::lower::pure::{element, unify};
use crate::shape::Type;

pub(super) const ROWS: Rows<Value> = &[
    ("and", and),
    ("and_then", and_then),
    ("as_deref", same),
    ("cloned", same),
    ("copied", same),
    ("expect", unwrap),
    ("filter", filter),
    ("flatten", flatten),
    ("into_iter", iter),
    ("is_none", is_none),
    ("is_none_or", is_none_or),
    ("is_some", is_some),
    ("is_some_and", is_some_and),
    ("iter", iter),
    ("map", map),
    ("map_or", map_or),
    ("map_or_else", map_or_else),
    ("ok_or", ok_or),
    ("ok_or_else", ok_or_else),
    ("or", or),
    ("or_else", or_else),
    ("unwrap", unwrap),
    ("unwrap_or", unwrap_or),
    ("unwrap_or_default", unwrap_or_default),
    ("unwrap_or_else", unwrap_or_else),
    ("xor", xor),
    ("zip", zip),
];

/// The type inside.
fn inner(ty: &Type) -> Type {
    match ty {
        Type::Option(inner) => (**inner).clone(),
        _ => Type::Unknown,
    }
}

fn same(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(value)
}

fn is_some(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(Value::bool(Jx::is_some(&value.x)))
}

fn is_none(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(Value::bool(Jx::is_none(&value.x)))
}

fn is_some_and(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let ty = inner(&value.ty);
    let x = cx.opened(&value.x, |cx, some, it| {
        Some(Jx::cond(some, cx.call_with(f, [Value::new(it, ty)])?.x, Jx::Bool(false)))
    })?;
    Some(Value::bool(x))
}

fn is_none_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let ty = inner(&value.ty);
    let x = cx.opened(&value.x, |cx, some, it| {
        Some(Jx::cond(some, cx.call_with(f, [Value::new(it, ty)])?.x, Jx::Bool(true)))
    })?;
    Some(Value::bool(x))
}

/// `some ? f(it) : none`, with the type of `f(it)`.
fn chosen(cx: &mut Cx<'_>, call: &Call<'_>, f: usize, value: &Value, none: Jx) -> Option<Value> {
    let f = call.arg(cx, f)?;
    let mut ty = Type::Unknown;
    let x = cx.opened(&value.x, |cx, some, it| {
        let mapped = cx.call_with(f, [Value::new(it.clone(), inner(&value.ty))])?;
        ty = mapped.ty;
        if mapped.x == it && none == Jx::Null {
            return Some(if matches!(it, Jx::Local(_)) { it } else { value.x.clone() });
        }
        Some(Jx::cond(some, mapped.x, none))
    })?;
    Some(Value::new(x, ty))
}

fn map(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let mapped = chosen(cx, call, 0, &value, Jx::Null)?;
    cx.maybe(call, mapped.x, mapped.ty)
}

fn and_then(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    chosen(cx, call, 0, &value, Jx::Null)
}

fn map_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let default = call.value(cx, 0)?;
    let mapped = chosen(cx, call, 1, &value, default.x)?;
    Some(Value::new(mapped.x, unify(mapped.ty, default.ty)))
}

fn map_or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let default = call.arg(cx, 0)?;
    let default = cx.call_with(default, [])?;
    let mapped = chosen(cx, call, 1, &value, default.x)?;
    Some(Value::new(mapped.x, unify(mapped.ty, default.ty)))
}

fn filter(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let ty = inner(&value.ty);
    let x = cx.opened(&value.x, |cx, some, it| {
        let keep = cx.call_with(f, [Value::new(it.clone(), ty)])?;
        Some(Jx::cond(Jx::all(vec![some, keep.x]), it, Jx::Null))
    })?;
    Some(Value::new(x, value.ty))
}

fn and(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value(cx, 0)?;
    Some(Value::new(Jx::cond(Jx::is_some(&value.x), other.x, Jx::Null), other.ty))
}

fn or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value_as(cx, 0, &value.ty)?;
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, it, other.x)))?;
    Some(Value::new(x, unify(value.ty, other.ty)))
}

fn or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let other = cx.call_with(f, [])?;
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, it, other.x)))?;
    Some(Value::new(x, unify(value.ty, other.ty)))
}

fn xor(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value(cx, 0)?;
    let x = cx.opened(&value.x, |cx, some, it| {
        cx.opened(&other.x, |_, other_some, other| {
            let neither = Jx::cond(other_some.clone(), Jx::Null, it);
            Some(Jx::cond(some, neither, Jx::cond(other_some, other, Jx::Null)))
        })
    })?;
    Some(Value::new(x, value.ty))
}

fn zip(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let other = call.value(cx, 0)?;
    let (a, b) = (inner(&value.ty), inner(&other.ty));
    let x = cx.opened(&value.x, |cx, some, it| {
        cx.opened(&other.x, |_, other_some, other| {
            let pair = Jx::array([(it, element(&a)), (other, element(&b))]);
            Some(Jx::cond(Jx::all(vec![some, other_some]), pair, Jx::Null))
        })
    })?;
    Some(Value::new(x, Type::option(Type::Tuple(vec![a, b]))))
}

fn unwrap_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let default = call.value_as(cx, 0, &inner(&value.ty))?;
    otherwise(cx, value, default)
}

fn unwrap_or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let default = cx.call_with(f, [])?;
    otherwise(cx, value, default)
}

fn unwrap_or_default(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let ty = inner(&value.ty);
    let default = cx.default_value(&ty, call.e.span)?.x;
    otherwise(cx, value, Value::new(default, ty))
}

fn otherwise(cx: &mut Cx<'_>, value: Value, default: Value) -> Option<Value> {
    let ty = unify(inner(&value.ty), default.ty);
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, it, default.x)))?;
    Some(Value::new(x, ty))
}

fn unwrap(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let message = cx.panic_message(call, "called `Option::unwrap()` on a `None` value")?;
    let ty = inner(&value.ty);
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, it, Jx::call("error", [message]))))?;
    Some(Value::new(x, ty))
}

fn ok_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let error = call.value(cx, 0)?;
    result(cx, value, error)
}

fn ok_or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let error = cx.call_with(f, [])?;
    result(cx, value, error)
}

fn result(cx: &mut Cx<'_>, value: Value, error: Value) -> Option<Value> {
    let ty = Type::Result(Box::new(inner(&value.ty)), Box::new(error.ty));
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, ok(it), err(error.x))))?;
    Some(Value::new(x, ty))
}

/// `Option<Option<T>>` is no JSON, so this is only met where the inner type isn't known.
fn flatten(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    let ty = match inner(&value.ty) {
        inner @ Type::Option(_) => inner,
        _ => value.ty,
    };
    Some(Value::new(value.x, ty))
}

fn iter(cx: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    let ty = inner(&value.ty);
    let x = cx.opened(&value.x, |_, some, it| Some(Jx::cond(some, list_of_one(it, &ty), Jx::empty())))?;
    Some(Value::new(x, Type::list(ty)))
}

impl Cx<'_> {
    /// The text of `expect("…")`, or what `unwrap()` says.
    pub(super) fn panic_message(&mut self, call: &Call<'_>, unwrap: &str) -> Option<Jx> {
        if call.args.is_empty() { Some(Jx::str(unwrap)) } else { Some(call.value(self, 0)?.x) }
    }
}

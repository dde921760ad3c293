//! `Result` inside an expression: `{"Ok": value}` or `{"Err": error}`, as serde writes it.
//!
//! Where the tree shows which of the two it is, the object is never made: `s.parse::<u32>().unwrap_or(0)` is one `? :`.

use super::{Call, Rows, Value};
use crate::jsonata::Jx;
use crate::lower::Cx;
use crate::lower::pure::unify;
use crate::shape::Type;

pub(super) const ROWS: Rows<Value> = &[
    ("and_then", and_then),
    ("cloned", same),
    ("copied", same),
    ("err", err_of),
    ("expect", unwrap),
    ("is_err", is_err),
    ("is_ok", is_ok),
    ("map", map),
    ("map_err", map_err),
    ("map_or", map_or),
    ("map_or_else", map_or_else),
    ("ok", ok_of),
    ("or_else", or_else),
    ("unwrap", unwrap),
    ("unwrap_or", unwrap_or),
    ("unwrap_or_default", unwrap_or_default),
    ("unwrap_or_else", unwrap_or_else),
];

/// `Ok(value)`.
pub(crate) fn ok(value: Jx) -> Jx {
    Jx::object([("Ok", value)])
}

/// `Err(error)`.
pub(crate) fn err(error: Jx) -> Jx {
    Jx::object([("Err", error)])
}

fn types(ty: &Type) -> (Type, Type) {
    match ty {
        Type::Result(ok, err) => ((**ok).clone(), (**err).clone()),
        _ => (Type::Unknown, Type::Unknown),
    }
}

/// One side of a decided result.
enum Side {
    Ok(Jx),
    Err(Jx),
}

/// The result, if the tree shows which it is.
fn decided(x: &Jx) -> Option<Side> {
    let Jx::Object(members) = x else { return None };
    match &**members {
        [(key, value)] if &**key == "Ok" => Some(Side::Ok(value.clone())),
        [(key, value)] if &**key == "Err" => Some(Side::Err(value.clone())),
        _ => None,
    }
}

impl Cx<'_> {
    /// What becomes of a result: `on` is asked for the value of each side, in terms of what the side holds.
    fn decide(&mut self, x: &Jx, on: &mut dyn FnMut(&mut Self, Side) -> Option<Jx>) -> Option<Jx> {
        if let Some(side) = decided(x) {
            return on(self, side);
        }
        match x {
            Jx::Cond(branches, otherwise) => {
                let mut decided = Vec::with_capacity(branches.len());
                for (cond, value) in branches.iter() {
                    decided.push((cond.clone(), self.decide(value, on)?));
                }
                let otherwise = self.decide(otherwise, on)?;
                Some(Jx::choose(decided, otherwise))
            }
            Jx::Let(bindings, body) => {
                let body = self.decide(body, on)?;
                Some(bindings.iter().rev().fold(body, |body, (name, value)| Jx::bind(name, value.clone(), body)))
            }
            x if x.is_cheap() => self.decide_opaque(x, on),
            x => {
                let name = self.local("r");
                let body = self.decide_opaque(&Jx::local(&name), on)?;
                Some(Jx::bind(&name, x.clone(), body))
            }
        }
    }

    fn decide_opaque(&mut self, x: &Jx, on: &mut dyn FnMut(&mut Self, Side) -> Option<Jx>) -> Option<Jx> {
        let good = on(self, Side::Ok(Jx::field(x.clone(), "Ok")))?;
        let bad = on(self, Side::Err(Jx::field(x.clone(), "Err")))?;
        Some(Jx::cond(Jx::exists(Jx::field(x.clone(), "Ok")), good, bad))
    }
}

fn same(_: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    Some(value)
}

fn is_ok(cx: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    cx.decide(&value.x, &mut |_, side| Some(Jx::Bool(matches!(side, Side::Ok(_))))).map(Value::bool)
}

fn is_err(cx: &mut Cx<'_>, _: &Call<'_>, value: Value) -> Option<Value> {
    cx.decide(&value.x, &mut |_, side| Some(Jx::Bool(matches!(side, Side::Err(_))))).map(Value::bool)
}

fn ok_of(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let (ty, _) = types(&value.ty);
    let x = cx.decide(&value.x, &mut |_, side| match side {
        Side::Ok(value) => Some(value),
        Side::Err(_) => Some(Jx::Null),
    })?;
    cx.maybe(call, x, ty)
}

fn err_of(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let (_, ty) = types(&value.ty);
    let x = cx.decide(&value.x, &mut |_, side| match side {
        Side::Ok(_) => Some(Jx::Null),
        Side::Err(error) => Some(error),
    })?;
    cx.maybe(call, x, ty)
}

fn map(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let (good, bad) = types(&value.ty);
    let mut ty = Type::Unknown;
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => {
            let mapped = cx.call_with(f, [Value::new(value, good.clone())])?;
            ty = mapped.ty;
            Some(ok(mapped.x))
        }
        Side::Err(error) => Some(err(error)),
    })?;
    Some(Value::new(x, Type::Result(Box::new(ty), Box::new(bad))))
}

fn map_err(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let (good, bad) = types(&value.ty);
    let mut ty = Type::Unknown;
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => Some(ok(value)),
        Side::Err(error) => {
            let mapped = cx.call_with(f, [Value::new(error, bad.clone())])?;
            ty = mapped.ty;
            Some(err(mapped.x))
        }
    })?;
    Some(Value::new(x, Type::Result(Box::new(good), Box::new(ty))))
}

fn and_then(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let (good, bad) = types(&value.ty);
    let mut ty = Type::Result(Box::new(Type::Unknown), Box::new(bad));
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => {
            let mapped = cx.call_with(f, [Value::new(value, good.clone())])?;
            ty = mapped.ty;
            Some(mapped.x)
        }
        Side::Err(error) => Some(err(error)),
    })?;
    Some(Value::new(x, ty))
}

fn or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let (good, bad) = types(&value.ty);
    let mut ty = Type::Result(Box::new(good), Box::new(Type::Unknown));
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => Some(ok(value)),
        Side::Err(error) => {
            let mapped = cx.call_with(f, [Value::new(error, bad.clone())])?;
            ty = mapped.ty;
            Some(mapped.x)
        }
    })?;
    Some(Value::new(x, ty))
}

fn map_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let default = call.value(cx, 0)?;
    let f = call.arg(cx, 1)?;
    let (good, _) = types(&value.ty);
    let mut ty = Type::Unknown;
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => {
            let mapped = cx.call_with(f, [Value::new(value, good.clone())])?;
            ty = mapped.ty;
            Some(mapped.x)
        }
        Side::Err(_) => Some(default.x.clone()),
    })?;
    Some(Value::new(x, unify(ty, default.ty)))
}

fn map_or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let (default, f) = (call.arg(cx, 0)?, call.arg(cx, 1)?);
    let (good, bad) = types(&value.ty);
    let mut ty = Type::Unknown;
    let x = cx.decide(&value.x, &mut |cx, side| {
        let mapped = match side {
            Side::Ok(value) => cx.call_with(f, [Value::new(value, good.clone())])?,
            Side::Err(error) => cx.call_with(default, [Value::new(error, bad.clone())])?,
        };
        ty = unify(std::mem::replace(&mut ty, Type::Unknown), mapped.ty);
        Some(mapped.x)
    })?;
    Some(Value::new(x, ty))
}

fn unwrap_or(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let default = call.value_as(cx, 0, &types(&value.ty).0)?;
    otherwise(cx, value, default)
}

fn unwrap_or_default(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let (ty, _) = types(&value.ty);
    let default = cx.default_value(&ty, call.e.span)?.x;
    otherwise(cx, value, Value::new(default, ty))
}

fn otherwise(cx: &mut Cx<'_>, value: Value, default: Value) -> Option<Value> {
    let (ty, _) = types(&value.ty);
    let x = cx.decide(&value.x, &mut |_, side| match side {
        Side::Ok(value) => Some(value),
        Side::Err(_) => Some(default.x.clone()),
    })?;
    Some(Value::new(x, unify(ty, default.ty)))
}

fn unwrap_or_else(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let (good, bad) = types(&value.ty);
    let x = cx.decide(&value.x, &mut |cx, side| match side {
        Side::Ok(value) => Some(value),
        Side::Err(error) => cx.call_with(f, [Value::new(error, bad.clone())]).map(|value| value.x),
    })?;
    Some(Value::new(x, good))
}

fn unwrap(cx: &mut Cx<'_>, call: &Call<'_>, value: Value) -> Option<Value> {
    let message = cx.panic_message(call, "called `Result::unwrap()` on an `Err` value")?;
    let (good, _) = types(&value.ty);
    let x = cx.decide(&value.x, &mut |_, side| match side {
        Side::Ok(value) => Some(value),
        Side::Err(_) => Some(Jx::call("error", [message.clone()])),
    })?;
    Some(Value::new(x, good))
}

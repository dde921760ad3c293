//! Methods over the elements of a list: what iterators have, and a list is its own iterator.

use super::closure::element_name;
use super::parts::{Items, append, count, first_or_null, fold as reduce_from, last_or_null};
use super::{Call, Receiver, Rows, Value};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::Cx;
use crate::lower::pure::{Shared, unify};
use crate::shape::Type;
use asl_hir::Expr;

pub(super) const ROWS: Rows<Items> = &[
    ("all", all),
    ("any", any),
    ("chain", chain),
    ("cloned", gathered),
    ("collect", collect),
    ("copied", gathered),
    ("count", length),
    ("enumerate", enumerate),
    ("filter", filter),
    ("filter_map", filter_map),
    ("find", find),
    ("find_map", find_map),
    ("flat_map", flat_map),
    ("flatten", flatten),
    ("fold", fold),
    ("into_iter", gathered),
    ("iter", gathered),
    ("last", last),
    ("map", map),
    ("max", max),
    ("max_by_key", max_by_key),
    ("min", min),
    ("min_by_key", min_by_key),
    ("nth", nth),
    ("partition", partition),
    ("position", position),
    ("product", product),
    ("reduce", reduce),
    ("rev", rev),
    ("skip", skip),
    ("skip_while", skip_while),
    ("step_by", step_by),
    ("sum", sum),
    ("take", take),
    ("take_while", take_while),
    ("zip", zip),
];

fn gathered(cx: &mut Cx<'_>, _: &Call<'_>, items: Items) -> Option<Value> {
    Some(cx.gathered(items))
}

fn enumerate(cx: &mut Cx<'_>, _: &Call<'_>, items: Items) -> Option<Value> {
    let items = cx.enumerated(items);
    Some(cx.gathered(items))
}

/// A closure's value for an element.
fn per_item(cx: &mut Cx<'_>, call: &Call<'_>, items: &Items) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    cx.call_with(f, [items.item.clone()])
}

fn map(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let body = per_item(cx, call, &items)?;
    Some(Value::new(cx.map_list(&items, &body), Type::list(body.ty)))
}

fn filter(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let keep = per_item(cx, call, &items)?;
    Some(Value::new(cx.filtered(&items, &keep.x), Type::list(items.item.ty)))
}

/// A closure's `Option` for an element, and the type of what it holds.
fn optional(cx: &mut Cx<'_>, call: &Call<'_>, items: &Items) -> Option<(Jx, Box<Type>)> {
    let body = per_item(cx, call, items)?;
    match body.ty {
        Type::Option(inner) => Some((body.x, inner)),
        ty => call.refuse(cx, format!("the closure gives `{ty}`, not an `Option`"), "return an `Option`"),
    }
}

fn filter_map(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let (body, inner) = optional(cx, call, &items)?;
    Some(Value::new(cx.filter_mapped(&items, &body, &inner), Type::List(inner)))
}

fn find_map(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let (body, inner) = optional(cx, call, &items)?;
    let found = cx.first_mapped(&items, &body, &inner);
    cx.maybe(call, first_or_null(found), *inner)
}

fn flat_map(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let body = per_item(cx, call, &items)?;
    match body.ty {
        Type::Option(inner) => Some(Value::new(cx.filter_mapped(&items, &body.x, &inner), Type::List(inner))),
        ty => {
            let x = cx.reduced(&items, |_, so_far| append(so_far, body.x));
            Some(Value::new(x, ty))
        }
    }
}

fn flatten(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let item = items.item.clone();
    match item.ty {
        Type::Option(inner) => Some(Value::new(cx.filter_mapped(&items, &item.x, &inner), Type::List(inner))),
        Type::List(_) => {
            let x = cx.reduced(&items, |_, so_far| append(so_far, item.x));
            Some(Value::new(x, item.ty))
        }
        ty => cx.untranslatable(call, &ty),
    }
}

fn any(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let cond = per_item(cx, call, &items)?;
    Some(Value::bool(cx.any_of(&items, cond.x)))
}

fn all(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let cond = per_item(cx, call, &items)?;
    Some(Value::bool(cx.all_of(&items, cond.x)))
}

fn find(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let cond = per_item(cx, call, &items)?;
    let found = cx.first_filtered(&items, &cond.x);
    cx.maybe(call, first_or_null(found), items.item.ty)
}

/// The position of the first element for which the closure says `wanted`, or null.
fn position_where(cx: &mut Cx<'_>, call: &Call<'_>, items: &Items, wanted: bool) -> Option<Jx> {
    let cond = per_item(cx, call, items)?.x;
    let cond = if wanted { cond } else { Jx::not(cond) };
    let mut items =
        Items { list: items.list.clone(), each: items.each.clone(), at: items.at.clone(), item: items.item.clone() };
    let at = cx.position(&mut items);
    let positions = cx.first_mapped(&items, &Jx::cond(cond, at, Jx::Null), &Type::USIZE);
    Some(first_or_null(positions))
}

fn position(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let at = position_where(cx, call, &items, true)?;
    cx.maybe(call, at, Type::USIZE)
}

fn length(_: &mut Cx<'_>, _: &Call<'_>, items: Items) -> Option<Value> {
    Some(Value::new(count(items.list), Type::USIZE))
}

fn sum(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let list = cx.gathered(items);
    let ty = number(cx, call, &list.ty)?;
    Some(Value::new(Jx::call("sum", [list.x]), ty))
}

fn product(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let list = cx.gathered(items);
    let ty = number(cx, call, &list.ty)?;
    let items = cx.items_of(list, element_name(call));
    let so_far = cx.local("product");
    let body = Jx::mul(Jx::local(&so_far), items.item.x.clone());
    Some(Value::new(reduce_from(&items, so_far, body, Some(Jx::int(1))), ty))
}

fn number(cx: &mut Cx<'_>, call: &Call<'_>, list: &Type) -> Option<Type> {
    match list {
        Type::List(item) if matches!(**item, Type::Int(_) | Type::Float | Type::Duration) => Some((**item).clone()),
        ty => call.refuse(
            cx,
            format!("`.{}()` of `{ty}` adds up something else than numbers", call.name),
            "only integers of at most 64 bits and floats are added up; use `.fold(…)` for anything else",
        ),
    }
}

fn min(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    extreme(cx, call, items, "min", first_or_null)
}

fn max(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    extreme(cx, call, items, "max", last_or_null)
}

/// The least or greatest element: `$min` and `$max` of numbers, an end of the sorted list of anything else.
fn extreme(cx: &mut Cx<'_>, call: &Call<'_>, items: Items, name: &'static str, end: fn(Jx) -> Jx) -> Option<Value> {
    let item = items.item.ty.clone();
    let list = cx.gathered(items);
    let x = match item {
        Type::Int(_) | Type::Float | Type::Duration => cx.once("list", list.x, |_, list| {
            Jx::cond(Jx::eq(count(list.clone()), Jx::int(0)), Jx::Null, Jx::call(name, [list]))
        }),
        _ => end(cx.sorted(call, list, None)?),
    };
    cx.maybe(call, x, item)
}

fn min_by_key(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    by_key(cx, call, items, first_or_null)
}

fn max_by_key(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    by_key(cx, call, items, last_or_null)
}

/// Rust keeps the first of several least elements and the last of several greatest; the sort is stable, so these are the ends.
fn by_key(cx: &mut Cx<'_>, call: &Call<'_>, items: Items, end: fn(Jx) -> Jx) -> Option<Value> {
    let key = call.arg(cx, 0)?;
    let item = items.item.ty.clone();
    let list = cx.gathered(items);
    let sorted = cx.sorted(call, list, Some(key))?;
    cx.maybe(call, end(sorted), item)
}

fn fold(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let from = call.value(cx, 0)?;
    let f = call.arg(cx, 1)?;
    let ty = unify(from.ty, call.e.ty.map_or(Type::Unknown, |slot| cx.slot(slot)));
    let so_far = cx.local("acc");
    let body = cx.call_with(f, [Value::new(Jx::local(&so_far), ty.clone()), items.item.clone()])?;
    let ty = unify(ty, body.ty);
    Some(Value::new(reduce_from(&items, so_far, body.x, Some(from.x)), ty))
}

fn reduce(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let f = call.arg(cx, 0)?;
    let item = items.item.ty.clone();
    let list = cx.gathered(items);
    let mut shared = Shared::default();
    let list = Value::new(cx.share(list.x, "list", &mut shared), list.ty);
    let items = cx.items_of(list, element_name(call));
    let so_far = cx.local("acc");
    let body = cx.call_with(f, [Value::new(Jx::local(&so_far), item.clone()), items.item.clone()])?;
    let reduced = reduce_from(&items, so_far, body.x, None);
    let x = Jx::cond(Jx::eq(count(items.list), Jx::int(0)), Jx::Null, reduced);
    cx.maybe(call, shared.around(x), item)
}

fn rev(cx: &mut Cx<'_>, _: &Call<'_>, items: Items) -> Option<Value> {
    let list = cx.gathered(items);
    Some(Value::new(Jx::call("reverse", [list.x]), list.ty))
}

fn chain(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let other = call.arg(cx, 0)?;
    let other = cx.iterable(other)?;
    let list = cx.gathered(items);
    Some(Value::new(append(list.x, other.x), unify(list.ty, other.ty)))
}

fn zip(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let other = call.arg(cx, 0)?;
    let other = cx.iterable(other)?;
    let list = cx.gathered(items);
    let part = |ty: Type| if let Type::List(item) = ty { *item } else { Type::Unknown };
    let pair = Type::Tuple(vec![part(list.ty), part(other.ty)]);
    Some(Value::new(Jx::call("zip", [list.x, other.x]), Type::list(pair)))
}

/// Positions from `from` on, or before `to`.
fn skip(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let n = call.value_as(cx, 0, &Type::USIZE)?;
    let mut shared = Shared::default();
    let n = cx.share(n.x, "n", &mut shared);
    let value = cx.at_positions(items, |at| Jx::binary(BinOp::Ge, at, n));
    Some(Value::new(shared.around(value.x), value.ty))
}

fn take(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let n = call.value_as(cx, 0, &Type::USIZE)?;
    let mut shared = Shared::default();
    let n = cx.share(n.x, "n", &mut shared);
    let value = cx.at_positions(items, |at| Jx::binary(BinOp::Lt, at, n));
    Some(Value::new(shared.around(value.x), value.ty))
}

fn step_by(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let n = call.value_as(cx, 0, &Type::USIZE)?;
    let mut shared = Shared::default();
    let step = cx.share(n.x, "n", &mut shared);
    let step = match step.as_int() {
        Some(0) => return call.refuse(cx, "a step of 0 panics", "write a step of at least 1"),
        Some(_) => step,
        None => Jx::guarded(Jx::binary(BinOp::Gt, step.clone(), Jx::int(0)), step, "a step of 0"),
    };
    let value = cx.at_positions(items, |at| Jx::eq(Jx::binary(BinOp::Rem, at, step), Jx::int(0)));
    Some(Value::new(shared.around(value.x), value.ty))
}

fn take_while(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let stop = position_where(cx, call, &items, false)?;
    let mut shared = Shared::default();
    let stop_at = cx.share(stop, "stop", &mut shared);
    let value = cx.at_positions(items, |at| {
        Jx::some_of(vec![Jx::eq(stop_at.clone(), Jx::Null), Jx::binary(BinOp::Lt, at, stop_at)])
    });
    Some(Value::new(shared.around(value.x), value.ty))
}

fn skip_while(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let start = position_where(cx, call, &items, false)?;
    let mut shared = Shared::default();
    let start_at = cx.share(start, "start", &mut shared);
    let value = cx.at_positions(items, |at| {
        Jx::all(vec![Jx::ne(start_at.clone(), Jx::Null), Jx::binary(BinOp::Ge, at, start_at)])
    });
    Some(Value::new(shared.around(value.x), value.ty))
}

fn last(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let item = items.item.ty.clone();
    let list = cx.gathered(items);
    cx.maybe(call, last_or_null(list.x), item)
}

fn nth(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let list = cx.gathered(items);
    cx.get(call, list)
}

fn partition(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let list = cx.gathered(items);
    let mut shared = Shared::default();
    let list = Value::new(cx.share(list.x, "list", &mut shared), list.ty);
    let yes = cx.items_of(list.clone(), element_name(call));
    let keep = per_item(cx, call, &yes)?;
    let yes = cx.filtered(&yes, &keep.x);
    let no = cx.items_of(list.clone(), element_name(call));
    let keep = per_item(cx, call, &no)?;
    let no = cx.filtered(&no, &Jx::not(keep.x));
    let pair = Jx::array([(yes, Element::List), (no, Element::List)]);
    let ty = Type::Tuple(vec![list.ty.clone(), list.ty]);
    Some(Value::new(shared.around(pair), ty))
}

fn collect(cx: &mut Cx<'_>, call: &Call<'_>, items: Items) -> Option<Value> {
    let target = call.e.ty.map_or(Type::Unknown, |slot| cx.slot(slot));
    match target {
        Type::Unknown | Type::List(_) => {
            let list = cx.gathered(items);
            Some(Value::new(list.x, unify(list.ty, target)))
        }
        Type::String => {
            let list = cx.gathered(items);
            Some(Value::string(Jx::call("join", [list.x])))
        }
        Type::Map(value) => {
            let (key, held) = match &items.item.ty {
                Type::Tuple(parts) if parts.len() == 2 => (Jx::element(items.item.x.clone(), 0), parts[1].clone()),
                ty => {
                    let ty = ty.clone();
                    return cx.untranslatable(call, &Type::list(ty));
                }
            };
            let entry = Jx::entry(key, Jx::element(items.item.x.clone(), 1));
            let entries = cx.map_list(&items, &Value::new(entry, Type::Map(value.clone())));
            Some(Value::new(Jx::call("merge", [entries]), Type::Map(Box::new(unify(*value, held)))))
        }
        Type::Option(inner) => {
            let list = cx.gathered(items);
            let inner = match &list.ty {
                Type::List(item) => match &**item {
                    Type::Option(held) => unify(*inner, Type::List(held.clone())),
                    _ => *inner,
                },
                _ => *inner,
            };
            let x = cx.once("list", list.x, |_, list| {
                Jx::cond(Jx::binary(BinOp::In, Jx::Null, list.clone()), Jx::Null, list)
            });
            cx.collected(call, Value::new(x, Type::option(inner)))
        }
        Type::Result(good, bad) => {
            let list = cx.gathered(items);
            let mut shared = Shared::default();
            let list = Value::new(cx.share(list.x, "list", &mut shared), list.ty);
            let failed = cx.items_of(list.clone(), None);
            let is_err = Jx::call("exists", [Jx::field(failed.item.x.clone(), "Err")]);
            let failed = cx.filtered(&failed, &is_err);
            let first = cx.local("failed");
            let values = cx.items_of(list, None);
            let Type::List(item) = &*good else { return cx.untranslatable(call, &good) };
            let values = cx.map_list(&values, &Value::new(Jx::field(values.item.x.clone(), "Ok"), (**item).clone()));
            let x = Jx::cond(Jx::ne(Jx::local(&first), Jx::Null), Jx::local(&first), super::ok(values));
            let x = Jx::bind(&first, first_or_null(failed), x);
            Some(Value::new(shared.around(x), Type::Result(good, bad)))
        }
        ty => cx.untranslatable(call, &ty),
    }
}

impl Cx<'_> {
    /// `Option<Vec<T>>` is the only collection of options.
    fn collected(&mut self, call: &Call<'_>, value: Value) -> Option<Value> {
        match &value.ty {
            Type::Option(inner) if matches!(**inner, Type::List(_)) => Some(value),
            ty => {
                let ty = ty.clone();
                self.untranslatable(call, &ty)
            }
        }
    }

    /// What `chain` and `zip` take: anything that can be iterated.
    pub(super) fn iterable(&mut self, e: &Expr) -> Option<Value> {
        match self.receiver(e, None)? {
            Receiver::Items(items) => Some(self.gathered(items)),
            Receiver::Value(value) => Some(self.elements_of(value)),
        }
    }

    /// The list sorted, by a key where there is one. `$sort` is stable.
    pub(super) fn sorted(&mut self, call: &Call<'_>, list: Value, key: Option<&Expr>) -> Option<Jx> {
        let item = if let Type::List(item) = &list.ty { (**item).clone() } else { Type::Unknown };
        if key.is_none() && matches!(item, Type::Int(_) | Type::Float | Type::String | Type::Char | Type::Duration) {
            return Some(Jx::call("sort", [list.x]));
        }
        let (a, b) = (self.local("a"), self.local("b"));
        let of = |cx: &mut Self, name: &std::rc::Rc<str>| -> Option<Value> {
            let element = Value::new(Jx::local(name), item.clone());
            if let Some(key) = key { cx.call_with(key, [element]) } else { Some(element) }
        };
        let left = of(self, &a)?;
        let right = of(self, &b)?;
        let after = self.after(call, &left.ty, &left.x, &right.x)?;
        Some(Jx::call("sort", [list.x, Jx::lambda([a, b], after)]))
    }
}

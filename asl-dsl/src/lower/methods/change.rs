//! Calls that change their receiver: `xs.push(x)` is `xs := $append(xs, [x])`.
//!
//! In: the receiver's value and the arguments. Out: its new value, and the value of the call. Where the receiver is a place,
//! lowering of statements assigns the new value to it.

use super::closure::element_name;
use super::list::item;
use super::map::held;
use super::parts::{append, count, list_of_one};
use super::{Call, Value};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::Cx;
use crate::lower::pure::unify;
use crate::shape::Type;
use asl_hir::Expr;

/// A change: the receiver's new value, and the value of the call.
type Change = fn(&mut Cx<'_>, &Call<'_>, &Value) -> Option<(Jx, Value)>;

const LIST: &[(&str, Change)] = &[
    ("clear", clear),
    ("extend", extend),
    ("extend_from_slice", extend),
    ("insert", insert_at),
    ("pop", pop),
    ("push", push),
    ("remove", remove_at),
    ("retain", retain),
    ("reverse", reverse),
    ("sort", sort),
    ("sort_by_key", sort),
    ("sort_unstable", sort),
    ("sort_unstable_by_key", sort),
    ("truncate", truncate),
];

const STRING: &[(&str, Change)] = &[("clear", clear), ("push", push_str), ("push_str", push_str)];

const MAP: &[(&str, Change)] = &[("clear", clear), ("extend", merge), ("insert", insert_key), ("remove", remove_key)];

const OPTION: &[(&str, Change)] = &[("insert", insert_some), ("replace", replace_some), ("take", take_some)];

fn table(ty: &Type) -> &'static [(&'static str, Change)] {
    match ty {
        Type::List(_) => LIST,
        Type::String => STRING,
        Type::Map(_) => MAP,
        Type::Option(_) => OPTION,
        _ => &[],
    }
}

/// Whether `.name(…)` with so many arguments changes its receiver: it does so for every type that has it.
pub(crate) fn is_mutation(name: &str, args: usize) -> bool {
    match name {
        // `text.replace(a, b)` and `list.iter().take(n)` only read.
        "replace" => args == 1,
        "take" => args == 0,
        _ => names().any(|known| known == name),
    }
}

/// The names of all methods that change a receiver of some type.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    [LIST, STRING, MAP, OPTION].into_iter().flatten().map(|(name, _)| *name)
}

/// What a call that changes its receiver comes to. Both are computed from the receiver as it was.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    /// The receiver's new value.
    pub(crate) receiver: Value,
    /// The value of the call.
    pub(crate) result: Value,
}

impl Cx<'_> {
    /// Lowers a call that changes its receiver, a place. `e` is the whole call.
    pub(crate) fn mutation(&mut self, e: &Expr, receiver: &Expr, name: &str, args: &[Expr]) -> Option<Mutation> {
        let call = Call { e, name, args };
        let receiver = self.value(receiver)?;
        match table(&receiver.ty).iter().find(|(row, _)| *row == name) {
            Some((_, change)) => {
                let (x, result) = change(self, &call, &receiver)?;
                Some(Mutation { receiver: Value::new(x, receiver.ty), result })
            }
            None => self.untranslatable(&call, &receiver.ty),
        }
    }
}

fn unit() -> Value {
    Value::new(Jx::Null, Type::Unit)
}

fn clear(_: &mut Cx<'_>, _: &Call<'_>, value: &Value) -> Option<(Jx, Value)> {
    let empty = match &value.ty {
        Type::String => Jx::str(""),
        Type::Map(_) => Jx::object::<&str>([]),
        _ => Jx::empty(),
    };
    Some((empty, unit()))
}

fn push(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let value = call.value_as(cx, 0, &item(&list.ty))?;
    let ty = unify(item(&list.ty), value.ty);
    let x = cx.once("v", value.x, |_, value| append(list.x.clone(), list_of_one(value, &ty)));
    Some((x, unit()))
}

fn extend(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let more = call.arg(cx, 0)?;
    let more = cx.iterable(more)?;
    Some((append(list.x.clone(), more.x), unit()))
}

fn pop(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let (rest, last) = cx.popped(list);
    let popped = cx.maybe(call, last, item(&list.ty))?;
    Some((rest, popped))
}

/// The elements before and after a position.
fn cut(cx: &mut Cx<'_>, list: &Value, at: &Jx, after: Jx) -> (Jx, Jx) {
    let items = cx.items_of(list.clone(), None);
    let before = cx.at_positions(items, |i| Jx::binary(BinOp::Lt, i, at.clone()));
    let items = cx.items_of(list.clone(), None);
    let after = cx.at_positions(items, |i| Jx::binary(BinOp::Ge, i, after));
    (before.x, after.x)
}

fn insert_at(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let (at, value) = (call.value(cx, 0)?, call.value(cx, 1)?);
    let x = cx.once("i", at.x, |cx, at| {
        let (before, after) = cut(cx, list, &at, at.clone());
        let ty = item(&list.ty);
        let longer = cx.once("v", value.x, |_, value| append(append(before, list_of_one(value, &ty)), after));
        let fits = Jx::binary(BinOp::Le, at, count(list.x.clone()));
        Jx::guarded(fits, longer, "insertion index beyond the end of the list")
    });
    Some((x, unit()))
}

fn remove_at(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let at = call.value(cx, 0)?;
    let message = "removal index beyond the end of the list";
    let fits = |at: &Jx| Jx::binary(BinOp::Lt, at.clone(), count(list.x.clone()));
    let rest = cx.once("i", at.x.clone(), |cx, at| {
        let (before, after) = cut(cx, list, &at, Jx::add(at.clone(), Jx::int(1)));
        Jx::guarded(fits(&at), append(before, after), message)
    });
    let removed = cx.once("i", at.x, |_, at| Jx::guarded(fits(&at), Jx::index(list.x.clone(), at), message));
    Some((rest, Value::new(removed, item(&list.ty))))
}

fn truncate(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let len = call.value(cx, 0)?;
    let x = cx.once("n", len.x, |cx, len| {
        let items = cx.items_of(list.clone(), element_name(call));
        cx.at_positions(items, |at| Jx::binary(BinOp::Lt, at, len)).x
    });
    Some((x, unit()))
}

fn retain(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    let keep = call.arg(cx, 0)?;
    let items = cx.items_of(list.clone(), element_name(call));
    let keep = cx.call_with(keep, [items.item.clone()])?;
    Some((cx.filtered(&items, &keep.x), unit()))
}

fn reverse(_: &mut Cx<'_>, _: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    Some((Jx::call("reverse", [list.x.clone()]), unit()))
}

fn sort(cx: &mut Cx<'_>, call: &Call<'_>, list: &Value) -> Option<(Jx, Value)> {
    Some((cx.sorted(call, list.clone(), call.args.first())?, unit()))
}

fn push_str(cx: &mut Cx<'_>, call: &Call<'_>, text: &Value) -> Option<(Jx, Value)> {
    let more = call.value(cx, 0)?;
    Some((Jx::concat(vec![text.x.clone(), more.x]), unit()))
}

/// `$merge([map, more])`: the later of two equal keys wins.
fn merged(map: Jx, more: Jx) -> Jx {
    Jx::call("merge", [Jx::array([(map, Element::Single), (more, Element::Single)])])
}

fn merge(cx: &mut Cx<'_>, call: &Call<'_>, map: &Value) -> Option<(Jx, Value)> {
    let more = call.value(cx, 0)?;
    match more.ty {
        Type::Map(_) => Some((merged(map.x.clone(), more.x), unit())),
        ty => call.refuse(cx, format!("a map is extended with `{ty}`"), "extend it with another map"),
    }
}

/// The value that a key had.
fn previous(cx: &mut Cx<'_>, map: &Value, key: Jx) -> Value {
    let ty = held(&map.ty);
    let x = cx.found(map.x.clone(), key);
    let ty = Type::option(ty);
    Value::new(x, ty)
}

fn insert_key(cx: &mut Cx<'_>, call: &Call<'_>, map: &Value) -> Option<(Jx, Value)> {
    let (key, value) = (call.value(cx, 0)?, call.value(cx, 1)?);
    let old = previous(cx, map, key.x.clone());
    Some((merged(map.x.clone(), Jx::entry(key.x, value.x)), old))
}

/// `$sift` of a map that loses its only key gives nothing.
fn remove_key(cx: &mut Cx<'_>, call: &Call<'_>, map: &Value) -> Option<(Jx, Value)> {
    let key = call.value(cx, 0)?;
    let old = previous(cx, map, key.x.clone());
    let rest = cx.once("gone", key.x, |cx, gone| {
        let (value, key) = (cx.local("v"), cx.local("key"));
        let others = Jx::lambda([value, key.clone()], Jx::ne(Jx::local(&key), gone));
        merged(Jx::object::<&str>([]), Jx::call("sift", [map.x.clone(), others]))
    });
    Some((rest, old))
}

fn insert_some(cx: &mut Cx<'_>, call: &Call<'_>, option: &Value) -> Option<(Jx, Value)> {
    let value = call.value(cx, 0)?;
    let inner = if let Type::Option(inner) = &option.ty { (**inner).clone() } else { Type::Unknown };
    Some((value.x.clone(), Value::new(value.x, inner)))
}

fn replace_some(cx: &mut Cx<'_>, call: &Call<'_>, option: &Value) -> Option<(Jx, Value)> {
    let value = call.value(cx, 0)?;
    Some((value.x, option.clone()))
}

fn take_some(_: &mut Cx<'_>, _: &Call<'_>, option: &Value) -> Option<(Jx, Value)> {
    Some((Jx::Null, option.clone()))
}

//! Lists: length, elements by position, and the list as a whole.

use super::closure::element_name;
use super::parts::{append, count, first_or_null, last_or_null};
use super::{Call, Rows, Value};
use crate::jsonata::{BinOp, Jx};
use crate::lower::Cx;
use crate::lower::pure::{Shared, element_or};
use crate::shape::{Tagging, Type};

pub(super) const ROWS: Rows<Value> = &[
    ("chunks", chunks),
    ("concat", concat),
    ("contains", contains),
    ("first", first),
    ("get", get),
    ("is_empty", is_empty),
    ("join", join),
    ("len", len),
];

pub(super) fn item(list: &Type) -> Type {
    if let Type::List(item) = list { (**item).clone() } else { Type::Unknown }
}

fn len(_: &mut Cx<'_>, _: &Call<'_>, list: Value) -> Option<Value> {
    Some(Value::new(count(list.x), Type::USIZE))
}

fn is_empty(_: &mut Cx<'_>, _: &Call<'_>, list: Value) -> Option<Value> {
    Some(Value::bool(Jx::eq(count(list.x), Jx::int(0))))
}

fn first(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    let item = item(&list.ty);
    cx.maybe(call, first_or_null(list.x), item)
}

fn get(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    cx.get(call, list)
}

fn contains(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    let item = item(&list.ty);
    let wanted = call.value_as(cx, 0, &item)?;
    if is_scalar(&item) {
        return Some(Value::bool(Jx::binary(BinOp::In, wanted.x, list.x)));
    }
    let mut shared = Shared::default();
    let wanted = Value::new(cx.share(wanted.x, "wanted", &mut shared), wanted.ty);
    let items = cx.items_of(list, None);
    let same = cx.equal(items.item.clone(), wanted, call.e.span)?;
    let any = cx.any_of(&items, same.x);
    Some(Value::bool(shared.around(any)))
}

/// Types whose values JSONata's `in` finds: it compares scalars only.
fn is_scalar(ty: &Type) -> bool {
    match ty.peel() {
        Type::Bool | Type::Int(_) | Type::Float | Type::String | Type::Char | Type::Duration => true,
        Type::Enum(shape) => {
            shape.tagging == Tagging::External && shape.variants.iter().all(|variant| variant.fields.is_empty())
        }
        Type::Option(inner) => is_scalar(&inner),
        _ => false,
    }
}

fn join(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    let separator = call.value(cx, 0)?;
    match item(&list.ty) {
        Type::String => Some(Value::string(Jx::call("join", [list.x, separator.x]))),
        _ => cx.untranslatable(call, &list.ty),
    }
}

fn concat(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    match item(&list.ty) {
        Type::String => Some(Value::string(Jx::call("join", [list.x]))),
        Type::List(inner) => {
            let items = cx.items_of(list, element_name(call));
            let x = cx.reduced(&items, |_, so_far| append(so_far, items.item.x.clone()));
            Some(Value::new(x, Type::List(inner)))
        }
        _ => cx.untranslatable(call, &list.ty),
    }
}

/// `$partition` is one of the functions Step Functions adds to JSONata; of an empty list it gives nothing.
fn chunks(cx: &mut Cx<'_>, call: &Call<'_>, list: Value) -> Option<Value> {
    let size = call.value(cx, 0)?;
    let size = match size.x.as_int() {
        Some(0) => return call.refuse(cx, "a chunk size of 0 panics", "write a size of at least 1"),
        Some(_) => size.x,
        None => cx.once("size", size.x, |_, size| {
            Jx::guarded(Jx::binary(BinOp::Gt, size.clone(), Jx::int(0)), size, "chunk size must be non-zero")
        }),
    };
    let ty = Type::list(list.ty);
    let x = cx.once("list", list.x, |_, list| {
        let none = Jx::eq(count(list.clone()), Jx::int(0));
        Jx::cond(none, Jx::empty(), Jx::call("partition", [list, size]))
    });
    Some(Value::new(x, ty))
}

impl Cx<'_> {
    /// The element at a position, or null. JSONata counts negative positions from the end, so these must not get through.
    pub(super) fn get(&mut self, call: &Call<'_>, list: Value) -> Option<Value> {
        let at = call.value_as(self, 0, &Type::USIZE)?;
        let item = item(&list.ty);
        if !matches!(at.ty, Type::Int(_) | Type::Unknown) {
            return call.refuse(self, "a part of a list by range", "use `.iter().skip(a).take(n)`");
        }
        let mut shared = Shared::default();
        let list = self.share(list.x, "list", &mut shared);
        let at = self.share(at.x, "at", &mut shared);
        let x = shared.around(element_or(&list, &at, Jx::Null));
        self.maybe(call, x, item)
    }

    /// The list without its last element, and that element.
    pub(super) fn popped(&mut self, list: &Value) -> (Jx, Jx) {
        let items = self.items_of(list.clone(), None);
        let before = Jx::sub(count(list.x.clone()), Jx::int(1));
        let rest = self.at_positions(items, |at| Jx::binary(BinOp::Lt, at, before));
        (rest.x, last_or_null(list.x.clone()))
    }
}

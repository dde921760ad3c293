//! Maps with string keys: JSON objects.
//!
//! The order of an object's keys is nobody's promise, so whatever depends on it goes through the sorted keys, as in a `BTreeMap`.
//! (`HashMap`s are refused by a bound before they get here.)

use super::parts::{Items, count};
use super::{Call, Rows, Value};
use crate::jsonata::{Element, Jx};
use crate::lower::Cx;
use crate::lower::pure::element;
use crate::shape::Type;

pub(super) const ROWS: Rows<Value> = &[
    ("contains_key", contains_key),
    ("get", get),
    ("into_iter", iter),
    ("into_keys", keys),
    ("into_values", values),
    ("is_empty", is_empty),
    ("iter", iter),
    ("keys", keys),
    ("len", len),
    ("values", values),
];

/// The type of a map's values.
pub(super) fn held(map: &Type) -> Type {
    if let Type::Map(value) = map { (**value).clone() } else { Type::Unknown }
}

/// `$lookup(map, key)`, undefined when there is none.
pub(super) fn lookup(map: Jx, key: Jx) -> Jx {
    Jx::call("lookup", [map, key])
}

/// `[$keys(map)]`: of one key `$keys` gives the key itself, of none nothing.
fn key_list(map: Jx) -> Jx {
    Jx::listed(Jx::call("keys", [map]))
}

fn sorted_keys(map: Jx) -> Jx {
    Jx::call("sort", [key_list(map)])
}

fn len(_: &mut Cx<'_>, _: &Call<'_>, map: Value) -> Option<Value> {
    Some(Value::new(count(key_list(map.x)), Type::USIZE))
}

fn is_empty(_: &mut Cx<'_>, _: &Call<'_>, map: Value) -> Option<Value> {
    Some(Value::bool(Jx::eq(count(key_list(map.x)), Jx::int(0))))
}

fn contains_key(cx: &mut Cx<'_>, call: &Call<'_>, map: Value) -> Option<Value> {
    let key = call.value(cx, 0)?;
    Some(Value::bool(Jx::exists(lookup(map.x, key.x))))
}

fn get(cx: &mut Cx<'_>, call: &Call<'_>, map: Value) -> Option<Value> {
    let key = call.value(cx, 0)?;
    let ty = held(&map.ty);
    let x = cx.found(map.x, key.x);
    cx.maybe(call, x, ty)
}

fn keys(_: &mut Cx<'_>, _: &Call<'_>, map: Value) -> Option<Value> {
    Some(Value::new(sorted_keys(map.x), Type::list(Type::String)))
}

fn values(cx: &mut Cx<'_>, _: &Call<'_>, map: Value) -> Option<Value> {
    let items = cx.map_values(map);
    Some(cx.gathered(items))
}

fn iter(cx: &mut Cx<'_>, _: &Call<'_>, map: Value) -> Option<Value> {
    let items = cx.entries(map);
    Some(cx.gathered(items))
}

impl Cx<'_> {
    /// The value of a key, or null.
    pub(super) fn found(&mut self, map: Jx, key: Jx) -> Jx {
        self.once("found", lookup(map, key), |_, found| found.or_null())
    }

    /// The values in the order of the keys.
    pub(super) fn map_values(&mut self, map: Value) -> Items {
        let ty = held(&map.ty);
        let each = self.local("key");
        let item = Value::new(lookup(map.x.clone(), Jx::local(&each)), ty);
        Items { list: sorted_keys(map.x), each, at: None, item }
    }

    /// The pairs of key and value in the order of the keys.
    pub(super) fn entries(&mut self, map: Value) -> Items {
        let mut items = self.map_values(map);
        let pair =
            Jx::array([(Jx::local(&items.each), Element::Single), (items.item.x.clone(), element(&items.item.ty))]);
        items.item = Value::new(pair, Type::Tuple(vec![Type::String, items.item.ty]));
        items
    }
}

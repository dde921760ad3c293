//! Places: values with one part replaced, which is what an assignment to `x.f` or `xs[i]` makes.

use super::construct::{Presence, merged};
use super::share::Shared;
use super::types::{element, find_field};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::{Cx, Value};
use crate::shape::{FieldShape, Layout, Skipped, StructShape, Type};
use asl_hir::Span;

impl Cx<'_> {
    /// The struct or tuple with another value in one field.
    pub(crate) fn with_field(&mut self, whole: Value, name: &str, value: Value, span: Span) -> Option<Value> {
        let ty = whole.ty.clone();
        let x = match &ty {
            Type::Tuple(parts) => {
                let kinds = parts.iter().map(element).collect::<Vec<_>>();
                self.with_position(whole.x, &kinds, name, value.x)
            }
            Type::Struct(StructShape { layout, fields, .. }) => match (layout, find_field(fields, name)) {
                (Layout::Newtype, Some(_)) => Some(value.x),
                (Layout::Tuple, Some(_)) => {
                    let kinds = fields.iter().map(|field| element(&(field.ty)())).collect::<Vec<_>>();
                    self.with_position(whole.x, &kinds, name, value.x)
                }
                (_, Some(field)) if field.skipped != Skipped::Never => {
                    Some(match self.presence(field, value.x, false, span)? {
                        Presence::There(x) => with_member(whole.x, field.json, x),
                        Presence::Maybe(object) => merged([self.without(&whole.x, &[field.json], fields), object]),
                        Presence::Absent => self.without(&whole.x, &[field.json], fields),
                    })
                }
                (_, Some(field)) => Some(with_member(whole.x, field.json, value.x)),
                (_, None) => None,
            },
            _ => None,
        };
        match x {
            Some(x) => Some(Value { x, ty }),
            None => self.unsupported(span, &format!("assign field `{name}` of"), &ty, "build a new value instead"),
        }
    }

    /// An object of these fields without some of its keys.
    pub(super) fn without(&mut self, object: &Jx, keys: &[&str], fields: &[FieldShape]) -> Jx {
        if let Jx::Object(members) = object {
            return Jx::object(members.iter().filter(|(known, _)| !keys.contains(&&**known)).cloned());
        }
        let (value, name) = (self.local("value"), self.local("key"));
        let others = keys.iter().map(|key| Jx::ne(Jx::local(&name), Jx::str(*key))).collect();
        let rest = Jx::call("sift", [object.clone(), Jx::lambda([value, name], Jx::all(others))]);
        // `$sift` gives nothing where nothing is left.
        let stays = |field: &FieldShape| {
            !field.optional && !matches!((field.ty)(), Type::Option(_)) && !keys.contains(&field.json)
        };
        if fields.iter().any(stays) {
            return rest;
        }
        Jx::cond(Jx::exists(rest.clone()), rest, Jx::object::<&str>([]))
    }

    fn with_position(&mut self, whole: Jx, kinds: &[Element], name: &str, value: Jx) -> Option<Jx> {
        let at: usize = name.parse().ok().filter(|at| *at < kinds.len())?;
        let mut shared = Shared::default();
        let whole = self.share(whole, "parts", &mut shared);
        let parts = kinds.iter().enumerate().map(|(i, kind)| {
            let part = if i == at { value.clone() } else { Jx::element(whole.clone(), i) };
            (part, *kind)
        });
        let array = Jx::array(parts.collect::<Vec<_>>());
        Some(shared.around(array))
    }

    /// The list with another element at one position; it fails where there is no such position.
    pub(crate) fn with_element(&mut self, whole: Value, index: Value, value: Value, span: Span) -> Option<Value> {
        let Type::List(inner) = whole.ty.peel() else {
            return self.unsupported(span, "assign an element of", &whole.ty, "assign elements of lists");
        };
        let mut shared = Shared::default();
        let list = self.share(whole.x, "list", &mut shared);
        let at = self.share(index.x, "at", &mut shared);
        let value = self.share(value.x, "value", &mut shared);
        let (old, i) = (self.local("old"), self.local("i"));
        let chosen = Jx::cond(Jx::eq(Jx::local(&i), at.clone()), value, Jx::local(&old));
        let changed = match element(&inner) {
            Element::Single => Jx::listed(Jx::call("map", [list.clone(), Jx::lambda([old, i], chosen)])),
            kind => {
                let so_far = self.local("done");
                let step = Jx::call("append", [Jx::local(&so_far), Jx::array([(chosen, kind)])]);
                Jx::call("reduce", [list.clone(), Jx::lambda([so_far, old, i], step), Jx::empty()])
            }
        };
        let in_bounds = Jx::all(vec![
            Jx::binary(BinOp::Ge, at.clone(), Jx::int(0)),
            Jx::binary(BinOp::Lt, at, Jx::call("count", [list])),
        ]);
        let x = Jx::guarded(in_bounds, changed, "index out of bounds");
        Some(Value { x: shared.around(x), ty: whole.ty })
    }

    /// One of several parameters, in the execution input.
    pub(crate) fn parameter(&mut self, input: Jx, name: &str, ty: &Type) -> Jx {
        match ty {
            Type::Option(_) => Jx::optional_field(input, name),
            _ => Jx::field(input, name),
        }
    }

    /// An element at a position that is known to be in bounds.
    pub(crate) fn element(&mut self, list: Jx, index: Jx, ty: Type) -> Value {
        Value { x: Jx::index(list, index), ty }
    }
}

fn with_member(whole: Jx, key: &str, value: Jx) -> Jx {
    match whole {
        Jx::Object(members) => Jx::object(members.iter().cloned().chain([(key.into(), value)])),
        whole => {
            let over = Jx::object([(key, value)]);
            // `x.a = 1; x.b = 2;` is one merge.
            if let Jx::Call("merge", args) = &whole
                && let [Jx::Array(parts)] = &**args
                && let [(base, _), (Jx::Object(members), _)] = &**parts
                && let Jx::Object(more) = &over
            {
                let all = Jx::object(members.iter().chain(more.iter()).cloned());
                return Jx::call("merge", [Jx::array([(base.clone(), Element::Single), (all, Element::Single)])]);
            }
            Jx::call("merge", [Jx::array([(whole, Element::Single), (over, Element::Single)])])
        }
    }
}

//! What list methods are built from, with JSONata's sequences kept in check.
//!
//! JSONata makes no difference between a value and a sequence of one, drops undefined elements and splices lists into lists. So
//! `$map` and `$filter` stand in `[…]`, which is right as long as the results are no lists themselves; lists of lists are
//! gathered by `$reduce` and `$append`, which leave their elements alone.

use super::{Call, Value};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::Cx;
use crate::lower::pure::element;
use crate::shape::Type;
use asl_hir::VarId;
use std::rc::Rc;

/// The elements of a list, in terms of a lambda's parameters.
pub(super) struct Items {
    /// What is iterated: a JSONata list.
    pub(super) list: Jx,
    /// The lambda's parameter for an element of `list`.
    pub(super) each: Rc<str>,
    /// The lambda's parameter for the position, where it is used.
    pub(super) at: Option<Rc<str>>,
    /// The element, in terms of the parameters.
    pub(super) item: Value,
}

/// `[value]`: a list of one. The value may be written more than once.
pub(super) fn list_of_one(value: Jx, ty: &Type) -> Jx {
    Jx::array([(value, element(ty))])
}

/// Whether values of a type are never lists, so that JSONata leaves them alone in a sequence.
fn is_single(ty: &Type) -> bool {
    element(ty) == Element::Single
}

/// `$append(list, more)`.
pub(super) fn append(list: Jx, more: Jx) -> Jx {
    match (&list, &more) {
        (Jx::Array(none), _) if none.is_empty() => more,
        (_, Jx::Array(none)) if none.is_empty() => list,
        _ => Jx::call("append", [list, more]),
    }
}

/// `$count(list)`.
pub(super) fn count(list: Jx) -> Jx {
    Jx::call("count", [list])
}

/// The first element, or null.
pub(super) fn first_or_null(list: Jx) -> Jx {
    if list.is_cheap() {
        return Jx::element(list, 0).or_null();
    }
    Jx::element(append(list, Jx::array([(Jx::Null, Element::Single)])), 0)
}

/// The last element, or null.
pub(super) fn last_or_null(list: Jx) -> Jx {
    if list.is_cheap() {
        return Jx::index(list, Jx::int(-1)).or_null();
    }
    Jx::index(append(Jx::array([(Jx::Null, Element::Single)]), list), Jx::int(-1))
}

/// Whether it fails where Rust panics. An iterator stops where it knows the answer, and what panics behind that is never called.
fn panics(x: &Jx) -> bool {
    x.any(&|x| matches!(x, Jx::Call("error", _)))
}

fn is_filled(list: &Jx) -> Jx {
    Jx::binary(BinOp::Gt, count(list.clone()), Jx::int(0))
}

impl Items {
    /// Whether the elements are those of the list, nothing to compute.
    pub(super) fn is_plain(&self) -> bool {
        matches!(&self.item.x, Jx::Local(name) if *name == self.each)
    }

    /// `function($each, $at){ body }`.
    fn lambda(&self, body: Jx) -> Jx {
        Jx::lambda(std::iter::once(self.each.clone()).chain(self.at.clone()), body)
    }

    /// `$map(list, function($each, $at){ body })`, a sequence.
    fn mapped(&self, body: Jx) -> Jx {
        Jx::call("map", [self.list.clone(), self.lambda(body)])
    }
}

impl Cx<'_> {
    /// The elements of a list.
    pub(super) fn items_of(&mut self, list: Value, name: Option<VarId>) -> Items {
        let item = match list.ty {
            Type::List(item) => *item,
            _ => Type::Unknown,
        };
        let each = self.element_local(name);
        Items { list: list.x, item: Value::new(Jx::local(&each), item), each, at: None }
    }

    /// The lambda's parameter for an element, called as the user calls it.
    pub(super) fn element_local(&mut self, name: Option<VarId>) -> Rc<str> {
        match name {
            Some(var) => self.local_for(var),
            None => self.local("x"),
        }
    }

    /// The elements with their positions, as pairs.
    pub(super) fn enumerated(&mut self, items: Items) -> Items {
        let mut items = items;
        let at = self.position(&mut items);
        let pair = Jx::array([(at, Element::Single), (items.item.x.clone(), element(&items.item.ty))]);
        items.item = Value::new(pair, Type::Tuple(vec![Type::USIZE, items.item.ty]));
        items
    }

    /// The position of an element.
    pub(super) fn position(&mut self, items: &mut Items) -> Jx {
        let at = match &items.at {
            Some(at) => at.clone(),
            None => self.local("i"),
        };
        items.at = Some(at.clone());
        Jx::local(&at)
    }

    /// The elements as a list.
    pub(super) fn gathered(&mut self, items: Items) -> Value {
        let ty = Type::list(items.item.ty.clone());
        if items.is_plain() {
            return Value::new(items.list, ty);
        }
        let body = items.item.clone();
        Value::new(self.map_list(&items, &body), ty)
    }

    /// The list of `body` for each element.
    pub(super) fn map_list(&mut self, items: &Items, body: &Value) -> Jx {
        if matches!(&body.x, Jx::Local(name) if *name == items.each) {
            return items.list.clone();
        }
        match is_single(&body.ty) {
            true => Jx::listed(items.mapped(body.x.clone())),
            false => self.reduced(items, |cx, so_far| {
                cx.once("v", body.x.clone(), |_, value| append(so_far, list_of_one(value, &body.ty)))
            }),
        }
    }

    /// The list of the elements for which `cond` holds.
    pub(super) fn filtered(&mut self, items: &Items, cond: &Jx) -> Jx {
        if items.is_plain() && is_single(&items.item.ty) {
            return Jx::listed(Jx::call("filter", [items.list.clone(), items.lambda(cond.clone())]));
        }
        self.reduced(items, |cx, so_far| {
            let item = &items.item;
            let more = cx.once("v", item.x.clone(), |_, value| append(so_far.clone(), list_of_one(value, &item.ty)));
            Jx::cond(cond.clone(), more, so_far)
        })
    }

    /// The list of what `body`, an `Option`, holds for each element for which it holds something.
    pub(super) fn filter_mapped(&mut self, items: &Items, body: &Jx, inner: &Type) -> Jx {
        if is_single(inner) {
            let mapped = Jx::listed(items.mapped(body.clone()));
            return self.without_nulls(mapped);
        }
        self.reduced(items, |cx, so_far| {
            cx.once("v", body.clone(), |_, value| {
                let more = append(so_far.clone(), list_of_one(value.clone(), inner));
                Jx::cond(Jx::is_some(&value), more, so_far)
            })
        })
    }

    /// The first of what `body`, an `Option`, holds for an element, in a list. What panics behind it must not be computed.
    pub(super) fn first_mapped(&mut self, items: &Items, body: &Jx, inner: &Type) -> Jx {
        if !panics(body) {
            return self.filter_mapped(items, body, inner);
        }
        self.reduced(items, |cx, so_far| {
            let next = cx.once("v", body.clone(), |_, value| {
                Jx::cond(Jx::is_some(&value), list_of_one(value, inner), Jx::empty())
            });
            Jx::cond(is_filled(&so_far), so_far, next)
        })
    }

    /// The first element for which `cond` holds, in a list.
    pub(super) fn first_filtered(&mut self, items: &Items, cond: &Jx) -> Jx {
        if !panics(cond) && !panics(&items.item.x) {
            return self.filtered(items, cond);
        }
        self.reduced(items, |_, so_far| {
            let next = Jx::cond(cond.clone(), list_of_one(items.item.x.clone(), &items.item.ty), Jx::empty());
            Jx::cond(is_filled(&so_far), so_far, next)
        })
    }

    /// A list of scalars and nulls without the nulls.
    pub(super) fn without_nulls(&mut self, list: Jx) -> Jx {
        let name = self.local("v");
        let some = Jx::lambda([name.clone()], Jx::ne(Jx::local(&name), Jx::Null));
        Jx::listed(Jx::call("filter", [list, some]))
    }

    /// `$reduce(list, function($so_far, $each, $at){ step }, [])`.
    pub(super) fn reduced(&mut self, items: &Items, step: impl FnOnce(&mut Self, Jx) -> Jx) -> Jx {
        let so_far = self.local("list");
        let body = step(self, Jx::local(&so_far));
        fold(items, so_far, body, Some(Jx::empty()))
    }

    /// Whether `cond` holds for some element: JSONata's `in` over the answers, of which an empty list has none.
    pub(super) fn any_of(&mut self, items: &Items, cond: Jx) -> Jx {
        if panics(&cond) {
            let found = self.local("found");
            let body = Jx::cond(Jx::local(&found), Jx::Bool(true), cond);
            return fold(items, found, body, Some(Jx::Bool(false)));
        }
        Jx::binary(BinOp::In, Jx::Bool(true), Jx::listed(items.mapped(cond)))
    }

    /// Whether `cond` holds for every element.
    pub(super) fn all_of(&mut self, items: &Items, cond: Jx) -> Jx {
        if panics(&cond) {
            let holds = self.local("holds");
            let body = Jx::cond(Jx::local(&holds), cond, Jx::Bool(false));
            return fold(items, holds, body, Some(Jx::Bool(true)));
        }
        Jx::not(Jx::binary(BinOp::In, Jx::Bool(false), Jx::listed(items.mapped(cond))))
    }

    /// The elements at the positions for which `cond` holds.
    pub(super) fn at_positions(&mut self, items: Items, cond: impl FnOnce(Jx) -> Jx) -> Value {
        let mut items = items;
        let position = self.position(&mut items);
        let cond = cond(position);
        let x = self.filtered(&items, &cond);
        Value::new(x, Type::list(items.item.ty))
    }

    /// Whether one value comes after another in the order of their type.
    pub(super) fn after(&mut self, call: &Call<'_>, ty: &Type, a: &Jx, b: &Jx) -> Option<Jx> {
        match ty.peel() {
            Type::Int(_) | Type::Float | Type::String | Type::Char | Type::Duration => {
                Some(Jx::binary(BinOp::Gt, a.clone(), b.clone()))
            }
            Type::Tuple(parts) => {
                let mut after = Jx::Bool(false);
                for (at, part) in parts.iter().enumerate().rev() {
                    let (a, b) = (Jx::element(a.clone(), at), Jx::element(b.clone(), at));
                    let first = self.after(call, part, &a, &b)?;
                    after = Jx::some_of(vec![first, Jx::all(vec![Jx::eq(a, b), after])]);
                }
                Some(after)
            }
            ty => call.refuse(
                self,
                format!("values of type `{ty}` have no order in a state machine"),
                "compare a number or a string inside the value, or match on the value",
            ),
        }
    }
}

/// `$reduce(list, function($so_far, $each, $at){ body }, from)`.
pub(super) fn fold(items: &Items, so_far: Rc<str>, body: Jx, from: Option<Jx>) -> Jx {
    let params = [so_far, items.each.clone()].into_iter().chain(items.at.clone());
    let mut args = vec![items.list.clone(), Jx::lambda(params, body)];
    args.extend(from);
    Jx::call("reduce", args)
}

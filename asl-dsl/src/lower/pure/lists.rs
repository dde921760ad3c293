//! Lists, tuples, ranges and indexing.
//!
//! A list inside a list is kept from being spliced by [`element`]; an index out of bounds, which JSONata answers with
//! undefined (and a negative one with an element from the end), fails the state as Rust's panic fails the native run.

use super::share::Shared;
use super::types::{element, unify};
use crate::jsonata::{BinOp, Jx};
use crate::lower::{Cx, Value};
use crate::shape::Type;
use asl_hir::{Expr, Span};

impl Cx<'_> {
    pub(super) fn list(&mut self, items: &[Expr], e: &Expr, want: &Type) -> Option<Value> {
        let ty = unify(e.ty.map_or(Type::Unknown, |slot| self.slot(slot)), want.clone());
        if items.is_empty() && matches!(ty, Type::Map(_)) {
            return Some(Value { x: Jx::object::<&str>([]), ty });
        }
        let mut inner = match ty.peel() {
            Type::List(inner) => *inner,
            _ => Type::Unknown,
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let value = self.value_as(item, &inner)?;
            inner = unify(inner, value.ty);
            values.push(value.x);
        }
        let kind = element(&inner);
        Some(Value { x: Jx::array(values.into_iter().map(|x| (x, kind))), ty: Type::list(inner) })
    }

    pub(super) fn tuple(&mut self, items: &[Expr], want: &Type) -> Option<Value> {
        if items.is_empty() {
            return Some(Value { x: Jx::Null, ty: Type::Unit });
        }
        let wanted = match want {
            Type::Tuple(parts) => parts.as_slice(),
            _ => &[],
        };
        let mut elements = Vec::with_capacity(items.len());
        let mut types = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let value = self.value_as(item, wanted.get(i).unwrap_or(&Type::Unknown))?;
            elements.push((value.x, element(&value.ty)));
            types.push(value.ty);
        }
        Some(Value { x: Jx::array(elements), ty: Type::Tuple(types) })
    }

    pub(super) fn indexed(&mut self, base: &Expr, index: &Expr, span: Span) -> Option<Value> {
        let base = self.value(base)?;
        let mut shared = Shared::default();
        match base.ty.peel() {
            Type::List(inner) => {
                if matches!(index.kind, asl_hir::ExprKind::Range { .. }) {
                    return self.error(
                        span,
                        "cannot take a slice by a range",
                        Some("write `.iter().skip(from).take(count)`".to_owned()),
                    );
                }
                let index = self.value_as(index, &Type::USIZE)?.x;
                let list = self.share(base.x, "list", &mut shared);
                let index = self.share(index, "at", &mut shared);
                let x = element_or(&list, &index, Jx::fail("index out of bounds"));
                Some(Value { x: shared.around(x), ty: *inner })
            }
            Type::Map(inner) => {
                let key = self.value_as(index, &Type::String)?.x;
                let map = self.share(base.x, "map", &mut shared);
                let key = self.share(key, "key", &mut shared);
                let read = lookup(&map, &key);
                let x = Jx::guarded(Jx::exists(read.clone()), read, "no entry found for this key");
                Some(Value { x: shared.around(x), ty: *inner })
            }
            ty => self.unsupported(span, "index", &ty, "index lists by position and maps by key"),
        }
    }

    pub(super) fn range(&mut self, from: &Expr, to: &Expr, inclusive: bool) -> Option<Value> {
        let (from, to) = self.operands(from, to, &Type::Unknown)?;
        let ty = unify(from.ty, to.ty);
        let to = if inclusive { to.x } else { Jx::sub(to.x, Jx::int(1)) };
        Some(Value { x: Jx::range(from.x, to), ty: Type::list(ty) })
    }
}

/// `list[index]`, or `otherwise` where there is no such element. Both are written several times: share them before.
pub(crate) fn element_or(list: &Jx, index: &Jx, otherwise: Jx) -> Jx {
    let read = Jx::index(list.clone(), index.clone());
    match (list, index.as_int()) {
        (Jx::Array(elements), Some(at)) => {
            if usize::try_from(at).is_ok_and(|at| at < elements.len()) {
                read
            } else {
                otherwise
            }
        }
        (_, Some(0..)) => Jx::cond(Jx::exists(read.clone()), read, otherwise),
        // A negative index would count from the end.
        _ => {
            let not_negative = Jx::binary(BinOp::Ge, index.clone(), Jx::int(0));
            Jx::cond(Jx::all(vec![not_negative, Jx::exists(read.clone())]), read, otherwise)
        }
    }
}

/// `map[key]`: undefined without such an entry.
pub(crate) fn lookup(map: &Jx, key: &Jx) -> Jx {
    match key {
        Jx::Str(key) => Jx::field(map.clone(), key.clone()),
        key => Jx::call("lookup", [map.clone(), key.clone()]),
    }
}

//! Places: what is assigned, and what a method changes.

use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::Value;
use asl_hir::{BinaryOp, Expr, ExprKind, VarId};

/// A variable, and the way from it to one of its parts.
pub(super) struct Place {
    var: VarId,
    path: Vec<Part>,
}

enum Part {
    Field(String),
    At(Value),
}

impl Evaluator<'_> {
    pub(super) fn assign(&mut self, target: &Expr, op: Option<BinaryOp>, value: &Expr) -> Eval {
        let value = self.eval(value)?;
        let Some(place) = self.place(target)? else { return unsupported("an assignment to no place") };
        let value = match op {
            None => value,
            Some(op) => {
                let old = self.read(&place)?;
                self.binary(op, old, value)?
            }
        };
        self.write(&place, value)?;
        Ok(Value::Unit)
    }

    /// The place that an expression names, if it names one.
    pub(super) fn place(&mut self, e: &Expr) -> Eval<Option<Place>> {
        Ok(match &e.kind {
            ExprKind::Var(var) => Some(Place { var: *var, path: Vec::new() }),
            ExprKind::Field { base, name } => self.place(base)?.map(|mut place| {
                place.path.push(Part::Field(name.clone()));
                place
            }),
            ExprKind::Index { base, index } => match self.place(base)? {
                Some(mut place) => {
                    place.path.push(Part::At(self.eval(index)?));
                    Some(place)
                }
                None => None,
            },
            _ => None,
        })
    }

    pub(super) fn read(&mut self, place: &Place) -> Eval {
        Ok(self.part(place)?.clone())
    }

    pub(super) fn write(&mut self, place: &Place, value: Value) -> Eval<()> {
        if place.path.is_empty() {
            self.set(place.var, value);
            return Ok(());
        }
        *self.part(place)? = value;
        Ok(())
    }

    fn part(&mut self, place: &Place) -> Eval<&mut Value> {
        let Some(Some(mut value)) = self.variables.get_mut(place.var.0 as usize).map(Option::as_mut) else {
            return unsupported("a part of a variable without value");
        };
        for part in &place.path {
            value = match (part, value) {
                (Part::Field(name), Value::Struct(shape, fields)) => {
                    let at = shape.0.fields.iter().position(|field| field.rust == name);
                    match at.and_then(|at| fields.get_mut(at)) {
                        Some(field) => field,
                        None => return unsupported(format!("the field {name}")),
                    }
                }
                (Part::Field(name), Value::Tuple(parts)) => {
                    match name.parse().ok().and_then(|at: usize| parts.get_mut(at)) {
                        Some(part) => part,
                        None => return unsupported(format!("the field {name}")),
                    }
                }
                (Part::At(Value::Int(at)), Value::List(items)) => {
                    match usize::try_from(at.value).ok().and_then(|at| items.get_mut(at)) {
                        Some(item) => item,
                        None => return panics("index out of bounds"),
                    }
                }
                (_, other) => return unsupported(format!("a part of {other:?}")),
            };
        }
        Ok(value)
    }
}

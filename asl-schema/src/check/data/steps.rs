//! JSONata: a head and its steps, which map over lists and make one of what they find.

use super::jsonata::{DELIMITER, Evaluation, Place};
use super::scene::What;
use crate::data::Shape;
use crate::jsonata::{Expr, ExprKind, Path, Span, StepKind};

impl<'a> Evaluation<'_, '_, 'a> {
    pub(super) fn path(&mut self, path: &Path<'a>, place: Place<'_>) -> Shape {
        let start = path.head.span.start;
        let mut steps = path.steps.as_slice();
        let mut from = None;
        let mut shape = match &path.head.kind {
            ExprKind::Variable("states") if !self.is_local("states") => {
                let [first, rest @ ..] = steps else { return Shape::unknown() };
                let StepKind::Map(member) = &first.kind else { return Shape::unknown() };
                steps = rest;
                match name_of(member) {
                    Some("context") => self.scene.context.clone().optional(),
                    Some(name) => match self.states.member(name) {
                        Some((shape, what)) => {
                            from = Some(what);
                            shape
                        }
                        None => Shape::unknown().optional(),
                    },
                    None => Shape::unknown().optional(),
                }
            }
            // Before a `.` a text is a name.
            ExprKind::String(name) if matches!(steps, [first, ..] if matches!(first.kind, StepKind::Map(_))) => {
                match place.item {
                    Some(item) => self.field(item, name, path.head.span, place, None, start),
                    None => Shape::unknown().optional(),
                }
            }
            _ => self.eval(&path.head, place),
        };
        // Whether a step went through a list, so that what follows applies to each of its items.
        let mut mapped = !matches!(path.head.kind, ExprKind::Variable(_));
        for step in steps {
            if shape.is_never() {
                return shape;
            }
            match &step.kind {
                StepKind::Map(expr) => {
                    let many = shape.may_be_list();
                    shape = match name_of(expr) {
                        Some(name) => self.field(&shape, name, step.span, place, from, start),
                        None => self.map(&shape, expr, place),
                    };
                    mapped |= many;
                }
                StepKind::Filter(predicate) => {
                    let items = shape.items();
                    self.eval(predicate, Place { item: Some(&items), guarded: true });
                    shape = match number_of(predicate) {
                        Some(index)
                            if !mapped && shape.certain_list().is_some_and(|list| list.as_tuple().is_some()) =>
                        {
                            let found = shape.element(index);
                            // Where AWS's JSONPath finds `null`, JSONata finds nothing.
                            if found.may_be_absent() { items.optional() } else { found }
                        }
                        Some(_) if !mapped && !items.may_be_list() => items.optional(),
                        _ => some_of(&items),
                    };
                }
                StepKind::KeepArray => {
                    let items = shape.items();
                    let absent = shape.may_be_absent();
                    shape = if items.may_be_list() { Shape::unknown() } else { Shape::list_of(items) };
                    if absent {
                        shape = shape.optional();
                    }
                }
                StepKind::Sort(terms) => {
                    let items = shape.items();
                    for term in terms {
                        self.eval(&term.key, Place { item: Some(&items), guarded: place.guarded });
                    }
                    shape = some_of(&items);
                }
                StepKind::Focus(_) | StepKind::Index(_) | StepKind::Group(_) => return Shape::unknown().optional(),
            }
            from = None;
        }
        // `[]` anywhere keeps a list of one a list.
        let keeps = path.steps.iter().any(|step| matches!(step.kind, StepKind::KeepArray));
        if keeps && !shape.is_unknown() && !shape.is_absent() && !shape.is_never() {
            shape = shape.or(&Shape::list_of(shape.items()));
        }
        shape
    }

    /// `.name` of `of`; `start` is where the path begins.
    pub(super) fn field(
        &mut self,
        of: &Shape,
        name: &str,
        span: Span,
        place: Place<'_>,
        from: Option<What>,
        start: u32,
    ) -> Shape {
        let found = of.step(name);
        if !found.is_absent() || of.is_absent() || place.guarded {
            return found;
        }
        let range = span.range();
        let range = range.start + DELIMITER..range.end + DELIMITER;
        let above = self.text.get(start as usize + DELIMITER..range.start).unwrap_or_default();
        self.scene.missing(self.text, range, name, of, from, above.trim_end().trim_end_matches('.'))
    }

    /// `.(…)`, `.{…}`, `.$function(…)`: evaluated for each item.
    fn map(&mut self, shape: &Shape, expr: &Expr<'a>, place: Place<'_>) -> Shape {
        let items = shape.items();
        let each = self.eval(expr, Place { item: Some(&items), ..place });
        if each.is_never() {
            return each;
        }
        // Lists that are written as such are kept as they are.
        if matches!(expr.kind, ExprKind::Array(_)) {
            return Shape::unknown().optional();
        }
        let all = if shape.may_be_list() || each.may_be_list() { each.or(&each.sequence()) } else { each };
        if shape.may_be_absent() || shape.may_be_list() { all.optional() } else { all }
    }
}

/// Any number of these.
fn some_of(items: &Shape) -> Shape {
    if items.may_be_list() {
        return Shape::unknown().optional();
    }
    items.or(&Shape::list_of(items.clone())).optional()
}

/// The field that a step names: a text is a name there too.
fn name_of<'e>(expr: &'e Expr<'_>) -> Option<&'e str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::String(name) => Some(name),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the reference rounds down; what is out of range is in no list")]
fn number_of(expr: &Expr<'_>) -> Option<i64> {
    match &expr.kind {
        ExprKind::Number(number) => Some(number.floor() as i64),
        ExprKind::Negate(operand) => match operand.kind {
            ExprKind::Number(number) => Some((-number).floor() as i64),
            _ => None,
        },
        _ => None,
    }
}

//! Assignments and mutating methods: a new value for a variable of the program.

use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, unit};
use asl_hir::{BinaryOp, Expr, ExprKind, Span};

impl Flow<'_, '_> {
    /// `place = value` and `place op= value`.
    pub(crate) fn eval_assign(
        &mut self,
        place: &Expr,
        op: Option<BinaryOp>,
        value: &Expr,
        cursor: Cursor,
        span: Span,
    ) -> Evaluated {
        let (value, mut cursor) = self.eval(value, cursor, "value")?;
        if cursor.is_nowhere() {
            return Some((unit(), cursor));
        }
        let value = match op {
            None => value,
            Some(op) => {
                let var = self.cx.ids.fresh("value");
                self.cx.bind(var, value);
                let right = Expr { kind: ExprKind::Var(var), span, ty: None };
                let kind = ExprKind::Binary { op, left: Box::new(place.clone()), right: Box::new(right) };
                self.cx.value(&Expr { kind, span, ty: None })?
            }
        };
        self.store(place, value, &mut cursor)?;
        Some((unit(), cursor))
    }

    /// A method that changes its receiver: `list.push(x)`.
    pub(crate) fn eval_mutation(
        &mut self,
        e: &Expr,
        receiver: &Expr,
        name: &str,
        args: &[Expr],
        mut cursor: Cursor,
    ) -> Evaluated {
        let args = self.strict(args, &mut cursor)?;
        if cursor.is_nowhere() {
            return Some((unit(), cursor));
        }
        let changed = self.cx.mutation(e, receiver, name, &args)?;
        // The result is computed from the receiver as it was.
        let result = match changed.result.ty {
            crate::shape::Type::Unit => unit(),
            _ => self.save("value", changed.result, &mut cursor),
        };
        self.store(receiver, changed.receiver, &mut cursor)?;
        Some((result, cursor))
    }

    /// Gives a place a new value: the variable at its root gets a changed copy.
    fn store(&mut self, place: &Expr, value: Value, cursor: &mut Cursor) -> Option<()> {
        match &place.kind {
            ExprKind::Var(var) => {
                self.assign(*var, &value, cursor);
                Some(())
            }
            ExprKind::Field { base, name } => {
                let whole = self.cx.value(base)?;
                let changed = self.cx.with_field(whole, name, value, place.span)?;
                self.store(base, changed, cursor)
            }
            ExprKind::Index { base, index } => {
                let whole = self.cx.value(base)?;
                let index = self.cx.value(index)?;
                let changed = self.cx.with_element(whole, index, value, place.span)?;
                self.store(base, changed, cursor)
            }
            _ => self.cx.error(
                place.span,
                "a state machine can only assign to variables, their fields and their elements",
                None,
            ),
        }
    }
}

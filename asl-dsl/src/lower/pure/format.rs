//! `format!` and every other place where a value is written as Rust's `Display` writes it.

use crate::jsonata::{BinOp, Jx};
use crate::lower::{Cx, Value};
use crate::shape::Type;
use asl_hir::{FormatPart, Span};

impl Cx<'_> {
    pub(super) fn formatted(&mut self, parts: &[FormatPart]) -> Option<Value> {
        let mut operands = Vec::with_capacity(parts.len());
        let mut all_text = true;
        for part in parts {
            match part {
                FormatPart::Text(text) => operands.push(Jx::str(text.as_str())),
                FormatPart::Value(e) => {
                    let value = self.value(e)?;
                    all_text &= is_text(&value);
                    operands.push(self.operand(value, e.span)?);
                }
            }
        }
        let x = match Jx::concat(operands) {
            text @ (Jx::Str(_) | Jx::Binary(BinOp::Concat, _)) => text,
            // One operand alone: there is no `&` to make text of it.
            only if all_text => only,
            only => Jx::call("string", [only]),
        };
        Some(Value { x, ty: Type::String })
    }

    /// A value as an operand of `&`, which writes integers and booleans as Rust does.
    fn operand(&mut self, value: Value, span: Span) -> Option<Jx> {
        match value.ty.peel() {
            Type::Int(_) | Type::String | Type::Char | Type::Bool => Some(value.x),
            Type::Float => self.error(
                span,
                "cannot format a float: JSONata keeps 15 digits and writes `1.0` as `1`",
                Some("format an integer (cents, permille), or format it in a task".to_owned()),
            ),
            ty => {
                self.unsupported(span, "format", &ty, "format its fields: strings, integers, booleans and characters")
            }
        }
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value.ty.peel(), Type::String | Type::Char)
}

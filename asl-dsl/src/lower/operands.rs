//! The operands of an expression: all that it evaluates, in order, before it computes anything.
//!
//! Taking them out and putting others in copies the node alone, not what is below it: calls inside calls are as cheap as calls in a row.

use asl_hir::{Expr, ExprKind, FieldInit, FormatPart};

/// The operands; none where some might not be evaluated.
pub(super) fn operands(e: &Expr) -> Vec<&Expr> {
    match &e.kind {
        ExprKind::Field { base: inner, .. }
        | ExprKind::Duration { amount: inner, .. }
        | ExprKind::Ok(inner)
        | ExprKind::Err(inner)
        | ExprKind::Some(inner)
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::Cast(inner) => vec![inner],
        ExprKind::Method { receiver, args, .. } => {
            std::iter::once(&**receiver).chain(args.iter().filter(|arg| !is_closure(arg))).collect()
        }
        ExprKind::Ctor { args: list, .. } | ExprKind::List(list) | ExprKind::Tuple(list) => list.iter().collect(),
        ExprKind::Binary { left, right, .. }
        | ExprKind::Index { base: left, index: right }
        | ExprKind::Range { from: left, to: right, .. } => vec![left, right],
        ExprKind::Struct { fields, base, .. } => {
            fields.iter().map(|field| &field.value).chain(base.as_deref()).collect()
        }
        ExprKind::Format(parts) => parts
            .iter()
            .filter_map(|part| match part {
                FormatPart::Value(value) => Some(value),
                FormatPart::Text(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The expression over other operands, in the order of [`operands`]; those that are missing stay.
pub(super) fn with_operands(e: &Expr, others: Vec<Expr>) -> Expr {
    let mut others = others.into_iter();
    let mut next = |old: &Expr| others.next().unwrap_or_else(|| old.clone());
    let mut boxed = |old: &Expr| Box::new(next(old));
    let kind = match &e.kind {
        ExprKind::Field { base, name } => ExprKind::Field { base: boxed(base), name: name.clone() },
        ExprKind::Duration { amount, scale } => ExprKind::Duration { amount: boxed(amount), scale: *scale },
        ExprKind::Ok(inner) => ExprKind::Ok(boxed(inner)),
        ExprKind::Err(inner) => ExprKind::Err(boxed(inner)),
        ExprKind::Some(inner) => ExprKind::Some(boxed(inner)),
        ExprKind::Unary { op, operand } => ExprKind::Unary { op: *op, operand: boxed(operand) },
        ExprKind::Cast(inner) => ExprKind::Cast(boxed(inner)),
        ExprKind::Binary { op, left, right } => ExprKind::Binary { op: *op, left: boxed(left), right: boxed(right) },
        ExprKind::Index { base, index } => ExprKind::Index { base: boxed(base), index: boxed(index) },
        ExprKind::Range { from, to, inclusive } => {
            ExprKind::Range { from: boxed(from), to: boxed(to), inclusive: *inclusive }
        }
        ExprKind::Method { receiver, name, args } => {
            let receiver = boxed(receiver);
            let args = args.iter().map(|arg| if is_closure(arg) { arg.clone() } else { next(arg) }).collect();
            ExprKind::Method { receiver, name: name.clone(), args }
        }
        ExprKind::Ctor { name, args } => ExprKind::Ctor { name: name.clone(), args: args.iter().map(next).collect() },
        ExprKind::List(list) => ExprKind::List(list.iter().map(next).collect()),
        ExprKind::Tuple(list) => ExprKind::Tuple(list.iter().map(next).collect()),
        ExprKind::Struct { name, fields, base } => {
            let field = |field: &FieldInit| FieldInit { name: field.name.clone(), value: next(&field.value) };
            let fields = fields.iter().map(field).collect();
            ExprKind::Struct { name: name.clone(), fields, base: base.as_deref().map(|base| Box::new(next(base))) }
        }
        ExprKind::Format(parts) => {
            let part = |part: &FormatPart| match part {
                FormatPart::Value(value) => FormatPart::Value(next(value)),
                FormatPart::Text(text) => FormatPart::Text(text.clone()),
            };
            ExprKind::Format(parts.iter().map(part).collect())
        }
        other => other.clone(),
    };
    Expr { kind, span: e.span, ty: e.ty }
}

fn is_closure(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Closure(_))
}

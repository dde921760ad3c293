//! The program form as short text: `(Binary Add v0.price 3)`, slots as `:t4`.

use super::Body;
use asl_hir::{Expr, Stmt, Var};
use serde_json::Value;

/// The statements of a body, one per line.
pub(super) fn render(body: &Body) -> String {
    let asl_hir::ExprKind::Block(block) = &body.hir.kind else { return expr(&body.hir, &body.vars) };
    let mut lines: Vec<String> = block.stmts.iter().map(|stmt| self::stmt(stmt, &body.vars)).collect();
    lines.extend(block.tail.iter().map(|tail| format!("value {}", expr(tail, &body.vars))));
    lines.join("\n")
}

fn stmt(stmt: &Stmt, vars: &[Var]) -> String {
    text(&serde_json::to_value(stmt).expect("a statement is JSON"), vars)
}

fn expr(expr: &Expr, vars: &[Var]) -> String {
    text(&serde_json::to_value(expr).expect("an expression is JSON"), vars)
}

fn text(value: &Value, vars: &[Var]) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Array(items) => format!("[{}]", join(items.iter(), vars)),
        Value::Object(fields) => match fields.get("kind") {
            Some(kind) => {
                let slot = fields.get("ty").map(|slot| format!(":t{slot}")).unwrap_or_default();
                format!("{}{slot}", text(kind, vars))
            }
            None if fields.len() == 1 => {
                let (name, inner) = fields.iter().next().expect("one field");
                match (name.as_str(), inner) {
                    ("Var", Value::Number(id)) => variable(id, vars),
                    ("Bind", Value::Object(parts)) => {
                        let sub = parts.get("sub").filter(|sub| !sub.is_null());
                        let sub = sub.map(|sub| format!(" @ {}", text(sub, vars))).unwrap_or_default();
                        match parts.get("var") {
                            Some(Value::Number(id)) => format!("{}{sub}", variable(id, vars)),
                            _ => "?".to_owned(),
                        }
                    }
                    // A variant with named fields: their values in order.
                    (_, Value::Object(parts)) if parts.len() > 1 && !parts.contains_key("kind") => {
                        format!("({name} {})", join(parts.values(), vars))
                    }
                    _ => format!("({name} {})", text(inner, vars)),
                }
            }
            None => {
                let shown = fields.iter().filter(|(name, value)| *name != "span" && !value.is_null());
                let parts: Vec<String> = shown.map(|(name, value)| format!("{name}={}", text(value, vars))).collect();
                format!("{{{}}}", parts.join(" "))
            }
        },
        other => other.to_string(),
    }
}

fn variable(id: &serde_json::Number, vars: &[Var]) -> String {
    let position = id.as_u64().and_then(|id| usize::try_from(id).ok());
    let Some(var) = position.and_then(|id| vars.get(id)) else { return format!("v{id}") };
    let slot = var.ty.map(|slot| format!(":t{}", slot.0)).unwrap_or_default();
    format!("{}{}#{id}{slot}", if var.mutable { "mut " } else { "" }, var.name)
}

fn join<'v>(values: impl Iterator<Item = &'v Value>, vars: &[Var]) -> String {
    values.map(|value| text(value, vars)).collect::<Vec<_>>().join(" ")
}

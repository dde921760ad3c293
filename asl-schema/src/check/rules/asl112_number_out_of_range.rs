//! A number beyond the limits of its field.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::{Kind, View};
use crate::text::grouped;

pub(crate) static RULE: Rule = Rule {
    code: "ASL112",
    name: "number-out-of-range",
    summary: "numbers are within the limits of their field",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL112.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (field, view) in node.fields {
        let (Some((least, most)), View::Number(number)) = (limits(field.kind), view) else { continue };
        let value = number.as_f64().unwrap_or(f64::NAN);
        let (bound, limit, aws) = if value < least {
            ("least", least, "Minimum")
        } else if value > most {
            ("most", most, "Maximum")
        } else {
            continue;
        };
        let message = format!("`{}` is {}, the {bound} is {}", field.name, grouped(number), grouped(limit));
        let aws = match field.kind {
            Kind::Number(..) | Kind::NumberOrExpression(..) => format!("{aws} value is {limit:?}"),
            _ => format!("{aws} value is {limit}"),
        };
        found.push(Diagnostic::new(&RULE, node.path().key(field.name), message).with_aws_message(aws));
    }
}

fn limits(kind: Kind) -> Option<(f64, f64)> {
    match kind {
        Kind::Integer(least, most)
        | Kind::Number(least, most)
        | Kind::IntegerOrExpression(least, most)
        | Kind::NumberOrExpression(least, most) => Some((least, most)),
        _ => None,
    }
}

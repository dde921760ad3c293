//! Expressions that only name a field: `$states.input.order.id`. Most do, and need no engine.
//!
//! What is found is what the engine gives for it. Where the engine may do more than look — a list on the way, a field that isn't there, data that it
//! can't hold — it is asked.

use asl_schema::jsonata::{Expr, Reference, visit_references};
use serde_json::{Number, Value};

use super::super::Bindings;
use super::convert::RESERVED;
use super::integers::BEYOND;
use crate::expr::MAX_DEPTH;

/// A variable and the names that are read from it.
#[derive(Debug, PartialEq)]
pub(super) struct Plain {
    variable: String,
    names: Vec<String>,
}

impl Plain {
    /// The expression, if that is all it is.
    pub(super) fn of(expr: &Expr<'_>) -> Option<Plain> {
        let mut plain = None;
        visit_references(expr, |reference| {
            if let Reference::Variable(read) = reference
                && read.whole
                && !read.continues
                && !read.is_indexed()
            {
                let names: Vec<String> = read.fields().map(|field| field.name.to_owned()).collect();
                if names.len() == read.steps.len() && read.full_span() == expr.span {
                    plain = Some(Plain { variable: read.variable.to_owned(), names });
                }
            }
        });
        plain
    }

    /// The value, where looking is enough.
    pub(super) fn look(&self, bindings: &Bindings<'_>) -> Option<Value> {
        let mut names = self.names.iter();
        let mut node = if self.variable == "states" {
            let member = names.next()?;
            bindings.states.members().find(|(name, _)| name == member)?.1
        } else {
            bindings.variables.get(&self.variable)?
        };
        for name in names {
            node = node.as_object()?.get(name)?;
        }
        settled(node, 0)
    }
}

/// The value as it comes back from an expression: `1.0` is 1.
fn settled(value: &Value, depth: usize) -> Option<Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    Some(match value {
        Value::Number(number) => Value::Number(settled_number(number)?),
        Value::Array(items) => items.iter().map(|item| settled(item, depth + 1)).collect::<Option<_>>()?,
        Value::Object(members) => {
            let member = |(key, member): (&String, &Value)| {
                let member = settled(member, depth + 1)?;
                (key != RESERVED).then(|| (key.clone(), member))
            };
            Value::Object(members.iter().map(member).collect::<Option<_>>()?)
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    })
}

fn settled_number(number: &Number) -> Option<Number> {
    if number.is_i64() {
        return Some(number.clone());
    }
    let double = number.as_f64()?;
    if double.fract() == 0.0 && double.abs() < BEYOND { Some((double as i64).into()) } else { Number::from_f64(double) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(code: &str) -> Option<Plain> {
        Plain::of(&asl_schema::jsonata::parse(code).unwrap())
    }

    #[test]
    fn only_what_names_a_field_is_plain() {
        for code in ["$x", "$states.input", " $states.input.a.`b c` ", "$x.'a'.b"] {
            assert!(plain(code).is_some(), "{code}");
        }
        for code in [
            "$x[0]",
            "$x.a[]",
            "$x.a[b]",
            "($x)",
            "$x.*",
            "$x.a.(b)",
            "$x + 1",
            "[$x]",
            "$x.a^(b)",
            "$x ~> $f",
            "$f($x)",
            "$x.a#$i",
            "$x.$y",
            "$x.a.%",
            "-$x",
            "$",
            "a",
            "1",
            "$x.**",
            "$x{'a': b}",
            "$x := 1",
            "$x ? $y : $x",
            "function($x) { $x }",
        ] {
            assert_eq!(plain(code), None, "{code}");
        }
    }
}

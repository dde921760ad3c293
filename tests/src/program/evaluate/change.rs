//! Methods that change their receiver.

use super::control::elements;
use super::methods::{Call, size};
use super::operators::compare;
use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::Value;
use std::cmp::Ordering;

/// Whether `.name(…)` with so many arguments changes its receiver.
pub(super) fn changes(name: &str, args: usize) -> bool {
    match name {
        "replace" => args == 1,
        "take" => args == 0,
        "clear"
        | "extend"
        | "extend_from_slice"
        | "insert"
        | "pop"
        | "push"
        | "push_str"
        | "remove"
        | "retain"
        | "reverse"
        | "sort"
        | "sort_by_key"
        | "sort_unstable"
        | "sort_unstable_by_key"
        | "truncate" => true,
        _ => false,
    }
}

impl Evaluator<'_> {
    /// The receiver afterwards, and the value of the call.
    pub(super) fn change(&mut self, call: &Call<'_>, receiver: Value) -> Eval<(Value, Value)> {
        match receiver {
            Value::List(items) => self.change_list(call, items),
            Value::Text(mut text) => {
                match call.name {
                    "push" | "push_str" => match call.value(0)? {
                        Value::Text(more) => text.push_str(&more),
                        Value::Char(c) => text.push(c),
                        other => return unsupported(format!("{other:?} pushed to text")),
                    },
                    "clear" => text.clear(),
                    _ => return unsupported(format!("text.{}()", call.name)),
                }
                Ok((super::operators::text(text)?, Value::Unit))
            }
            Value::Map(mut members) => {
                let result = match (call.name, call.args.first()) {
                    ("clear", _) => {
                        members.clear();
                        Value::Unit
                    }
                    ("insert", _) => match call.value(0)? {
                        Value::Text(key) => Value::option(members.insert(key, call.value(1)?)),
                        other => return unsupported(format!("the key {other:?}")),
                    },
                    ("remove", _) => match call.value(0)? {
                        Value::Text(key) => Value::option(members.remove(&key)),
                        other => return unsupported(format!("the key {other:?}")),
                    },
                    ("extend", _) => match call.value(0)? {
                        Value::Map(more) => {
                            members.extend(more);
                            Value::Unit
                        }
                        other => return unsupported(format!("a map extended by {other:?}")),
                    },
                    _ => return unsupported(format!("map.{}()", call.name)),
                };
                Ok((Value::Map(members), result))
            }
            Value::Option(held) => match call.name {
                "take" => Ok((Value::Option(None), Value::Option(held))),
                "replace" => Ok((Value::option(Some(call.value(0)?)), Value::Option(held))),
                "insert" => Ok((Value::option(Some(call.value(0)?)), call.value(0)?)),
                _ => unsupported(format!("option.{}()", call.name)),
            },
            other => unsupported(format!("{other:?}.{}()", call.name)),
        }
    }

    fn change_list(&mut self, call: &Call<'_>, mut items: Vec<Value>) -> Eval<(Value, Value)> {
        let mut result = Value::Unit;
        match call.name {
            "push" => items.push(call.value(0)?),
            "pop" => result = Value::option(items.pop()),
            "extend" | "extend_from_slice" => items.extend(elements(call.value(0)?)?),
            "clear" => items.clear(),
            "reverse" => items.reverse(),
            "truncate" => items.truncate(size(&call.value(0)?)?),
            "insert" => {
                let at = size(&call.value(0)?)?;
                if at > items.len() {
                    return panics("insertion beyond the end");
                }
                items.insert(at, call.value(1)?);
            }
            "remove" => {
                let at = size(&call.value(0)?)?;
                if at >= items.len() {
                    return panics("removal beyond the end");
                }
                result = items.remove(at);
            }
            "retain" => {
                let mut kept = Vec::new();
                for item in items {
                    if self.test(call.closure(0)?, [item.clone()])? {
                        kept.push(item);
                    }
                }
                items = kept;
            }
            "sort" | "sort_unstable" | "sort_by_key" | "sort_unstable_by_key" => {
                let mut keyed = Vec::new();
                for item in items {
                    let key = match call.args.is_empty() {
                        true => item.clone(),
                        false => self.apply(call.closure(0)?, [item.clone()])?,
                    };
                    keyed.push((key, item));
                }
                let mut failed = None;
                keyed.sort_by(|(a, _), (b, _)| {
                    compare(a, b).unwrap_or_else(|exit| {
                        failed = Some(exit);
                        Ordering::Equal
                    })
                });
                if let Some(exit) = failed {
                    return Err(exit);
                }
                items = keyed.into_iter().map(|(_, item)| item).collect();
            }
            _ => return unsupported(format!("list.{}()", call.name)),
        }
        Ok((super::operators::list(items)?, result))
    }
}

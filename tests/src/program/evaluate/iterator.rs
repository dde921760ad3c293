//! Methods of lists and iterators. A method that stops early tests no element beyond.

use super::control::elements;
use super::methods::{Call, size};
use super::operators::{compare, equal, float, integer};
use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::{Int, Value};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Closure};
use std::cmp::Ordering;

impl Evaluator<'_> {
    pub(super) fn on_list(&mut self, call: &Call<'_>, items: Vec<Value>) -> Eval {
        Ok(match call.name {
            "iter" | "into_iter" => Value::List(items),
            "len" | "count" => Value::usize(items.len()),
            "is_empty" => Value::Bool(items.is_empty()),
            "first" => Value::option(items.into_iter().next()),
            "last" => Value::option(items.into_iter().next_back()),
            "get" | "nth" => Value::option(items.into_iter().nth(size(&call.value(0)?)?)),
            "contains" => {
                let wanted = call.value(0)?;
                Value::Bool(items.iter().any(|item| equal(item, &wanted)))
            }
            "map" => Value::List(self.each(call.closure(0)?, items)?),
            "filter" => {
                let mut kept = Vec::new();
                for item in items {
                    if self.test(call.closure(0)?, [item.clone()])? {
                        kept.push(item);
                    }
                }
                Value::List(kept)
            }
            "filter_map" => {
                let mapped = self.each(call.closure(0)?, items)?;
                Value::List(flat(mapped)?)
            }
            "flat_map" => {
                let mapped = self.each(call.closure(0)?, items)?;
                Value::List(flat(mapped)?)
            }
            "flatten" => Value::List(flat(items)?),
            "concat" => match items.first() {
                Some(Value::Text(_)) => Value::Text(joined(&items, "")?),
                None => match self.type_of(call.e) {
                    Some(Type::String) => Value::text(""),
                    Some(_) => Value::List(Vec::new()),
                    None => return panics("nothing joined, of a type that isn't known here"),
                },
                _ => Value::List(flat(items)?),
            },
            "join" => match call.value(0)? {
                Value::Text(separator) => Value::Text(joined(&items, &separator)?),
                other => return unsupported(format!("joined by {other:?}")),
            },
            "any" => {
                let mut found = false;
                for item in items {
                    found = self.test(call.closure(0)?, [item])?;
                    if found {
                        break;
                    }
                }
                Value::Bool(found)
            }
            "all" => {
                let mut holds = true;
                for item in items {
                    holds = self.test(call.closure(0)?, [item])?;
                    if !holds {
                        break;
                    }
                }
                Value::Bool(holds)
            }
            "find" => {
                for item in items {
                    if self.test(call.closure(0)?, [item.clone()])? {
                        return Ok(Value::option(Some(item)));
                    }
                }
                Value::Option(None)
            }
            "find_map" => {
                for item in items {
                    if let found @ Value::Option(Some(_)) = self.apply(call.closure(0)?, [item])? {
                        return Ok(found);
                    }
                }
                Value::Option(None)
            }
            "position" => {
                for (at, item) in items.into_iter().enumerate() {
                    if self.test(call.closure(0)?, [item])? {
                        return Ok(Value::option(Some(Value::usize(at))));
                    }
                }
                Value::Option(None)
            }
            "take_while" | "skip_while" => {
                let mut at = items.len();
                for (i, item) in items.iter().enumerate() {
                    if !self.test(call.closure(0)?, [item.clone()])? {
                        at = i;
                        break;
                    }
                }
                let kept = items.into_iter();
                Value::List(if call.name == "take_while" { kept.take(at).collect() } else { kept.skip(at).collect() })
            }
            "skip" => Value::List(items.into_iter().skip(size(&call.value(0)?)?).collect()),
            "take" => Value::List(items.into_iter().take(size(&call.value(0)?)?).collect()),
            "step_by" => match size(&call.value(0)?)? {
                0 => return panics("a step of 0"),
                step => Value::List(items.into_iter().step_by(step).collect()),
            },
            "chunks" => match size(&call.value(0)?)? {
                0 => return panics("chunks of 0"),
                size => Value::List(items.chunks(size).map(|chunk| Value::List(chunk.to_vec())).collect()),
            },
            "rev" => Value::List(items.into_iter().rev().collect()),
            "enumerate" => {
                let pairs = items.into_iter().enumerate().map(|(at, item)| Value::Tuple(vec![Value::usize(at), item]));
                Value::List(pairs.collect())
            }
            "chain" => {
                let more = elements(call.value(0)?)?;
                Value::List(items.into_iter().chain(more).collect())
            }
            "zip" => {
                let others = elements(call.value(0)?)?;
                Value::List(items.into_iter().zip(others).map(|(a, b)| Value::Tuple(vec![a, b])).collect())
            }
            "sum" | "product" => self.total(call, items)?,
            "min" | "max" => self.extreme(items, call.name == "max", None)?,
            "min_by_key" | "max_by_key" => self.extreme(items, call.name == "max_by_key", Some(call.closure(0)?))?,
            "fold" => {
                let mut so_far = call.value(0)?;
                for item in items {
                    so_far = self.apply(call.closure(1)?, [so_far, item])?;
                }
                so_far
            }
            "reduce" => {
                let mut items = items.into_iter();
                let Some(mut so_far) = items.next() else { return Ok(Value::Option(None)) };
                for item in items {
                    so_far = self.apply(call.closure(0)?, [so_far, item])?;
                }
                Value::option(Some(so_far))
            }
            "partition" => {
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                for item in items {
                    match self.test(call.closure(0)?, [item.clone()])? {
                        true => yes.push(item),
                        false => no.push(item),
                    }
                }
                Value::Tuple(vec![Value::List(yes), Value::List(no)])
            }
            "collect" => self.collected(call, items)?,
            _ => return call.unknown(&Value::List(items)),
        })
    }

    fn each(&mut self, closure: &Closure, items: Vec<Value>) -> Eval<Vec<Value>> {
        items.into_iter().map(|item| self.apply(closure, [item])).collect()
    }

    fn total(&mut self, call: &Call<'_>, items: Vec<Value>) -> Eval {
        let sum = call.name == "sum";
        let op = if sum { BinaryOp::Add } else { BinaryOp::Mul };
        let mut items = items.into_iter();
        let neutral = i128::from(!sum);
        let Some(first) = items.next() else {
            return Ok(match self.type_of(call.e) {
                Some(Type::Float) => Value::Float(neutral as f64),
                Some(Type::Int(ty)) => Value::Int(Int { value: neutral, ty: Some(ty) }),
                _ => Value::int(neutral),
            });
        };
        let mut total = match first {
            Value::Int(int) => integer(int)?,
            Value::Float(x) => float(x)?,
            other => return unsupported(format!("a total of {other:?}")),
        };
        for item in items {
            total = self.binary(op, total, item)?;
        }
        Ok(total)
    }

    /// The first of several least elements, the last of several greatest.
    fn extreme(&mut self, items: Vec<Value>, greatest: bool, key: Option<&Closure>) -> Eval {
        let mut best: Option<(Value, Value)> = None;
        for item in items {
            let key = match key {
                Some(key) => self.apply(key, [item.clone()])?,
                None => item.clone(),
            };
            let better = match &best {
                Some((_, known)) => match compare(&key, known)? {
                    Ordering::Less => !greatest,
                    Ordering::Equal | Ordering::Greater => greatest,
                },
                None => true,
            };
            if better {
                best = Some((item, key));
            }
        }
        Ok(Value::option(best.map(|(item, _)| item)))
    }

    fn collected(&mut self, call: &Call<'_>, items: Vec<Value>) -> Eval {
        let Some(target) = self.type_of(call.e) else { return Ok(Value::List(items)) };
        Ok(match target {
            Type::String => Value::Text(joined(&items, "")?),
            Type::Map(_) => {
                let mut members = std::collections::BTreeMap::new();
                for item in items {
                    let Value::Tuple(parts) = item else { return unsupported("a map of that") };
                    match <[Value; 2]>::try_from(parts) {
                        Ok([Value::Text(key), value]) => members.insert(key, value),
                        _ => return unsupported("a map of that"),
                    };
                }
                Value::Map(members)
            }
            Type::Option(_) => {
                let mut held = Vec::new();
                for item in items {
                    match item {
                        Value::Option(Some(value)) => held.push(*value),
                        _ => return Ok(Value::Option(None)),
                    }
                }
                Value::option(Some(Value::List(held)))
            }
            Type::Result(..) => {
                let mut held = Vec::new();
                for item in items {
                    match item {
                        Value::Result(Ok(value)) => held.push(*value),
                        failed => return Ok(failed),
                    }
                }
                Value::result(Ok(Value::List(held)))
            }
            _ => Value::List(items),
        })
    }
}

fn flat(items: Vec<Value>) -> Eval<Vec<Value>> {
    let mut all = Vec::new();
    for item in items {
        all.extend(elements(item)?);
    }
    Ok(all)
}

fn joined(items: &[Value], separator: &str) -> Eval<String> {
    let mut texts = Vec::new();
    for item in items {
        texts.push(match item {
            Value::Text(text) => text.clone(),
            Value::Char(c) => c.to_string(),
            other => return unsupported(format!("{other:?} as text")),
        });
    }
    Ok(texts.join(separator))
}

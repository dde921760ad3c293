//! From the root along the steps, to one node or to all that match.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write;

use asl_schema::jsonpath::{Name, Step, StepKind};
use serde_json::{Map, Value};

use super::filter::Judge;
use super::{MAX_VISITS, PathError, function};
use crate::expr::plain_text;

/// One evaluation of a path.
pub(super) struct Walk<'v> {
    judge: Judge<'v>,
    budget: Budget,
}

/// What is left of [`MAX_VISITS`].
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn spend(&self, visits: usize) -> Result<(), PathError> {
        match self.0.get().checked_sub(visits) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(PathError::Unsupported(format!("the path looks at more than {MAX_VISITS} nodes"))),
        }
    }
}

impl<'v> Walk<'v> {
    pub(super) fn new(root: &'v Value) -> Walk<'v> {
        Walk { judge: Judge::new(root), budget: Budget(Cell::new(MAX_VISITS)) }
    }

    /// The node of a definite path.
    pub(super) fn one(&self, root: &'v Value, steps: &[Step<'_>]) -> Result<Cow<'v, Value>, PathError> {
        let mut node = root;
        for (at, step) in steps.iter().enumerate() {
            let is_last = at + 1 == steps.len();
            let found = match &step.kind {
                StepKind::Name(name) => member(node, name, steps, at)?,
                StepKind::Index(index) => element_of(list(node, steps, at)?, i64::from(*index)),
                StepKind::FromEnd(distance) => element_of(list(node, steps, at)?, -i64::from(*distance)),
                StepKind::Names(names) => {
                    let object = object(node, names.first(), steps, at)?;
                    return Ok(Cow::Owned(picked(object, names)));
                }
                StepKind::Function(call) if is_last => return function::apply(call, node, self).map(Cow::Owned),
                _ => None,
            };
            node = found.ok_or_else(|| nothing(steps))?;
        }
        Ok(Cow::Borrowed(node))
    }

    /// What an indefinite path matches, in the order of the document.
    pub(super) fn all(&self, root: &'v Value, steps: &[Step<'_>]) -> Result<Value, PathError> {
        let mut nodes = vec![root];
        let mut rest = steps;
        while let Some((step, after)) = rest.split_first() {
            if let (StepKind::Names(names), []) = (&step.kind, after) {
                let objects = nodes.iter().filter_map(|node| node.as_object());
                return Ok(objects.map(|object| picked(object, names)).collect());
            }
            let mut found = Vec::new();
            if let (StepKind::Descent, Some((step, after))) = (&step.kind, after.split_first()) {
                if let (StepKind::Names(names), []) = (&step.kind, after) {
                    return self.pick_below(&nodes, names);
                }
                for node in nodes {
                    self.below(node, step, after.is_empty(), &mut found)?;
                }
                rest = after;
            } else {
                for node in nodes {
                    self.step(node, step, &mut found)?;
                }
                rest = after;
            }
            nodes = found;
        }
        Ok(nodes.into_iter().cloned().collect())
    }

    /// What one step finds from a node. What it doesn't fit finds nothing.
    fn step(&self, node: &'v Value, step: &Step<'_>, found: &mut Vec<&'v Value>) -> Result<(), PathError> {
        let before = found.len();
        match (&step.kind, node) {
            (StepKind::Name(name), Value::Object(object)) => found.extend(object.get(name.key.as_ref())),
            (StepKind::Names(names), Value::Object(object)) => {
                found.extend(names.iter().filter_map(|name| object.get(name.key.as_ref())));
            }
            (StepKind::Index(index), Value::Array(items)) => found.extend(element_of(items, i64::from(*index))),
            (StepKind::FromEnd(distance), Value::Array(items)) => {
                found.extend(element_of(items, -i64::from(*distance)));
            }
            (StepKind::Indexes(indexes), Value::Array(items)) => {
                found.extend(indexes.iter().filter_map(|index| element_of(items, i64::from(*index))));
            }
            (StepKind::Slice { from, to }, Value::Array(items)) => slice(items, *from, *to, found),
            (StepKind::Wildcard, Value::Array(items)) => found.extend(items),
            (StepKind::Wildcard, Value::Object(object)) => found.extend(object.values()),
            (StepKind::Filter(filter), Value::Array(items)) => {
                for item in items {
                    if self.judge.holds(filter, item, &self.budget)? {
                        found.push(item);
                    }
                }
            }
            (StepKind::Filter(filter), Value::Object(_)) => {
                let holds = self.judge.holds(filter, node, &self.budget)?;
                found.extend(holds.then_some(node));
            }
            (StepKind::Function(call), _) => {
                let name = &call.name.key;
                return Err(PathError::Unsupported(format!("`{name}()` of the nodes that a path found")));
            }
            _ => {}
        }
        self.budget.spend(1 + found.len() - before)
    }

    /// `..` and the step behind it, on the node and everything below. Jayway goes down objects and lists only, so a filter behind
    /// `..` is never asked about the plain values of a list.
    fn below(
        &self,
        node: &'v Value,
        step: &Step<'_>,
        is_last: bool,
        found: &mut Vec<&'v Value>,
    ) -> Result<(), PathError> {
        let takes_index = matches!(
            step.kind,
            StepKind::Index(_) | StepKind::Indexes(_) | StepKind::Slice { .. } | StepKind::FromEnd(_)
        );
        self.descend(node, |node| match (&step.kind, node) {
            (StepKind::Filter(filter), Value::Array(items)) => {
                // The list is asked as a whole first; its objects are asked when they are reached.
                if self.judge.holds(filter, node, &self.budget)? {
                    if is_last { self.step(node, step, found)? } else { found.extend(items) }
                }
                Ok(())
            }
            // `ScanPathToken.walkArray` forgets the index where steps follow.
            (_, Value::Array(items)) if takes_index && !is_last => {
                found.extend(items);
                Ok(())
            }
            _ => self.step(node, step, found),
        })
    }

    fn pick_below(&self, nodes: &[&'v Value], names: &[Name<'_>]) -> Result<Value, PathError> {
        let mut found = Vec::new();
        for node in nodes {
            self.descend(node, |node| {
                if let Some(object) = node.as_object()
                    && names.iter().all(|name| object.contains_key(name.key.as_ref()))
                {
                    found.push(picked(object, names));
                }
                Ok(())
            })?;
        }
        Ok(Value::Array(found))
    }

    /// Visits objects and lists, a node before what is in it.
    fn descend(
        &self,
        node: &'v Value,
        mut visit: impl FnMut(&'v Value) -> Result<(), PathError>,
    ) -> Result<(), PathError> {
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            self.budget.spend(1)?;
            match node {
                Value::Array(items) => {
                    visit(node)?;
                    waiting.extend(items.iter().rev());
                }
                Value::Object(members) => {
                    visit(node)?;
                    waiting.extend(members.values().rev());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// How many nodes were looked at.
    pub(super) fn spent(&self) -> usize {
        MAX_VISITS - self.budget.0.get()
    }

    pub(super) fn root(&self) -> &'v Value {
        self.judge.root()
    }
}

/// The element at an index, from the end if it is negative.
fn element_of(items: &[Value], index: i64) -> Option<&Value> {
    let index = if index < 0 { index + i64::try_from(items.len()).ok()? } else { index };
    items.get(usize::try_from(index).ok()?)
}

/// Jayway's arithmetic: with both ends given, a negative start is not moved before the loop, so it counts up through 0.
fn slice<'v>(items: &'v [Value], from: Option<i32>, to: Option<i32>, found: &mut Vec<&'v Value>) {
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let (from, to) = match (from.map(i64::from), to.map(i64::from)) {
        (Some(from), None) => (if from < 0 { (from + length).max(0) } else { from }, length),
        (None, Some(to)) => (0, if to < 0 { to + length } else { to.min(length) }),
        (Some(from), Some(to)) => (from.max(-length), to.min(length)),
        (None, None) => return,
    };
    found.extend((from..to).filter_map(|index| element_of(items, index)));
}

fn picked(object: &Map<String, Value>, names: &[Name<'_>]) -> Value {
    let found = names.iter().filter_map(|name| Some((name.key.to_string(), object.get(name.key.as_ref())?.clone())));
    Value::Object(found.collect())
}

fn member<'v>(node: &'v Value, name: &Name<'_>, steps: &[Step<'_>], at: usize) -> Result<Option<&'v Value>, PathError> {
    let found = object(node, Some(name), steps, at)?.get(name.key.as_ref());
    if found.is_none() && at + 1 < steps.len() {
        return Err(PathError::Missing(format!("Missing property in path {}", written(steps.get(..=at)))));
    }
    Ok(found)
}

fn object<'v>(
    node: &'v Value,
    name: Option<&Name<'_>>,
    steps: &[Step<'_>],
    at: usize,
) -> Result<&'v Map<String, Value>, PathError> {
    node.as_object().ok_or_else(|| {
        PathError::Missing(format!(
            "Expected to find an object with property ['{}'] in path {} but found '{}'. This is not a json object according to the JsonProvider: \
             'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
            name.map_or("", |name| &name.key),
            written(steps.get(..at)),
            java_class(node)
        ))
    })
}

fn list<'v>(node: &'v Value, steps: &[Step<'_>], at: usize) -> Result<&'v [Value], PathError> {
    match node {
        Value::Array(items) => Ok(items),
        Value::Null => Err(PathError::Missing(format!("The path {} is null", written(steps.get(..at))))),
        other => Err(PathError::Missing(format!(
            "Filter: {} can only be applied to arrays. Current context is: {}",
            written(steps.get(at..=at)).trim_start_matches('$'),
            plain_text(other)
        ))),
    }
}

fn nothing(steps: &[Step<'_>]) -> PathError {
    PathError::Missing(format!("No results for path: {}", written(Some(steps))))
}

fn java_class(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "java.util.ArrayList",
        Value::Object(_) => "java.util.LinkedHashMap",
        Value::Number(number) if number.is_f64() => "java.lang.Double",
        Value::Number(number) => match number.as_i64() {
            Some(value) if i32::try_from(value).is_ok() => "java.lang.Integer",
            Some(_) => "java.lang.Long",
            None => "java.math.BigInteger",
        },
    }
}

/// A definite path as Jayway prints it, whatever was written: `$['a'][0]`.
fn written(steps: Option<&[Step<'_>]>) -> String {
    let mut text = "$".to_owned();
    for step in steps.unwrap_or_default() {
        // Writing to a `String` does not fail.
        let _ = match &step.kind {
            StepKind::Name(name) => write!(text, "['{}']", name.key),
            StepKind::Names(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("'{}'", name.key)).collect();
                write!(text, "[{}]", names.join(","))
            }
            StepKind::Index(index) => write!(text, "[{index}]"),
            StepKind::FromEnd(distance) => write!(text, "[-{distance}]"),
            StepKind::Function(call) => write!(text, ".{}()", call.name.key),
            _ => Ok(()),
        };
    }
    text
}

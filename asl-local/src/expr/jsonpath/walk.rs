//! From the root along the steps to all that match. The way to one node is in `definite.rs`.

use std::cell::Cell;

use asl_schema::jsonpath::{Name, Step, StepKind};
use serde_json::{Map, Value};

use super::filter::Judge;
use super::{MAX_VISITS, PathError};

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
pub(super) fn element_of(items: &[Value], index: i64) -> Option<&Value> {
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

pub(super) fn picked(object: &Map<String, Value>, names: &[Name<'_>]) -> Value {
    let found = names.iter().filter_map(|name| Some((name.key.to_string(), object.get(name.key.as_ref())?.clone())));
    Value::Object(found.collect())
}

//! `… ~> |location|update, delete|` by identity and in linear time.
//!
//! The engine changes whatever equals a value at the location, and compares everything with all of them. The reference changes the very objects that the
//! location finds in a copy. Here the copy's objects are told apart by their addresses; what is to become of each is noted while the engine evaluates the
//! clauses, and done in the end.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jsonata_core::ast::{AstNode, BinaryOp};
use jsonata_core::evaluator::{Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::parser;
use jsonata_core::value::{JMap, JValue};

use super::super::convert::too_deep;
use super::super::js;
use super::super::raise::{fails, unsupported};
use super::super::tree::for_each_child;
use super::size;
use crate::expr::MAX_DEPTH;

const COPY: &str = "copy_of_asl";
const NOTE: &str = "change_of_asl";
const CHANGE: &str = "changed_of_asl";

/// The transformation as calls of the functions of this module. The copy comes in a list, so that a step whose context is a whole list gets it. The variables `in_…` to `delete_…` stand for its parts.
const TEMPLATE: &str = "($copied_of_asl := $copy_of_asl($in_of_asl); $copied_of_asl.($location_of_asl).($change_of_asl($, $update_of_asl, $delete_of_asl)); $changed_of_asl($copied_of_asl))";

/// Rewrites a transformation that is applied where it is written. One that is a value stays the engine's.
pub(super) fn rewrite(node: &mut AstNode) -> bool {
    let AstNode::Binary { op: BinaryOp::ChainPipe, lhs, rhs } = node else { return false };
    let AstNode::Transform { location, update, delete } = &mut **rhs else { return false };
    let Ok(mut template) = parser::parse(TEMPLATE) else { return false };
    let take = |part: &mut AstNode| Some(std::mem::replace(part, AstNode::Null));
    let mut parts = [
        ("in_of_asl", take(lhs)),
        ("location_of_asl", take(location)),
        ("update_of_asl", take(update)),
        ("delete_of_asl", delete.as_deref_mut().map_or(Some(AstNode::Undefined), take)),
    ];
    fill(&mut template, &mut parts);
    *node = template;
    true
}

fn fill(node: &mut AstNode, parts: &mut [(&str, Option<AstNode>)]) {
    if let AstNode::Variable(name) = node {
        let part = parts.iter_mut().find(|(known, _)| known == name).and_then(|(_, part)| part.take());
        if let Some(part) = part {
            *node = part;
        }
        return;
    }
    if let AstNode::Function { name, is_builtin, .. } = node
        && [COPY, NOTE, CHANGE].contains(&name.as_str())
    {
        *is_builtin = true;
    }
    for_each_child(node, &mut |child| fill(child, parts));
}

/// What becomes of an object.
struct Change {
    /// Kept, so that its address is no other's.
    object: Rc<JMap>,
    update: Vec<(String, JValue)>,
    delete: Vec<String>,
}

/// The changes of a transformation that is being evaluated, by the addresses of its copy's objects.
type Changes = HashMap<usize, Vec<Change>>;

/// Gives the evaluator the functions of the template.
pub(super) fn register(evaluator: &mut Evaluator) -> Result<(), EvaluatorError> {
    // A location or a clause may hold a transformation of its own.
    let open: Rc<RefCell<Vec<Changes>>> = Rc::default();
    let opened = Rc::clone(&open);
    evaluator.register_fn(COPY, move |handed: &[JValue]| match handed {
        [value @ (JValue::Object(_) | JValue::Array(_))] => {
            size::nodes(value)?;
            opened.borrow_mut().push(Changes::new());
            Ok(JValue::array(vec![copy(value)]))
        }
        [JValue::Undefined] | [] => {
            opened.borrow_mut().push(Changes::new());
            Ok(JValue::Undefined)
        }
        [JValue::Lambda(_) | JValue::Builtin { .. }] => unsupported("a function before a transformation"),
        _ => fails("T0410: Argument 1 of function undefined does not match function signature"),
    })?;
    let noted = Rc::clone(&open);
    evaluator.register_fn(NOTE, move |handed: &[JValue]| {
        if let (Some(change), Some(changes)) = (change(handed)?, noted.borrow_mut().last_mut()) {
            changes.entry(address(&change.object)).or_default().push(change);
        }
        Ok(JValue::Undefined)
    })?;
    evaluator.register_fn(CHANGE, move |handed: &[JValue]| {
        let changes = open.borrow_mut().pop().unwrap_or_default();
        match handed.first() {
            Some(JValue::Array(copied)) if !copied.is_empty() => copied
                .iter()
                .next()
                .map_or(Ok(JValue::Undefined), |value| Changing { changes, done: HashMap::new() }.value(value, 0)),
            _ => Ok(JValue::Undefined),
        }
    })
}

/// A copy in which no two objects are one. The depth is bounded before.
fn copy(value: &JValue) -> JValue {
    match value {
        JValue::Array(items) => JValue::array(items.iter().map(copy).collect()),
        JValue::Object(members) => {
            JValue::object(members.iter().map(|(key, member)| (key.clone(), copy(member))).collect())
        }
        other => other.clone(),
    }
}

fn address(object: &Rc<JMap>) -> usize {
    Rc::as_ptr(object).addr()
}

/// What an update clause gives, if it can be one.
pub(in super::super) fn update_of(clause: &JValue) -> Result<Vec<(String, JValue)>, EvaluatorError> {
    match clause {
        JValue::Undefined => Ok(Vec::new()),
        JValue::Object(members) => Ok(members.iter().map(|(key, member)| (key.clone(), member.clone())).collect()),
        other => fails(format!(
            "T2011: The insert/update clause of the transform expression must evaluate to an object: {}",
            js::json(other)
        )),
    }
}

/// The names that a delete clause gives, if it can be one.
pub(in super::super) fn deleted_by(clause: &JValue) -> Result<Vec<String>, EvaluatorError> {
    match clause {
        JValue::Undefined => Ok(Vec::new()),
        JValue::String(name) => Ok(vec![name.to_string()]),
        JValue::Array(names) if names.iter().all(|name| matches!(name, JValue::String(_))) => {
            Ok(names.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect())
        }
        other => fails(format!(
            "T2012: The delete clause of the transform expression must evaluate to a string or array of strings: {}",
            js::json(other)
        )),
    }
}

fn change(handed: &[JValue]) -> Result<Option<Change>, EvaluatorError> {
    let [matched, update, delete] = handed else { return Ok(None) };
    let (update, delete) = (update_of(update)?, deleted_by(delete)?);
    match matched {
        JValue::Object(object) => Ok(Some(Change { object: Rc::clone(object), update, delete })),
        // JavaScript gives a list members beside its elements, which nobody sees.
        JValue::Array(_) => Ok(None),
        _ if update.is_empty() => Ok(None),
        _ => unsupported("a transformation of what is no object"),
    }
}

/// Makes the changes. What a clause took from the copy is changed there too, as it is in JavaScript, where it is the same object.
struct Changing {
    changes: Changes,
    /// By address, so that what is shared is changed once.
    done: HashMap<usize, JValue>,
}

impl Changing {
    fn value(&mut self, value: &JValue, depth: usize) -> HostFnResult {
        let place = match value {
            JValue::Array(items) if !items.is_empty() => items.as_slice().as_ptr().addr(),
            JValue::Object(object) => address(object),
            other => return Ok(other.clone()),
        };
        if let Some(done) = self.done.get(&place) {
            return Ok(done.clone());
        }
        // An object that was put into itself has no end.
        if depth > MAX_DEPTH {
            return unsupported(too_deep());
        }
        let changed = match value {
            JValue::Array(items) => {
                JValue::array(items.iter().map(|item| self.value(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            JValue::Object(object) => {
                let mut members = (**object).clone();
                for change in self.changes.get(&place).into_iter().flatten() {
                    members.extend(change.update.iter().cloned());
                    for name in &change.delete {
                        members.shift_remove(name);
                    }
                }
                for member in members.values_mut() {
                    *member = self.value(member, depth + 1)?;
                }
                JValue::Object(Rc::new(members))
            }
            other => other.clone(),
        };
        self.done.insert(place, changed.clone());
        Ok(changed)
    }
}

//! Calls whose arguments are looked at before the engine gets them.
//!
//! Each argument of such a call goes through a function of ours that hands it on unchanged; with the last one it has all of them. So the engine
//! does all that a call means — the context for an argument that is not written, functions among the arguments — and an argument is evaluated once.

use std::cell::RefCell;

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{EvaluatorError, HostFnResult};
use jsonata_core::value::JValue;

use super::tree::call;

/// What stands for a function that is written as an argument: the engine wants to see it there.
pub(super) fn written_function() -> JValue {
    JValue::Builtin { name: "function".into() }
}

/// Puts calls of `watcher` around the arguments of a call.
pub(super) fn watch(node: &mut AstNode, watcher: &str) {
    let AstNode::Function { name, args, .. } = node else { return };
    let is_watched = |argument: &AstNode| !matches!(argument, AstNode::Lambda { .. });
    if args.contains(&AstNode::Placeholder) {
        return;
    }
    let Some(last) = args.iter().rposition(is_watched) else { return };
    let first = args.iter().position(is_watched).unwrap_or(last);
    let count = args.len();
    for (at, argument) in args.iter_mut().enumerate() {
        if is_watched(argument) {
            let value = std::mem::replace(argument, AstNode::Null);
            let mut handed =
                vec![AstNode::String(name.clone()), AstNode::Number(at as f64), AstNode::Number(count as f64), value];
            handed.push(AstNode::Boolean(at == first));
            if at == last {
                // `$`, the context.
                handed.push(AstNode::Variable(String::new()));
            }
            *argument = call(watcher, handed);
        }
    }
}

/// A call with its arguments and its context.
pub(super) struct Watched<'w> {
    pub(super) function: &'w str,
    pub(super) arguments: &'w [JValue],
    pub(super) context: &'w JValue,
}

/// The calls whose arguments are being evaluated, innermost last.
#[derive(Default)]
pub(super) struct Watch {
    open: RefCell<Vec<Vec<JValue>>>,
}

impl Watch {
    /// What the watcher does: hands the value on, and has the call judged with the last one.
    pub(super) fn pass(
        &self,
        handed: &[JValue],
        judge: impl FnOnce(&Watched<'_>) -> Result<(), EvaluatorError>,
    ) -> HostFnResult {
        let [
            JValue::String(function),
            JValue::Number(at),
            JValue::Number(count),
            value,
            JValue::Bool(is_first),
            rest @ ..,
        ] = handed
        else {
            return Ok(JValue::Undefined);
        };
        let mut open = self.open.borrow_mut();
        if *is_first {
            open.push(vec![written_function(); *count as usize]);
        }
        if let Some(place) = open.last_mut().and_then(|arguments| arguments.get_mut(*at as usize)) {
            *place = value.clone();
        }
        if let [context] = rest {
            let arguments = open.pop().unwrap_or_default();
            drop(open);
            judge(&Watched { function, arguments: &arguments, context })?;
        }
        Ok(value.clone())
    }
}

//! What an expression may take, where the engine has no bound.
//!
//! The engine counts the elements of lists and looks at the clock between the parts of an expression. A single call can still take hours or all memory:
//! a text that doubles, a regular expression over megabytes, a list of lists that shares its parts and is written out. The service ends such an
//! expression after a second, or at its limit of memory. Here sizes are looked at first, so that the answer does not depend on the machine; only
//! regular expressions, whose steps can't be counted beforehand, have a clock.
//!
//! Expressions that can't make anything large are left as they are.

mod distinct;
mod hosts;
mod judge;
mod numbers;
mod regexes;
mod size;
mod transform;

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp};
use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

pub(super) use self::hosts::register;
pub(super) use self::transform::{deleted_by, update_of};
use super::functions::{OF_CONTEXT, ON_TEXT};
use super::raise::TOO_LONG;
use super::tree::{any, bound_names, call, for_each_child, straighten, wrap};
use super::watch;

/// Measured: 4,194,304 characters work, twice as many do not; lists end at 6,990,256 bytes.
pub(super) const MAX_BYTES: usize = 6_990_256;

/// Around the arguments of calls that are judged.
const WATCHER: &str = "judged_of_asl";

/// What stands for `&` and for `$distinct`.
const CONCATENATE: &str = "concatenate_of_asl";
const DISTINCT: &str = "distinct_of_asl";

/// What stands for `$string` as a value: lists of texts are made with it, so it is fast.
pub(super) const STRING: &str = "string_of_asl";

/// Around what is about to be walked through as a whole, and around what each element of a path yields.
const WHOLE: &str = "whole_of_asl";
const YIELD: &str = "yield_of_asl";

/// Around the ends of a range, and around the lists of `$reduce` and `$filter`: null is no number, and one element. The engine takes it for nothing.
/// `$reduce` without a first value has none for an empty list.
const FROM: &str = "from_of_asl";
const TO: &str = "to_of_asl";
const LISTED: &str = "listed_of_asl";
const SOME: &str = "some_of_asl";

/// The functions whose arguments are looked at; those of the second list where something large can come, those of the third there and with a pattern that
/// is no text.
const WATCHED: [&str; 10] = [
    "formatBase",
    "formatInteger",
    "formatNumber",
    "fromMillis",
    "join",
    "number",
    "pad",
    "parseInteger",
    "replace",
    "toMillis",
];
const WATCHED_IF_LARGE: [&str; 1] = ["string"];
const WATCHED_WITH_REGEX: [&str; 3] = ["contains", "match", "split"];

/// The functions that make something larger than what they get.
const GROWING: [&str; 8] = [STRING, "append", "map", "pad", "range", "reduce", "replace", "zip"];

/// The tree with its guards, and whether it has any.
pub(super) fn guard(mut tree: AstNode) -> (AstNode, bool) {
    let grows = any(&mut tree, &grows);
    let looks_up = any(&mut tree, &|node| matches!(node, AstNode::Parent(_)));
    let mut bound = BTreeSet::new();
    bound_names(&mut tree, &mut bound);
    let mut rewriting = Rewriting { grows, looks_up, bound, guards: grows };
    rewriting.node(&mut tree);
    (tree, rewriting.guards)
}

/// Whether a node can make something large of data that is not.
fn grows(node: &AstNode) -> bool {
    match node {
        AstNode::Lambda { .. } => true,
        AstNode::Binary { op, .. } => matches!(op, BinaryOp::Range | BinaryOp::ColonEqual),
        AstNode::Function { name, .. } | AstNode::Variable(name) => GROWING.contains(&name.as_str()),
        AstNode::Path { steps } => steps.iter().skip(1).any(|step| matches!(step.node, AstNode::Variable(_))),
        _ => false,
    }
}

struct Rewriting {
    grows: bool,
    looks_up: bool,
    bound: BTreeSet<String>,
    guards: bool,
}

impl Rewriting {
    fn node(&mut self, node: &mut AstNode) {
        straighten(node, &|name| {
            let lists: [&[&str]; 5] = [
                &["distinct", "filter", "reduce", "substring"],
                &ON_TEXT,
                &WATCHED,
                &WATCHED_IF_LARGE,
                &WATCHED_WITH_REGEX,
            ];
            !self.bound.contains(name) && lists.iter().any(|list| list.contains(&name))
        });
        for_each_child(node, &mut |child| self.node(child));
        match node {
            AstNode::Function { name, args, .. } if !self.bound.contains(name) => {
                if ON_TEXT.contains(&name.as_str()) && args.is_empty() {
                    *node = call(&format!("{name}{OF_CONTEXT}"), vec![AstNode::Variable(String::new())]);
                    return;
                }
                let name = name.as_str();
                let is_first_taken = name == "reduce" && args.len() == 2;
                if ["filter", "reduce"].contains(&name)
                    && args.len() > 1
                    && !args.contains(&AstNode::Placeholder)
                    && let Some(list) = args.first_mut()
                {
                    self.guards = true;
                    wrap(if is_first_taken { SOME } else { LISTED }, list);
                } else if name == "distinct" && args.len() == 1 && *args != [AstNode::Placeholder] {
                    self.guards = true;
                    *node = call(DISTINCT, std::mem::take(args));
                } else if WATCHED.contains(&name)
                    || self.grows && WATCHED_IF_LARGE.contains(&name)
                    || name == "substring" && !args.iter().skip(1).all(is_small)
                    || WATCHED_WITH_REGEX.contains(&name) && (self.grows || !is_plain_text(args))
                {
                    self.guards = true;
                    watch::watch(node, WATCHER);
                }
            }
            AstNode::Binary { op: BinaryOp::Range, lhs, rhs } => {
                for (name, end) in [(FROM, lhs), (TO, rhs)] {
                    if !matches!(**end, AstNode::Number(_)) {
                        wrap(name, end);
                    }
                }
            }
            AstNode::Binary { op: BinaryOp::Concatenate, lhs, rhs } if self.grows => {
                self.guards = true;
                let operands = [lhs, rhs].map(|side| std::mem::replace(&mut **side, AstNode::Null));
                *node = call(CONCATENATE, operands.into());
            }
            AstNode::Binary { op: BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::In, lhs, rhs }
                if self.grows && !is_literal(lhs) && !is_literal(rhs) =>
            {
                self.guards = true;
                wrap(WHOLE, lhs);
                wrap(WHOLE, rhs);
            }
            AstNode::Binary { op: BinaryOp::ChainPipe, .. } if !self.looks_up => {
                self.guards |= transform::rewrite(node);
            }
            AstNode::Path { steps } if self.grows && !self.looks_up => {
                for step in steps.iter_mut().skip(1) {
                    if let Some(yielding) = yielding(&mut step.node) {
                        self.guards = true;
                        wrap(YIELD, yielding);
                    }
                }
                if steps.iter().skip(1).any(|step| matches!(step.node, AstNode::Descendant))
                    && let Some(first) = steps.first_mut()
                    && matches!(first.node, AstNode::Variable(_) | AstNode::Block(_) | AstNode::Function { .. })
                {
                    self.guards = true;
                    wrap(WHOLE, &mut first.node);
                }
            }
            _ => {}
        }
    }
}

/// What in a step can yield a list for each element.
fn yielding(node: &mut AstNode) -> Option<&mut AstNode> {
    match node {
        AstNode::Variable(_) => Some(node),
        AstNode::FunctionApplication(block) => match &**block {
            AstNode::Block(parts) if parts.last().is_some_and(is_one) => None,
            _ => Some(block),
        },
        _ => None,
    }
}

/// Whether a node is one value, no list.
fn is_one(node: &AstNode) -> bool {
    match node {
        AstNode::Object(_) | AstNode::Unary { .. } => true,
        AstNode::Binary { op, .. } => !matches!(op, BinaryOp::Range | BinaryOp::ChainPipe | BinaryOp::ColonEqual),
        _ => is_literal(node),
    }
}

fn is_literal(node: &AstNode) -> bool {
    matches!(node, AstNode::String(_) | AstNode::Number(_) | AstNode::Boolean(_) | AstNode::Null)
}

/// Whether a node is a number that is no huge one.
fn is_small(node: &AstNode) -> bool {
    match node {
        AstNode::Number(number) => number.abs() <= 1e9,
        AstNode::Unary { operand, .. } => is_small(operand),
        _ => false,
    }
}

/// Whether the pattern is a text, which is found in one pass; an empty one falls between characters.
fn is_plain_text(args: &[AstNode]) -> bool {
    matches!(args, [AstNode::String(text)] | [_, AstNode::String(text), ..] if !text.is_empty())
}

/// Fails if a result is too large to be written.
pub(super) fn can_be_written(value: &JValue) -> Result<(), EvaluatorError> {
    size::nodes(value)
}

fn too_long() -> EvaluatorError {
    EvaluatorError::EvaluationError(TOO_LONG.to_owned())
}

//! The reference's sentence for an error of which the engine tells only the code.
//!
//! The sentences tell values, operators and arguments. They are found by evaluating the expression once more, as it went the first time, in a tree
//! where what can raise these errors is a call of ours that tells. It counts only if it ends in the same code.

mod order;

use std::cell::RefCell;
use std::rc::Rc;

use jsonata_core::ast::{AstNode, BinaryOp, UnaryOp};
use jsonata_core::evaluator::{Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::value::JValue;

use asl_schema::jsonata::{Origin, find_function};

use self::order::Order;
use super::guards;
use super::js;
use super::raise::fails;
use super::signature::refusal;
use super::tree::{call, for_each_child, straighten, wrap};
use super::watch::{self, Watch, Watched};

/// Around the arguments of calls.
const WATCHER: &str = "told_of_asl";

/// What stands for a comparison; around what is negated, and the clauses of a transformation.
const COMPARE: &str = "compare_of_asl";
const NEGATE: &str = "negate_of_asl";
const UPDATE: &str = "update_of_asl";
const DELETE: &str = "delete_of_asl";

/// Around what an order-by clause sorts, and around its terms.
const ROWS: &str = "rows_of_asl";
const KEY: &str = "key_of_asl";

/// Before a call that has no argument which a call could be put around.
const BARE: &str = "bare_call_of_asl";

/// The codes whose sentences are found so.
const CODES: [&str; 9] = ["D1002", "T0410", "T0411", "T0412", "T2007", "T2009", "T2010", "T2011", "T2012"];

pub(super) fn can_explain(code: &str) -> bool {
    CODES.contains(&code)
}

/// Whether both codes are about one error: which argument the engine finds first is its own affair.
pub(super) fn is_same(code: &str, told: &str) -> bool {
    const OF_ARGUMENTS: [&str; 3] = ["T0410", "T0411", "T0412"];
    code == told || OF_ARGUMENTS.contains(&code) && OF_ARGUMENTS.contains(&told)
}

/// The tree whose errors tell.
pub(super) fn telling(mut tree: AstNode) -> AstNode {
    rewrite(&mut tree);
    tree
}

fn is_known(name: &str) -> bool {
    find_function(name).is_some_and(|function| function.origin == Origin::Jsonata)
}

fn rewrite(node: &mut AstNode) {
    straighten(node, &is_known);
    if let AstNode::Binary { op: BinaryOp::ChainPipe, lhs, rhs } = node
        && let AstNode::Variable(name) = &**rhs
        && is_known(name)
    {
        let argument = std::mem::replace(&mut **lhs, AstNode::Null);
        *node = call(name, vec![argument]);
    }
    for_each_child(node, &mut rewrite);
    match node {
        AstNode::Function { name, args, is_builtin: true } if is_known(name) => {
            if args.iter().all(|argument| matches!(argument, AstNode::Lambda { .. })) {
                let described = vec![AstNode::string(&*name), AstNode::Number(args.len() as f64), context()];
                let bare = std::mem::replace(node, AstNode::Null);
                *node = AstNode::Block(vec![call(BARE, described), bare]);
            } else {
                watch::watch(node, WATCHER);
            }
        }
        AstNode::Sort { input, terms } => {
            let directions = terms.iter().map(|(_, ascending)| AstNode::Boolean(*ascending)).collect::<Vec<_>>();
            let rows = std::mem::replace(&mut **input, AstNode::Null);
            **input = call(ROWS, std::iter::once(rows).chain(directions).collect());
            terms.iter_mut().for_each(|(term, _)| wrap(KEY, term));
        }
        AstNode::Binary { op, lhs, rhs } => {
            if let Some(sign) = sign(*op) {
                let operands = [lhs, rhs].map(|side| std::mem::replace(&mut **side, AstNode::Null));
                *node = call(COMPARE, std::iter::once(AstNode::string(sign)).chain(operands).collect());
            }
        }
        AstNode::Unary { op: UnaryOp::Negate, operand } => wrap(NEGATE, operand),
        AstNode::Transform { update, delete, .. } => {
            wrap(UPDATE, update);
            if let Some(delete) = delete {
                wrap(DELETE, delete);
            }
        }
        _ => {}
    }
}

/// `$`
fn context() -> AstNode {
    AstNode::Variable(String::new())
}

fn sign(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::LessThan => "<",
        BinaryOp::LessThanOrEqual => "<=",
        BinaryOp::GreaterThan => ">",
        BinaryOp::GreaterThanOrEqual => ">=",
        _ => return None,
    })
}

/// What an evaluation that tells has noted beside its error.
#[derive(Clone, Default)]
pub(super) struct Notes(Rc<RefCell<Order>>);

impl Notes {
    /// The error, with the values where they were noted.
    pub(super) fn complete(&self, error: EvaluatorError) -> EvaluatorError {
        let sentence = if error.code() == Some("T2007") { self.0.borrow().mismatch() } else { None };
        sentence.map_or(error, |sentence| EvaluatorError::EvaluationError(format!("T2007: {sentence}")))
    }
}

/// Gives the evaluator the functions that tell.
pub(super) fn register(evaluator: &mut Evaluator, notes: &Notes) -> Result<(), EvaluatorError> {
    let watch = Watch::default();
    evaluator.register_fn(WATCHER, move |handed: &[JValue]| watch.pass(handed, judge))?;
    evaluator.register_fn(BARE, |handed: &[JValue]| {
        if let [JValue::String(function), JValue::Number(count), context] = handed {
            let arguments = vec![watch::written_function(); *count as usize];
            judge(&Watched { function, arguments: &arguments, context })?;
        }
        Ok(JValue::Undefined)
    })?;
    let order = Rc::clone(&notes.0);
    evaluator.register_fn(ROWS, move |handed: &[JValue]| {
        let Some((rows, directions)) = handed.split_first() else { return Ok(JValue::Undefined) };
        let ascending = directions.iter().map(|direction| *direction == JValue::Bool(true)).collect();
        order.replace(Order { ascending, keys: Vec::new() });
        Ok(rows.clone())
    })?;
    let order = Rc::clone(&notes.0);
    evaluator.register_fn(KEY, move |handed: &[JValue]| {
        let key = handed.first().cloned().unwrap_or(JValue::Undefined);
        order.borrow_mut().keys.push(key.clone());
        Ok(key)
    })?;
    evaluator.register_fn(COMPARE, compare)?;
    evaluator.register_fn(NEGATE, |handed: &[JValue]| match handed {
        [value @ (JValue::Number(_) | JValue::Undefined)] => Ok(value.clone()),
        [value] => fails(format!("D1002: Cannot negate a non-numeric value: {}", js::json(value))),
        _ => Ok(JValue::Undefined),
    })?;
    evaluator.register_fn(UPDATE, |handed: &[JValue]| told(handed, |clause| guards::update_of(clause).map(drop)))?;
    evaluator.register_fn(DELETE, |handed: &[JValue]| told(handed, |clause| guards::deleted_by(clause).map(drop)))
}

/// The value that was handed over, if nothing is said of it.
fn told(handed: &[JValue], of: impl Fn(&JValue) -> Result<(), EvaluatorError>) -> HostFnResult {
    let Some(value) = handed.first() else { return Ok(JValue::Undefined) };
    of(value)?;
    Ok(value.clone())
}

fn judge(call: &Watched<'_>) -> Result<(), EvaluatorError> {
    let Some(function) = find_function(call.function) else { return Ok(()) };
    match refusal(call.function, function.signature, call.arguments, call.context) {
        Some((code, sentence)) => fails(format!("{code}: {sentence}")),
        None => Ok(()),
    }
}

/// The comparison of two values, by the reference's rules.
fn compare(handed: &[JValue]) -> HostFnResult {
    use JValue::{Number, String, Undefined};
    let [String(sign), left, right] = handed else { return Ok(Undefined) };
    let order = match (left, right) {
        (Number(left), Number(right)) => left.partial_cmp(right),
        (String(left), String(right)) => Some(left.encode_utf16().cmp(right.encode_utf16())),
        (Number(_) | String(_) | Undefined, Undefined) | (Undefined, Number(_) | String(_)) => return Ok(Undefined),
        (Number(_) | String(_), Number(_) | String(_)) => {
            let (left, right) = (js::json(left), js::json(right));
            return fails(format!(
                "T2009: The values {left} and {right} either side of operator \"{sign}\" must be of the same data type"
            ));
        }
        _ => {
            return fails(format!(
                "T2010: The expressions either side of operator \"{sign}\" must evaluate to numeric or string values"
            ));
        }
    };
    Ok(JValue::Bool(order.is_some_and(|order| match &**sign {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    })))
}

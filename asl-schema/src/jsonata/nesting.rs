//! How many levels of evaluation an expression needs.

use super::{Argument, BinaryOperator, Call, Expr, ExprKind, Path, StepKind};

/// How many levels Step Functions evaluates before it fails with a stack overflow.
///
/// Measured: a chain of 100 `+` terms works, one of 101 does not; of parentheses, brackets and `~>` stages around a value 99 work, 100 do not.
pub const MAX_NESTING: usize = 100;

/// The levels that an expression takes at least, in the measure of [`MAX_NESTING`]: the calls of the reference's `evaluate` that are open at once.
///
/// A body of a function counts where it is written, as if it were called there. What recursion adds cannot be seen in the text.
pub fn nesting(expr: &Expr<'_>) -> usize {
    match &expr.kind {
        // A path of one step.
        ExprKind::Name(_) => 2,
        // The reference negates the literal when it parses.
        ExprKind::Negate(operand) if matches!(operand.kind, ExprKind::Number(_)) => 1,
        ExprKind::Path(path) => path_nesting(path),
        ExprKind::Call(call) => 1 + call_nesting(call),
        // Evaluating a function does not evaluate what is in it: that happens in place of the call.
        ExprKind::Lambda(_) | ExprKind::Transform(_) => highest_child(expr).max(1),
        ExprKind::Binary(binary) => match (&binary.operator, &binary.right.kind) {
            // The call on the right is not evaluated as an expression, but given the left.
            (BinaryOperator::Apply, ExprKind::Call(call)) if !call.is_partial() => {
                1 + nesting(&binary.left).max(call_nesting(call))
            }
            _ => 1 + highest_child(expr),
        },
        _ => 1 + highest_child(expr),
    }
}

fn highest_child(expr: &Expr<'_>) -> usize {
    let mut highest = 0;
    expr.for_each_child(|child| highest = highest.max(nesting(child)));
    highest
}

fn call_nesting(call: &Call<'_>) -> usize {
    let arguments = call.arguments.iter().filter_map(|argument| match argument {
        Argument::Value(value) => Some(nesting(value)),
        Argument::Placeholder(_) => None,
    });
    arguments.fold(nesting(&call.function), usize::max)
}

fn path_nesting(path: &Path<'_>) -> usize {
    let makes_path = |kind: &StepKind<'_>| matches!(kind, StepKind::Map(_) | StepKind::Sort(_) | StepKind::Index(_));
    let is_path = matches!(path.head.kind, ExprKind::Name(_)) || path.steps.iter().any(|step| makes_path(&step.kind));
    // What only has predicates is evaluated at its own level, and they one below.
    let head = if is_path { 1 + step_nesting(&path.head) } else { nesting(&path.head) };
    path.steps.iter().fold(head, |highest, step| {
        let mut inner = 0;
        step.for_each_child(|child| {
            inner = inner.max(match step.kind {
                StepKind::Map(_) => step_nesting(child),
                // An index is taken as it is written.
                StepKind::Filter(_) if matches!(child.kind, ExprKind::Number(_)) => 0,
                _ => nesting(child),
            });
        });
        highest.max(1 + inner)
    })
}

/// A name is a step itself, not a path of one.
fn step_nesting(expr: &Expr<'_>) -> usize {
    match expr.kind {
        ExprKind::Name(_) => 1,
        _ => nesting(expr),
    }
}

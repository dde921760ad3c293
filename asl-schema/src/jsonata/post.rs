//! What the grammar allows and the reference refuses when it makes steps of a tree: S0209, S0210, S0213, S0215, S0216.

use super::parse::shown_number;
use super::{Expr, ExprKind, Path, StepKind};
use crate::SyntaxError;

/// Judges every path in an expression.
pub(super) fn check(expr: &Expr<'_>) -> Result<(), SyntaxError> {
    let mut result = Ok(());
    expr.for_each_child(|child| {
        if result.is_ok() {
            result = check(child);
        }
    });
    result?;
    match &expr.kind {
        ExprKind::Path(path) => check_path(path),
        _ => Ok(()),
    }
}

fn check_path(path: &Path<'_>) -> Result<(), SyntaxError> {
    if path.steps.iter().any(|step| matches!(step.kind, StepKind::Map(_))) {
        check_literal(&path.head)?;
    }
    let mut state = State::at_head(path);
    for step in &path.steps {
        state
            .refuse(&step.kind)
            .map_or(Ok(()), |(code, message)| Err(SyntaxError::new(message, step.span.range()).with_code(code)))?;
        if let StepKind::Map(expr) = &step.kind {
            check_literal(expr)?;
        }
        state.advance(&step.kind);
    }
    Ok(())
}

/// Numbers, Booleans and `null` are no steps.
fn check_literal(expr: &Expr<'_>) -> Result<(), SyntaxError> {
    literal(expr).map_or(Ok(()), |value| {
        let message = format!("The literal value {value} cannot be used as a step within a path expression");
        Err(SyntaxError::new(message, expr.span.range()).with_code("S0213"))
    })
}

fn literal(expr: &Expr<'_>) -> Option<String> {
    match &expr.kind {
        ExprKind::Null => Some("null".to_owned()),
        ExprKind::Bool(value) => Some(value.to_string()),
        _ => number(expr).map(shown_number),
    }
}

/// A number, as often as it is negated and whatever filters it.
fn number(expr: &Expr<'_>) -> Option<f64> {
    match &expr.kind {
        ExprKind::Number(number) => Some(*number),
        ExprKind::Negate(operand) => number(operand).map(|number| -number),
        ExprKind::Path(path) if !path.steps.iter().any(|step| makes_steps(&step.kind)) => number(&path.head),
        _ => None,
    }
}

/// Whether the reference makes a path of whatever it is applied to.
fn makes_steps(kind: &StepKind<'_>) -> bool {
    matches!(kind, StepKind::Map(_) | StepKind::Sort(_) | StepKind::Index(_))
}

/// Where the reference keeps what it has seen: on the path, or on the step at hand, which is its head at first.
struct State {
    /// Only a name is a path from the start.
    is_path: bool,
    path_grouped: bool,
    head_grouped: bool,
    on_head: bool,
    filtered: bool,
    sorted: bool,
}

impl State {
    fn at_head(path: &Path<'_>) -> State {
        State {
            is_path: matches!(path.head.kind, ExprKind::Name(_)),
            path_grouped: false,
            head_grouped: false,
            on_head: true,
            filtered: false,
            sorted: false,
        }
    }

    fn refuse(&self, kind: &StepKind<'_>) -> Option<(&'static str, &'static str)> {
        match kind {
            StepKind::Filter(_) if self.on_head && self.head_grouped => {
                Some(("S0209", "A predicate cannot follow a grouping expression in a step"))
            }
            StepKind::Group(_) if if self.is_path { self.path_grouped } else { self.head_grouped } => {
                Some(("S0210", "Each step can only have one grouping expression"))
            }
            StepKind::Focus(_) if self.filtered => {
                Some(("S0215", "A context variable binding must precede any predicates on a step"))
            }
            StepKind::Focus(_) if self.sorted => {
                Some(("S0216", "A context variable binding must precede the 'order-by' clause on a step"))
            }
            _ => None,
        }
    }

    fn advance(&mut self, kind: &StepKind<'_>) {
        match kind {
            StepKind::Map(_) | StepKind::Sort(_) => {
                self.on_head = false;
                self.filtered = false;
                self.sorted = matches!(kind, StepKind::Sort(_));
            }
            StepKind::Filter(_) => self.filtered = true,
            StepKind::Group(_) if self.is_path => self.path_grouped = true,
            StepKind::Group(_) => self.head_grouped = true,
            StepKind::KeepArray | StepKind::Focus(_) | StepKind::Index(_) => {}
        }
        self.is_path |= makes_steps(kind);
    }
}

//! An expression that is ready to be evaluated.

use std::collections::BTreeSet;

use asl_schema::jsonata::{self, Expr, ExprKind, Reference, StepKind, nesting, visit_references};
use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::error_code_prefix;
use jsonata_core::parser;

use super::super::EngineError;
use super::integers::MAX_EXACT;
use super::rewriting::Rewriting;
use super::texts;

pub(super) struct Compiled {
    pub(super) tree: AstNode,
    /// The levels of evaluation that it takes at least.
    pub(super) nesting: usize,
    /// Whether it has functions of its own, which can call themselves.
    pub(super) has_lambda: bool,
    /// The variables it reads, `$states` apart.
    pub(super) variables: BTreeSet<String>,
    /// The members of `$states` that it reads: `None` if not even `$states`, `Some(None)` if any may be read.
    pub(super) states: Option<Option<Vec<String>>>,
    /// The functions it names.
    pub(super) functions: BTreeSet<String>,
    /// Variables that stand for literals which a double can't hold.
    pub(super) literals: Vec<(String, i64)>,
}

impl Compiled {
    pub(super) fn names(&self, function: &str) -> bool {
        self.functions.contains(function)
    }
}

/// Reads an expression twice: our parser tells what it needs, the engine's makes the tree that is evaluated.
pub(super) fn compile(code: &str) -> Result<Compiled, EngineError> {
    let expr = jsonata::parse(code).map_err(|error| match error.code {
        Some(code) => EngineError::Coded { code: code.to_owned(), message: error.message },
        None => EngineError::Uncoded(error.message),
    })?;
    let mut rewriting = Rewriting::of(code);
    inspect(&expr, &mut rewriting)?;
    visit_references(&expr, |reference| {
        if let Reference::FunctionValue { name, span } = reference {
            rewriting.function_value(name, span);
        }
    });
    let (text, literals) = rewriting.finish();
    let tree = parser::parse(&text).map_err(|error| refusal(&error.to_string()))?;
    let has_lambda = has_lambda(&expr);
    let tree = if has_lambda { texts::bound(tree) } else { tree };
    let mut compiled = Compiled {
        tree,
        nesting: nesting(&expr),
        has_lambda,
        variables: BTreeSet::new(),
        states: None,
        functions: BTreeSet::new(),
        literals,
    };
    visit_references(&expr, |reference| match reference {
        Reference::Variable(read) if read.variable == "states" => {
            let member = match read.steps.first().map(|step| &step.kind) {
                Some(StepKind::Map(_)) => read.fields().next().map(|field| field.name.to_owned()),
                _ => None,
            };
            match (&mut compiled.states, member) {
                (Some(Some(known)), Some(member)) => known.push(member),
                (states @ None, Some(member)) => *states = Some(Some(vec![member])),
                (states, _) => *states = Some(None),
            }
        }
        Reference::Variable(read) => {
            compiled.variables.insert(read.variable.to_owned());
        }
        Reference::Call(call) => {
            // A variable can hold a function of the same name.
            compiled.variables.insert(call.name.to_owned());
            compiled.functions.insert(call.name.to_owned());
        }
        Reference::FunctionValue { name, .. } => {
            compiled.variables.insert(name.to_owned());
            compiled.functions.insert(name.to_owned());
        }
        Reference::Context { .. } | Reference::Root { .. } | Reference::LaterOperator { .. } => {}
    });
    Ok(compiled)
}

/// What the engine refuses to read and our parser, which is the reference's, does not: an error of the evaluation that it finds early.
fn refusal(text: &str) -> EngineError {
    let coded = text.rsplit_once("syntax: ").map_or(text, |(_, coded)| coded);
    match error_code_prefix(coded) {
        Some(code) if !code.starts_with('S') => {
            let message = coded.get(code.len() + 1..).unwrap_or_default().trim_start().to_owned();
            EngineError::Coded { code: code.to_owned(), message }
        }
        _ => EngineError::Unsupported(format!("the engine does not read what the service does: {text}")),
    }
}

/// Finds what the engine can't do and the literals that a double can't hold.
fn inspect(expr: &Expr<'_>, rewriting: &mut Rewriting<'_>) -> Result<(), EngineError> {
    match &expr.kind {
        ExprKind::Regex(regex) if needs_backtracking(regex.pattern) => {
            return Err(EngineError::Unsupported(format!(
                "the regular expression `/{}/` looks around or refers back",
                regex.pattern
            )));
        }
        ExprKind::Number(value) if *value >= MAX_EXACT as f64 => rewriting.literal(expr.span),
        _ => {}
    }
    let mut result = Ok(());
    expr.for_each_child(|child| {
        if result.is_ok() {
            result = inspect(child, rewriting);
        }
    });
    result
}

fn has_lambda(expr: &Expr<'_>) -> bool {
    let mut found = matches!(expr.kind, ExprKind::Lambda(_));
    expr.for_each_child(|child| found = found || has_lambda(child));
    found
}

/// `(?=`, `(?!`, `(?<=`, `(?<!`, `\1`, `\k`: what an automaton can't match.
fn needs_backtracking(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(at) = rest.find(['\\', '(']) {
        let from = rest.get(at..).unwrap_or_default();
        if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|group| from.starts_with(group)) {
            return true;
        }
        let mut characters = from.chars();
        if characters.next() == Some('\\') && matches!(characters.next(), Some('1'..='9' | 'k')) {
            return true;
        }
        rest = if from.starts_with('\\') { characters.as_str() } else { from.get(1..).unwrap_or_default() };
    }
    false
}

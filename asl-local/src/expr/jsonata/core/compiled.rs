//! An expression that is ready to be evaluated.

use std::collections::{BTreeMap, BTreeSet};

use asl_schema::jsonata::{self, Expr, ExprKind, FunctionCall, MAX_NESTING, Reference, nesting, visit_references};
use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::error_code_prefix;
use jsonata_core::parser;

use super::super::EngineError;
use super::dialect;
use super::explain;
use super::guards;
use super::integers::MAX_EXACT;
use super::message;
use super::plain::Plain;
use super::rewriting::Rewriting;
use super::wanted::Wanted;

pub(super) struct Compiled {
    pub(super) tree: AstNode,
    /// What the engine read.
    text: String,
    /// Whether the tree calls functions of [`guards`].
    pub(super) is_guarded: bool,
    /// Whether it has functions of its own, which can call themselves.
    pub(super) has_lambda: bool,
    /// The variables it reads, `$states` among them, and what of them.
    pub(super) variables: BTreeMap<String, Wanted>,
    /// The functions it names.
    pub(super) functions: BTreeSet<String>,
    /// What it reads, if it only names a field.
    pub(super) plain: Option<Plain>,
    /// Variables that stand for literals which a double can't hold.
    pub(super) literals: Vec<(String, i64)>,
}

impl Compiled {
    /// The tree in which errors tell what they are about.
    pub(super) fn telling(&self) -> Option<AstNode> {
        Some(guards::guard(explain::telling(parser::parse(&self.text).ok()?)).0)
    }

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
    // Measured: the service reads such an expression and fails when it evaluates it.
    if nesting(&expr) > MAX_NESTING {
        return Err(message::stack_overflow());
    }
    let mut rewriting = Rewriting::of(code);
    inspect(&expr, &mut rewriting)?;
    visit_references(&expr, |reference| {
        if let Reference::FunctionValue { name, span } = reference {
            rewriting.function_value(name, span);
        }
    });
    let (text, literals) = rewriting.finish();
    let tree = parser::parse(&text).map_err(|error| refusal(&error.to_string()))?;
    let (tree, is_guarded) = guards::guard(tree);
    let mut compiled = Compiled {
        tree,
        text,
        is_guarded,
        has_lambda: has_lambda(&expr),
        variables: BTreeMap::new(),
        functions: BTreeSet::new(),
        plain: Plain::of(&expr),
        literals,
    };
    visit_references(&expr, |reference| match reference {
        Reference::Variable(read) => {
            compiled.variables.entry(read.variable.to_owned()).or_insert_with(Wanted::nothing).add(&read);
        }
        Reference::Call(FunctionCall { name, .. }) | Reference::FunctionValue { name, .. } => {
            // A variable of that name hides the function.
            compiled.variables.insert(name.to_owned(), Wanted::Whole);
            compiled.functions.insert(name.to_owned());
        }
        Reference::Context { .. } | Reference::Root { .. } | Reference::LaterOperator { .. } => {}
    });
    if looks_up(&expr) {
        compiled.variables.values_mut().for_each(|wanted| *wanted = Wanted::Whole);
    }
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
        ExprKind::Regex(regex) => match dialect::translate(regex.pattern) {
            Some(pattern) => rewriting.regex(expr.span, regex, &pattern),
            None => {
                let what = format!("the regular expression `/{}/`", regex.pattern);
                return Err(EngineError::Unsupported(what));
            }
        },
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
    any(expr, |kind| matches!(kind, ExprKind::Lambda(_)))
}

/// Whether `%` leads from a part to the whole.
fn looks_up(expr: &Expr<'_>) -> bool {
    any(expr, |kind| matches!(kind, ExprKind::Parent))
}

fn any(expr: &Expr<'_>, is: fn(&ExprKind<'_>) -> bool) -> bool {
    let mut found = is(&expr.kind);
    expr.for_each_child(|child| found = found || any(child, is));
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

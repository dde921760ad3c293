//! An expression that is ready to be evaluated.

use std::collections::BTreeSet;

use asl_schema::jsonata::{self, Expr, ExprKind, Reference, StepKind, nesting, visit_references};
use jsonata_core::ast::AstNode;
use jsonata_core::parser;

use super::super::EngineError;
use super::integers::MAX_EXACT;

pub(super) struct Compiled {
    pub(super) tree: AstNode,
    /// The levels of evaluation that it takes at least.
    pub(super) nesting: usize,
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
    let mut literals = Literals { code, rewritten: String::new(), copied: 0, found: Vec::new() };
    inspect(&expr, &mut literals)?;
    let (text, found) = literals.finish();
    let tree = parser::parse(&text).map_err(|error| {
        EngineError::Unsupported(format!("the engine does not read what the service does: {error}"))
    })?;
    let mut compiled = Compiled {
        tree,
        nesting: nesting(&expr),
        variables: BTreeSet::new(),
        states: None,
        functions: BTreeSet::new(),
        literals: found,
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

/// Finds what the engine can't do and the literals that a double can't hold.
fn inspect(expr: &Expr<'_>, literals: &mut Literals<'_>) -> Result<(), EngineError> {
    match &expr.kind {
        ExprKind::Regex(regex) if needs_backtracking(regex.pattern) => {
            return Err(EngineError::Unsupported(format!(
                "the regular expression `/{}/` looks around or refers back",
                regex.pattern
            )));
        }
        ExprKind::Number(value) if value.fract() == 0.0 && *value > MAX_EXACT as f64 => {
            if let Ok(integer) = expr.span.of(literals.code).parse() {
                literals.replace(expr, integer);
            }
        }
        _ => {}
    }
    let mut result = Ok(());
    expr.for_each_child(|child| {
        if result.is_ok() {
            result = inspect(child, literals);
        }
    });
    result
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

/// The text with a variable in place of each literal that a double can't hold.
struct Literals<'c> {
    code: &'c str,
    rewritten: String,
    /// How much of the text has been copied.
    copied: usize,
    found: Vec<(String, i64)>,
}

impl Literals<'_> {
    fn replace(&mut self, literal: &Expr<'_>, value: i64) {
        let span = literal.span.range();
        // Children come in the order of writing; what doesn't is left to the engine, which loses digits.
        let Some(before) = self.code.get(self.copied..span.start) else { return };
        let name = format!("integer_{}_of_asl", self.found.len());
        self.rewritten.push_str(before);
        self.rewritten.push('$');
        self.rewritten.push_str(&name);
        self.copied = span.end;
        self.found.push((name, value));
    }

    fn finish(mut self) -> (String, Vec<(String, i64)>) {
        self.rewritten.push_str(self.code.get(self.copied..).unwrap_or_default());
        (self.rewritten, self.found)
    }
}

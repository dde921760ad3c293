//! One evaluation of an expression.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, EvaluatorOptions};
use jsonata_core::value::JValue;
use serde_json::Value;

use super::super::{Bindings, EngineError};
use super::compiled::Compiled;
use super::convert::Converter;
use super::explain::Notes;
use super::integers::Integers;
use super::{MAX_LEVELS, MAX_LIST, TIME_LIMIT_MILLIS};
use super::{explain, functions, guards, message};

/// What an expression is evaluated with.
pub(super) struct Evaluation<'e> {
    pub(super) compiled: &'e Compiled,
    pub(super) bindings: &'e Bindings<'e>,
    pub(super) integers: &'e Integers,
    /// Of what is random.
    pub(super) seed: u64,
    /// The data that names without a variable are looked up in.
    pub(super) root: &'e JValue,
}

impl Evaluation<'_> {
    /// The value, or `None` for undefined.
    pub(super) fn run(&self) -> Result<Option<Value>, EngineError> {
        let compiled = self.compiled;
        let result = self.evaluate(&compiled.tree, None)?.and_then(|value| {
            if compiled.is_guarded {
                guards::can_be_written(&value)?;
            }
            Ok(value)
        });
        match result {
            Ok(value) => Converter::new(self.integers).output(&value),
            Err(error) => {
                let told = self.told(&error);
                Err(message::of(told.as_ref().unwrap_or(&error), &compiled.functions))
            }
        }
    }

    /// The same error with what it is about, see [`explain`].
    fn told(&self, error: &EvaluatorError) -> Option<EvaluatorError> {
        let code = error.code().filter(|code| explain::can_explain(code))?;
        let tree = self.compiled.telling()?;
        let notes = Notes::default();
        let told = self.evaluate(&tree, Some(&notes)).ok()?.err()?;
        let is_same = told.code().is_some_and(|told| explain::is_same(code, told));
        is_same.then(|| notes.complete(told))
    }

    fn evaluate(&self, tree: &AstNode, notes: Option<&Notes>) -> Result<Result<JValue, EvaluatorError>, EngineError> {
        let options = EvaluatorOptions {
            timeout_ms: Some(TIME_LIMIT_MILLIS),
            max_stack_depth: (self.compiled.has_lambda && notes.is_none()).then_some(MAX_LEVELS),
            max_sequence_length: Some(MAX_LIST),
            ..EvaluatorOptions::default()
        };
        let mut evaluator = Evaluator::with_options(self.context()?, options);
        functions::register(&mut evaluator, self.compiled, self.bindings.now_millis, self.seed, self.integers)?;
        if notes.is_some() || self.compiled.is_guarded {
            guards::register(&mut evaluator).map_err(|error| functions::internal(&error))?;
        }
        if let Some(notes) = notes {
            explain::register(&mut evaluator, notes).map_err(|error| functions::internal(&error))?;
        }
        // The engine has arithmetic that overflows. What is known of it is refused by the guards; a run of a hostile expression must end in an error.
        catch_unwind(AssertUnwindSafe(|| evaluator.evaluate(tree, self.root)))
            .map_err(|_| EngineError::Unsupported("the engine breaks down over it".to_owned()))
    }

    fn context(&self) -> Result<Context, EngineError> {
        let converter = Converter::new(self.integers);
        let mut context = Context::new();
        for (name, literal) in &self.compiled.literals {
            context.bind(name.clone(), JValue::Number(self.integers.stand_in(*literal)));
        }
        for (name, wanted) in &self.compiled.variables {
            if name == "states" {
                context.bind(name.clone(), converter.states(&self.bindings.states, wanted)?);
            } else if let Some(value) = self.bindings.variables.get(name) {
                context.bind(name.clone(), converter.parts(value, wanted)?);
            }
        }
        Ok(context)
    }
}

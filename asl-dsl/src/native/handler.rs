//! Handlers: closures that stand for tasks.

use crate::error::{Failure, WorkflowError};
use crate::native::error::NativeError;
use crate::shape::Outcome;
use crate::task::{Arguments, TaskCall, TaskDef, WorkflowCall};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::any::TypeId;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// What a handler made of a request. The outer error ends the run: JSON that doesn't fit the types.
type Handled = Result<Result<Value, Failure>, NativeError>;

/// One handler. Shared, so that it is called while the run isn't borrowed: it may run a workflow itself.
#[derive(Clone)]
pub(crate) enum Entry {
    Answers { handler: Rc<RefCell<dyn FnMut(Value) -> Handled>>, takes: Duration },
    Never,
}

/// The handlers of a run, by the type that `#[task]` or `#[workflow]` declared: names needn't be unique.
#[derive(Default)]
pub(crate) struct Handlers(BTreeMap<TypeId, Entry>);

impl Handlers {
    pub(crate) fn set(&mut self, task: TypeId, entry: Entry) {
        self.0.insert(task, entry);
    }

    pub(crate) fn get(&self, task: TypeId) -> Option<Entry> {
        self.0.get(&task).cloned()
    }

    pub(crate) fn set_takes(&mut self, task: TypeId, duration: Duration) -> bool {
        match self.0.get_mut(&task) {
            Some(Entry::Answers { takes, .. }) => {
                *takes = duration;
                true
            }
            _ => false,
        }
    }
}

/// A function declared with `#[task]` or `#[workflow]`: what a handler stands for. `Args` is found by inference.
#[diagnostic::on_unimplemented(
    message = "only functions declared with `#[task]` or `#[workflow]` can have a handler",
    label = "not a task"
)]
pub trait Callee<Args> {
    /// The declaration.
    type Def: TaskDef;
}

/// What a call says of its callee's declaration.
pub trait CallOf {
    /// The declaration.
    type Def: TaskDef;
}

impl<M: TaskDef, O> CallOf for TaskCall<M, O> {
    type Def = M;
}

impl<M: TaskDef, O> CallOf for WorkflowCall<M, O> {
    type Def = M;
}

/// A closure that takes a task's arguments, each by value, and returns what the task returns.
#[diagnostic::on_unimplemented(
    message = "this handler doesn't fit the task",
    label = "expected a closure that takes `{Args}` and returns `{Output}`",
    note = "write the types of the closure's parameters: `|request: Request| …`"
)]
pub trait Handler<Args, Output> {
    /// Answers one request.
    ///
    /// # Errors
    /// The request's JSON doesn't fit the closure's parameter types.
    fn answer(&mut self, arguments: Arguments, params: &'static [&'static str]) -> Result<Output, String>;
}

macro_rules! arities {
    ($($($arg:ident)*;)*) => { $(
        impl<Fun, Called, $($arg),*> Callee<($($arg,)*)> for Fun
        where
            Fun: Fn($($arg),*) -> Called,
            Called: CallOf,
        {
            type Def = Called::Def;
        }

        impl<Fun, Output, $($arg: DeserializeOwned),*> Handler<($($arg,)*), Output> for Fun
        where
            Fun: FnMut($($arg),*) -> Output,
        {
            #[allow(unused, non_snake_case, clippy::allow_attributes, reason = "the macro makes a case without parameters")]
            fn answer(&mut self, mut arguments: Arguments, params: &'static [&'static str]) -> Result<Output, String> {
                let mut names = params.iter();
                $( let $arg = arguments.take(names.next().copied().unwrap_or_default())?; )*
                Ok(self($($arg),*))
            }
        }
    )* };
}

arities! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

/// A typed handler as one from JSON to JSON.
pub(crate) fn typed<M, H>(mut handler: H) -> Entry
where
    M: TaskDef,
    H: Handler<M::Args, M::Output> + 'static,
{
    let answer = move |request: Value| {
        let params = M::INFO.params;
        let output = handler.answer(Arguments::new(params, request), params).map_err(json_error::<M>)?;
        to_json::<M>(output)
    };
    Entry::Answers { handler: Rc::new(RefCell::new(answer)), takes: Duration::ZERO }
}

/// A handler that sees and makes the JSON itself.
pub(crate) fn untyped(mut handler: impl FnMut(Value) -> Result<Value, Failure> + 'static) -> Entry {
    Entry::Answers { handler: Rc::new(RefCell::new(move |request| Ok(handler(request)))), takes: Duration::ZERO }
}

/// What a typed output is outside Rust.
pub(crate) fn to_json<M: TaskDef>(output: M::Output) -> Handled {
    match output.into_result() {
        Ok(value) => match serde_json::to_value(value) {
            Ok(value) => Ok(Ok(value)),
            Err(error) => Err(json_error::<M>(format!("its result can't be written as JSON: {error}"))),
        },
        Err(error) => Ok(Err(error.to_failure())),
    }
}

/// The typed output that came back.
pub(crate) fn from_json<M: TaskDef>(answer: Result<Value, Failure>) -> Result<M::Output, NativeError> {
    match answer {
        Ok(value) => match serde_json::from_value(value) {
            Ok(value) => Ok(M::Output::from_result(Ok(value))),
            Err(error) => Err(json_error::<M>(format!("its result doesn't fit the declared type: {error}"))),
        },
        Err(failure) => match WorkflowError::from_parts(&failure.error, &failure.cause) {
            Some(error) => Ok(M::Output::from_result(Err(error))),
            None => Err(NativeError::Failed(failure)),
        },
    }
}

pub(crate) fn json_error<M: TaskDef>(message: String) -> NativeError {
    NativeError::Json { task: M::INFO.name, message }
}

//! A workflow against its machine: the function run natively, the emitted definition run here, on the same inputs with the same answers.
//!
//! In go a workflow, inputs, and a function that prepares the answers, which is called afresh for each run. Compared are how the runs end,
//! their calls with what they hand over and in which order, what the clock says, and what was prepared and not asked for. Branches and
//! iterations take turns in their order on both sides ([`Machine::in_order`]), so the order of all calls is defined.
//!
//! Not compared is time where a retrier draws its delays (`JitterStrategy`).

mod compare;
mod difference;
mod input;
mod native;

use asl_dsl::native::Callee;
use asl_dsl::task::{TaskDef, WorkflowDef};
use asl_dsl::{Definition, NativeError};
use serde_json::Value;
use std::time::Duration;

pub use self::difference::Difference;
pub use self::input::Input;
use crate::machine::Machine;
use crate::mock::Mocks;
use crate::run::Run;
use crate::tape::TapeCall;

/// Asserts that a workflow and its machine do the same on every input.
///
/// `handlers` prepares the answers of the tasks, by the tasks' functions; it is called for each run, so that its closures begin with the same
/// state. A nested workflow is answered like a task, or runs as itself on both sides with [`Mocks::workflow`].
///
/// ```
/// use asl_dsl::prelude::*;
/// use asl_local::{Mocks, equivalent};
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
/// enum PayError {
///     Declined { reason: String },
///     Busy,
/// }
///
/// #[task(lambda = "charge-card")]
/// async fn charge(cents: u64) -> Result<String, PayError>;
///
/// #[workflow]
/// async fn pay(cents: u64) -> Result<String, PayError> {
///     let receipt = charge(cents).retry(Retry::on_error(PayError::Busy)).await?;
///     Ok(format!("{receipt} for {cents} cents"))
/// }
///
/// fn bank(mocks: &mut Mocks<'_>) {
///     let mut busy = true;
///     mocks.on(charge, move |cents: u64| match cents {
///         0 => Err(PayError::Declined { reason: "nothing to pay".to_owned() }),
///         _ if std::mem::take(&mut busy) => Err(PayError::Busy),
///         _ => Ok("r-1".to_owned()),
///     });
/// }
///
/// equivalent(pay, [0, 990, 1_000_000], bank);
/// ```
///
/// # Panics
/// With the first [`Difference`].
#[track_caller]
pub fn equivalent<W, Args, I>(
    workflow: W,
    inputs: impl IntoIterator<Item = I>,
    handlers: impl FnMut(&mut Mocks<'static>),
) where
    W: Callee<Args, Def: WorkflowDef>,
    I: Input<<W::Def as TaskDef>::Args>,
{
    let difference = difference(workflow, inputs, handlers).map(|difference| difference.to_string());
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}

/// The first difference between a workflow and its machine, if there is one; see [`equivalent`].
pub fn difference<W, Args, I>(
    workflow: W,
    inputs: impl IntoIterator<Item = I>,
    mut handlers: impl FnMut(&mut Mocks<'static>),
) -> Option<Difference>
where
    W: Callee<Args, Def: WorkflowDef>,
    I: Input<<W::Def as TaskDef>::Args>,
{
    let _ = workflow;
    let name = <W::Def as TaskDef>::INFO.name;
    let definition = match <W::Def as WorkflowDef>::definition() {
        Ok(definition) => definition,
        Err(report) => return Some(Difference::without_machine(name, report.to_string())),
    };
    inputs.into_iter().enumerate().find_map(|(index, input)| {
        let input = match input.to_json(<W::Def as TaskDef>::INFO.params) {
            Ok(input) => input,
            Err(message) => return Some(Difference::without_machine(name, message)),
        };
        let mut mocks = || {
            let mut mocks = Mocks::new();
            handlers(&mut mocks);
            mocks
        };
        let native = native::run::<W::Def>(&input, mocks());
        let machine = run(&definition, &input, mocks());
        let found = compare::compare(&native, &machine, !draws_delays(&definition))?;
        Some(Difference::new(name, index, input, found, &native, &machine))
    })
}

/// What one side did.
struct Native {
    ended: Result<Value, NativeError>,
    calls: Vec<TapeCall>,
    took: Duration,
    leftovers: Vec<String>,
}

struct Emitted {
    run: Run,
    calls: Vec<TapeCall>,
}

fn run(definition: &Definition, input: &Value, mocks: Mocks<'static>) -> Emitted {
    let mut machine = Machine::new(definition.clone()).in_order();
    machine.mocks = mocks;
    let (run, tape) = machine.record(input);
    Emitted { run, calls: tape.calls }
}

/// Whether a retrier draws its delays, so that no two runs take the same time.
fn draws_delays(definition: &Definition) -> bool {
    let jitter = |retrier: &asl_schema::model::Retrier| retrier.jitter_strategy.is_some();
    definition.machine().machine().visit().iter().any(|visit| visit.state.retry().iter().any(jitter))
}

#[cfg(test)]
mod tests;

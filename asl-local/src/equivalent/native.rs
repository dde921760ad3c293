//! The native side: the function, its calls answered from prepared answers.

use std::cell::RefCell;
use std::rc::Rc;

use asl_dsl::native::{Asked, NativeRun, Reply};
use asl_dsl::task::{Arguments, Integration, WorkflowDef};
use asl_dsl::{Failure, NativeError};
use serde_json::Value;

use super::Native;
use crate::mock::{Mocks, Outcome};
use crate::tape::TapeCall;

/// Runs the workflow on an input.
pub(super) fn run<W: WorkflowDef>(input: &Value, mocks: Mocks<'static>) -> Native {
    let mocks = Rc::new(RefCell::new(mocks));
    let mut run = NativeRun::new();
    let answers = mocks.clone();
    run.answer_with(move |asked| answer(&mut answers.borrow_mut(), asked));
    let ended = match W::call(Arguments::new(W::INFO.params, input.clone())) {
        Ok(call) => run.execute(call),
        Err(message) => Err(NativeError::Json { task: W::INFO.name, message }),
    };
    let tape = run.tape();
    // A workflow that ran as itself is no call of the machine's tasks; its own calls are.
    let itself = |at: usize| {
        tape.calls.get(at).is_some_and(|call| matches!(call.integration, Integration::Workflow { .. }))
            && (mocks.borrow_mut().tasks().all(|(_, prepared)| prepared.subject.name() != tape.calls[at].task))
    };
    let calls = tape.calls.iter().enumerate().filter(|(at, _)| !itself(*at)).map(|(_, call)| TapeCall::from(call));
    Native { ended, calls: calls.collect(), took: run.clock(), leftovers: mocks.borrow().leftovers() }
}

fn answer(mocks: &mut Mocks<'static>, asked: Asked<'_>) -> Option<Reply> {
    let (_, prepared) = mocks.tasks().find(|(id, _)| *id == asked.id)?;
    let answer = prepared.reply(asked.task, asked.request, asked.attempt)?;
    let result = match answer.outcome {
        Outcome::Succeeds(result) => Some(Ok(result)),
        Outcome::Fails(error) | Outcome::StartFails(error) | Outcome::SubmitFails(error) => {
            Some(Err(Failure::new(error.error.unwrap_or_default(), error.cause.unwrap_or_default())))
        }
        Outcome::Refused(cause) => Some(Err(Failure::new("States.Runtime", cause))),
        Outcome::Never => None,
    };
    Some(Reply { answer: result, after: answer.after, heartbeats: answer.heartbeat })
}

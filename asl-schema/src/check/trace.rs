//! What is known of the data at each state, for editors and for those who want to see why a rule says what it says.

use super::context::Context;
use super::{Options, data, walk};
use crate::data::Shape;
use crate::model::StateMachine;
use crate::path::Path;

/// What a state gets and gives.
#[derive(Debug, Clone, PartialEq)]
pub struct StateData {
    /// The place of the state.
    pub path: Path,
    /// What it gets, before `InputPath`; `None` where no way leads to it.
    pub input: Option<Shape>,
    /// What it gives to `Next`, `End` or `Default`, after `OutputPath` or `Output`; `None` where it does not get so far. What leaves a Choice by one
    /// of its rules or a state by one of its catchers is not told.
    pub output: Option<Shape>,
}

/// The data at every state, each before those inside it, in the order they were written.
///
/// ```
/// use asl_schema::{Options, check, read_str};
/// let text = r#"{ "StartAt": "Make", "States": {
///   "Make": { "Type": "Pass", "Parameters": { "id.$": "States.UUID()" }, "ResultPath": "$.order", "Next": "Done" },
///   "Done": { "Type": "Succeed", "OutputPath": "$.order" }
/// } }"#;
/// let machine = read_str(text).machine.unwrap();
/// let data = check::trace(&machine, &Options::standard());
/// assert_eq!(data[1].input.as_ref().unwrap().to_string(), "{order: {id: text}, …}");
/// assert_eq!(data[1].output.as_ref().unwrap().to_string(), "{id: text}");
/// ```
pub fn trace(machine: &StateMachine, options: &Options) -> Vec<StateData> {
    let context = Context::new(machine, options.machine_type).knowing(&options.known);
    let code = walk::parse(&context);
    let flow = data::run(&context, &code, &context.known);
    let reached = |shape: Shape| Some(shape).filter(|shape| !shape.is_never());
    let shapes = flow.inputs.into_iter().zip(flow.outputs);
    let states = shapes.enumerate().map(|(id, (input, output))| StateData {
        path: context.state_path(id),
        input: reached(input),
        output: reached(output),
    });
    states.collect()
}

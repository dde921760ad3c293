//! Following a run while it runs.

use crate::history::Event;

/// Is told every event of a run at the moment it happens, in the order of the run.
///
/// ```
/// use asl_local::{Event, Machine, Observed, Observer, What};
///
/// struct Names<'n>(&'n mut Vec<String>);
///
/// impl Observer for Names<'_> {
///     fn event(&mut self, _: &Observed<'_>, event: &Event) {
///         if let What::Entered { state, .. } = event.what() {
///             self.0.push(state.to_owned());
///         }
///     }
/// }
///
/// let definition = r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Succeed" } } }"#;
/// let checked = asl_schema::check_str(definition, &asl_schema::Options::standard()).into_checked().unwrap();
/// let mut names = Vec::new();
/// Machine::new(checked).observer(Names(&mut names)).run(&1);
/// assert_eq!(names, ["A", "B"]);
/// ```
pub trait Observer {
    /// The event was added to the history of the execution.
    fn event(&mut self, execution: &Observed<'_>, event: &Event);
}

impl<O: Observer + ?Sized> Observer for &mut O {
    fn event(&mut self, execution: &Observed<'_>, event: &Event) {
        (**self).event(execution, event);
    }
}

/// An execution of a run.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'o> {
    /// Counts the executions of the run as they begin; 0 is the one that was asked for.
    pub number: usize,
    /// Its name.
    pub name: &'o str,
    /// What started it, unless it is the one that was asked for.
    pub parent: Option<Parent>,
}

/// The state that started an execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// The number of the state's own execution.
    pub execution: usize,
    /// The event by which the state was entered.
    pub entered_event_id: u32,
    /// Which child of a distributed Map it is; `None` for an execution that a Task started.
    pub item: Option<usize>,
}

//! State machines that tasks may start, and that run as themselves: their definitions, named by a mock file.

use std::ops::Range;
use std::path::Path;

use asl_schema::{closest, quoted};

use super::super::definition::{self, Definition};
use super::Answers;
use super::reader::Mistake;
use crate::cli::Run;
use crate::document::Place;
use crate::outcome::Outcome;

const KEYS: [&str; 3] = ["file", "definition", "mocks"];

/// A machine that a Task may start.
#[derive(Debug)]
pub(super) struct Startable {
    /// Its ARN or name, as tasks name it.
    pub(super) key: String,
    pub(super) definition: Definition,
    /// Answers for its states.
    pub(super) prepared: Answers,
    /// Where the key stands in the file.
    pub(super) range: Range<usize>,
}

impl Startable {
    /// The name, of an ARN the last part.
    pub(super) fn name(&self) -> &str {
        self.key.rsplit(':').next().unwrap_or_default()
    }

    /// Whether an execution of it is among those of the run.
    pub(super) fn was_started(&self, run: &asl_local::Run) -> bool {
        let mut runs: Vec<&asl_local::Run> = run.children().iter().collect();
        while let Some(run) = runs.pop() {
            // `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`
            if run.arn().split(':').nth(6) == Some(self.name()) {
                return true;
            }
            runs.extend(run.children());
        }
        false
    }
}

/// Whether an entry of a mock file is a machine.
pub(super) fn is_machine(place: Place<'_>) -> bool {
    place.get("file").is_some()
}

/// The machines that a mock file in `folder` names; what is wrong with their definitions; what is wrong with how they are named.
pub(super) fn read(root: Place<'_>, folder: &Path, options: &Run) -> (Vec<Startable>, Outcome, Vec<Mistake>) {
    let (mut machines, mut refused, mut mistakes) = (Vec::new(), Outcome::default(), Vec::new());
    for (key, place) in root.entries().filter(|(_, place)| is_machine(*place)) {
        mistakes.extend(place.entries().filter(|(key, _)| !KEYS.contains(key)).map(|(key, value)| {
            let help = match closest(key, KEYS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys of a state machine are `{}`", KEYS.join("`, `")),
            };
            let range = place.key(key).unwrap_or_else(|| value.mark());
            Mistake { range, message: format!("there is no key {}", quoted(key)), help: Some(help) }
        }));
        let mut text = |key: &str, what: &str| {
            let value = place.get(key)?;
            if !value.value.is_string() {
                mistakes.push(Mistake { range: value.mark(), message: format!("`{key}` is {what}"), help: None });
            }
            value.value.as_str()
        };
        let file = text("file", "the path of a definition or a template");
        let label = text("definition", "the logical id of a state machine in the file");
        let Some(file) = file else { continue };
        match definition::another(options, folder.join(file), label.map(str::to_owned)) {
            Ok(definition) => {
                let range = root.key(key).unwrap_or_else(|| place.mark());
                machines.push(Startable { key: key.to_owned(), definition, prepared: Answers::new(), range });
            }
            Err(wrong) => refused.add(wrong),
        }
    }
    (machines, refused, mistakes)
}

//! A mock file to its answers; every mistake with its place.

use std::collections::BTreeMap;
use std::ops::Range;

use asl_schema::model::State;
use asl_schema::source::Repeated;
use asl_schema::{closest, quoted};

use super::super::definition::Definition;
use super::machines::{Startable, is_machine};
use super::{Answers, Prepared, Times, problem_at};
use crate::document::Place;
use crate::outcome::Problem;

/// Something wrong with the file.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What is known of the machines, and what was found to be wrong.
pub(super) struct Reader<'d> {
    /// The type of each state.
    states: BTreeMap<&'d str, &'static str>,
    /// The tasks and their resources, in the order of the definitions.
    tasks: Vec<(&'d str, &'d str)>,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(definitions: impl Iterator<Item = &'d Definition>) -> Reader<'d> {
        let mut reader = Reader { states: BTreeMap::new(), tasks: Vec::new(), mistakes: Vec::new() };
        for visited in definitions.flat_map(|definition| definition.checked.machine().visit()) {
            reader.states.entry(visited.name).or_insert_with(|| visited.state.state_type().as_str());
            if let State::Task(task) = visited.state {
                reader.tasks.push((visited.name, task.resource.as_str()));
            }
        }
        reader
    }

    pub(super) fn say(&mut self, range: Range<usize>, message: impl Into<String>, help: Option<String>) {
        self.mistakes.push(Mistake { range, message: message.into(), help });
    }

    /// The mistakes in the order of the text.
    pub(super) fn problems(mut self, file: &str, text: &str) -> Vec<Problem> {
        self.mistakes.sort_by_key(|mistake| mistake.range.start);
        let mistakes = self.mistakes.into_iter();
        mistakes
            .map(|Mistake { range, message, help }| Problem { help, ..problem_at(file, text, range, message) })
            .collect()
    }

    pub(super) fn repeated(&mut self, repeated: &[Repeated]) {
        for repeated in repeated {
            self.say(
                repeated.second.clone(),
                "this key is written twice",
                Some("join the two into one list".to_owned()),
            );
        }
    }

    /// The whole file, of either kind.
    pub(super) fn file(&mut self, root: Place<'_>, case: Option<&str>, machine: &str) -> Answers {
        if !root.value.is_object() {
            self.say(root.mark(), "expected an object with answers by the names of states", None);
            return Answers::new();
        }
        if let (Some(machines), Some(responses)) = (root.get("StateMachines"), root.get("MockedResponses")) {
            return self.test_case(machines, responses, case, machine);
        }
        if let Some(case) = case {
            let message = format!("the file has no test case {}: it has answers by the names of states", quoted(case));
            self.say(root.mark(), message, Some("leave out `--case`".to_owned()));
        }
        self.by_target(root)
    }

    /// The answers for the states of a machine that a Task may start.
    pub(super) fn own(&mut self, root: Place<'_>, machine: &Startable) -> Answers {
        let Some(mocks) = root.get(&machine.key).and_then(|place| place.get("mocks")) else { return Answers::new() };
        if !mocks.value.is_object() {
            self.say(mocks.mark(), "`mocks` is an object with answers by the names of states", None);
            return Answers::new();
        }
        self.by_target(mocks)
    }

    fn by_target(&mut self, place: Place<'_>) -> Answers {
        let mut prepared = Answers::new();
        for (target, answers) in place.entries().filter(|(_, answers)| !is_machine(*answers)) {
            let key = place.key(target).unwrap_or_else(|| answers.mark());
            if self.is_target(target, key) {
                prepared.insert(target.to_owned(), self.answers(answers));
            }
        }
        prepared
    }

    /// Whether there is something of that name that asks.
    pub(super) fn is_target(&mut self, target: &str, range: Range<usize>) -> bool {
        if self.tasks.iter().any(|(state, resource)| *state == target || *resource == target) {
            return true;
        }
        if let Some(kind) = self.states.get(target) {
            let message = format!("{} is a {kind}: only a Task asks for an answer", quoted(target));
            self.say(range, message, None);
            return false;
        }
        let tasks = self.tasks.iter().flat_map(|(state, resource)| [*state, *resource]);
        let help = match closest(target, tasks) {
            Some(meant) => Some(format!("did you mean `{meant}`?")),
            None if self.tasks.is_empty() => Some("the machine has no Task".to_owned()),
            None => {
                let mut names: Vec<&str> = Vec::new();
                for (state, _) in &self.tasks {
                    if !names.contains(state) {
                        names.push(state);
                    }
                }
                Some(format!("the tasks are `{}`", names.join("`, `")))
            }
        };
        self.say(range, format!("there is no state {}, and no Task with this `Resource`", quoted(target)), help);
        false
    }

    /// A list answers in order, an object every call.
    fn answers(&mut self, place: Place<'_>) -> Vec<Prepared> {
        if place.value.is_object() {
            return Vec::from_iter(self.answer(place, Times::Always));
        }
        if !place.value.is_array() {
            self.say(place.mark(), "expected an answer, or a list of answers", Some(EXAMPLE.to_owned()));
            return Vec::new();
        }
        let prepared: Vec<Prepared> = place.items().filter_map(|item| self.answer(item, Times::Only(1))).collect();
        let is_endless = |prepared: &&Prepared| prepared.times == Times::Always && prepared.iteration.is_none();
        if let Some(endless) = prepared.iter().rev().skip(1).find(is_endless) {
            self.say(
                endless.range.clone(),
                "what follows this answer is never given",
                Some("put it at the end".to_owned()),
            );
        }
        prepared
    }

    pub(super) fn unknown(&mut self, range: Range<usize>, key: &str, known: &[&str]) {
        let help = match closest(key, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the keys here are `{}`", known.join("`, `")),
        };
        self.say(range, format!("there is no key {}", quoted(key)), Some(help));
    }
}

pub(super) const EXAMPLE: &str = "write `[{ \"result\": {} }]`";

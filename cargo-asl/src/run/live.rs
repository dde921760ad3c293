//! The states as they run: a line when one is entered, left, retried, caught or cut.
//!
//! ```text
//!      Running orders.asl.json from 2026-01-01T00:00:00.000Z
//!         Task       0s  Charge  lambda:invoke
//!       Failed       0s  Charge  Busy: try later
//!        Retry       1m  Charge  attempt 2
//!         Done       1m  Charge
//! ```
//!
//! The time is that of the virtual clock since the start. What stands inside a Parallel or a Map is indented; iterations and children have their
//! index in front. Of long Maps and of loops the first few are shown and the rest is counted.

mod follow;
mod lines;

use std::collections::HashMap;
use std::io::Write;
use std::time::Duration;

use asl_local::{Event, Observed, Observer, Run, Status, What, format_timestamp};
use asl_schema::MachineType;
use asl_schema::model::{State, StateType};

use self::follow::{Ends, Followed, Visit};
use self::lines::{Lines, Tone};
use super::definition::Definition;
use crate::cli;

/// How many iterations of a Map are shown.
const ITERATIONS: u64 = 3;
/// How often a state is shown.
const VISITS: u64 = 10;
/// How many failures are shown of what is not.
const FAILURES: u64 = 3;

/// Follows a run on a stream.
pub(super) struct Live<'l> {
    lines: Option<Lines<'l>>,
    file: String,
    name: String,
    machine_type: MachineType,
    states: HashMap<String, State>,
    start: Duration,
    pace: Option<f64>,
    /// The last moment that something happened, in milliseconds.
    now: u64,
    followed: Vec<Followed>,
    /// How often each state was shown.
    shown: HashMap<String, u64>,
    entered: u64,
    events: u64,
    /// States of loops that were not shown.
    skipped: u64,
    failures: u64,
}

impl<'l> Live<'l> {
    pub(super) fn new(options: &cli::Run, color: bool, definition: &Definition, out: &'l mut dyn Write) -> Live<'l> {
        let mut live = Live {
            lines: (!options.quiet).then(|| Lines::new(out, color)),
            file: definition.file.clone(),
            name: definition.name.clone(),
            machine_type: definition.machine_type,
            states: HashMap::new(),
            start: options.start,
            pace: options.pace,
            now: u64::try_from(options.start.as_millis()).unwrap_or(0),
            followed: Vec::new(),
            shown: HashMap::new(),
            entered: 0,
            events: 0,
            skipped: 0,
            failures: 0,
        };
        live.know(definition);
        live
    }

    /// Its states may run too. Of two with one name that of the first definition is meant.
    pub(super) fn know(&mut self, definition: &Definition) {
        for visited in definition.checked.machine().visit() {
            self.states.entry(visited.name.to_owned()).or_insert_with(|| visited.state.clone());
        }
    }

    /// What runs.
    pub(super) fn begin(&mut self) {
        let express = if self.machine_type == MachineType::Express { "express, " } else { "" };
        let text = format!("{}, {express}from {}", self.file, format_timestamp(self.start));
        if let Some(lines) = &mut self.lines {
            lines.header("Running", Tone::Good, &text);
        }
    }

    /// How it ended.
    pub(super) fn end(&mut self, run: &Run) {
        if self.skipped > 0 {
            let text = format!("and {} more states entered", thousands(self.skipped));
            self.say("...", Tone::Quiet, 0, &text);
        }
        let (verb, tone) = match run.status() {
            Status::Succeeded => ("Succeeded", Tone::Good),
            Status::Failed => ("Failed", Tone::Bad),
            Status::TimedOut => ("Timed out", Tone::Bad),
            Status::Aborted => ("Stopped", Tone::Bad),
        };
        let plural =
            |count: u64, noun: &str| format!("{} {noun}{}", thousands(count), if count == 1 { "" } else { "s" });
        let text =
            format!("{}  {} entered, {}", self.name, plural(self.entered, "state"), plural(self.events, "event"));
        self.say(verb, tone, 0, &text);
    }

    fn say(&mut self, verb: &str, tone: Tone, depth: usize, text: &str) {
        let start = u64::try_from(self.start.as_millis()).unwrap_or(0);
        let elapsed = Duration::from_millis(self.now.saturating_sub(start));
        if let Some(lines) = &mut self.lines {
            lines.line(verb, tone, elapsed, depth, text);
        }
    }

    /// A line about a visit that is shown.
    fn about(&mut self, visit: &Visit, verb: &str, tone: Tone, more: &str) {
        if !visit.hidden {
            let text = format!("{}{}{}{more}", visit.prefix, visit.name, if more.is_empty() { "" } else { "  " });
            self.say(verb, tone, visit.depth, &text);
        }
    }

    /// Takes as long as the virtual clock did, by the pace.
    fn pass(&mut self, millis: u64) {
        let passed = millis.saturating_sub(self.now);
        self.now = self.now.max(millis);
        if let Some(pace) = self.pace.filter(|_| passed > 0) {
            let seconds = Duration::from_millis(passed).as_secs_f64() * pace;
            if let Ok(time) = Duration::try_from_secs_f64(seconds) {
                std::thread::sleep(time);
            }
        }
    }

    /// Whether a visit of this state is one too many to be shown.
    fn is_worn_out(&mut self, name: &str) -> bool {
        let shown = self.shown.entry(name.to_owned()).or_default();
        *shown += 1;
        *shown > VISITS
    }

    fn entered(&mut self, number: usize, event: &Event, name: &str, kind: StateType) {
        self.entered += 1;
        let Some(followed) = self.followed.get(number) else { return };
        let mut visit = followed.visit_of(event, name, kind);
        if !visit.hidden && self.is_worn_out(name) {
            visit.hidden = true;
            self.skipped += 1;
        }
        let more = match self.states.get(name) {
            Some(State::Task(task)) => short(&task.resource),
            _ => String::new(),
        };
        match kind {
            // Told with where it leads, or with how many they are.
            StateType::Choice | StateType::Parallel | StateType::Map => {}
            _ => self.about(&visit, kind.as_str(), Tone::Begin, &more),
        }
        if let Some(followed) = self.followed.get_mut(number) {
            followed.visits.insert(event.id(), visit);
        }
    }

    fn exited(&mut self, visit: &Visit, way: asl_local::Way) {
        let target = self.states.get(&visit.name).and_then(|state| follow::target(state, way));
        let arrow = target.map(|target| format!("→ {target}")).unwrap_or_default();
        self.rest(visit);
        match (way, visit.kind) {
            (asl_local::Way::Catcher(_), _) => self.about(visit, "Caught", Tone::Warn, &arrow),
            (_, StateType::Choice) => self.about(visit, "Choice", Tone::Begin, &arrow),
            // What takes no time was told when it was entered.
            (_, StateType::Pass | StateType::Succeed) => {}
            _ => self.about(visit, "Done", Tone::Good, ""),
        }
    }

    /// What became of the iterations and children that were not shown.
    fn rest(&mut self, visit: &Visit) {
        let Ends { succeeded, failed, stopped } = visit.rest;
        let all = succeeded + failed + stopped;
        if all > 0 && !visit.hidden {
            let kinds = [(succeeded, "succeeded"), (failed, "failed"), (stopped, "stopped")];
            let kinds = kinds.iter().filter(|(count, _)| *count > 0);
            let kinds: Vec<String> = kinds.map(|(count, what)| format!("{} {what}", thousands(*count))).collect();
            let text = format!("and {} more: {}", thousands(all), kinds.join(", "));
            self.say("...", Tone::Quiet, visit.depth + 1, &text);
        }
    }

    fn failed(&mut self, visit: &Visit, error: Option<&str>, cause: Option<&str>) {
        let cause = cause.filter(|cause| !cause.is_empty());
        let parts: Vec<&str> = [error, cause].into_iter().flatten().collect();
        let mut shown = visit.clone();
        if shown.hidden && self.failures < FAILURES {
            self.failures += 1;
            shown.hidden = false;
        }
        self.about(&shown, "Failed", Tone::Bad, &parts.join(": "));
    }

    fn fanned(&mut self, visit: &Visit, items: Option<u64>) {
        let more = match (visit.attempts, items) {
            (2.., _) => return self.about(visit, "Retry", Tone::Warn, &format!("attempt {}", visit.attempts)),
            // AWS tells no number of items that are read from a bucket.
            (_, None | Some(0)) => String::new(),
            (_, Some(1)) => "1 item".to_owned(),
            (_, Some(items)) => format!("{} items", thousands(items)),
        };
        self.about(visit, visit.kind.as_str(), Tone::Begin, &more);
    }
}

impl Observer for Live<'_> {
    fn event(&mut self, execution: &Observed<'_>, event: &Event) {
        self.pass(event.millis());
        self.events += 1;
        let number = execution.number;
        if number >= self.followed.len() {
            let parent = execution.parent.and_then(|parent| {
                let visit = self.followed.get(parent.execution)?.visits.get(&parent.entered_event_id)?;
                Some((visit.clone(), parent))
            });
            self.followed.push(Followed::new(parent));
        }
        let what = event.what();
        if let What::Entered { state, kind, .. } = what {
            self.entered(number, event, state, kind);
        }
        let visit = self.followed.get_mut(number).and_then(|followed| followed.note(event));
        if let What::Ended { status, .. } = what {
            let parent = self.followed.get(number).and_then(|followed| followed.parent);
            let above = parent.filter(|parent| parent.item.is_some_and(|item| item as u64 >= ITERATIONS));
            let above = above
                .and_then(|parent| self.followed.get_mut(parent.execution)?.visits.get_mut(&parent.entered_event_id));
            if let Some(map) = above {
                map.rest.add(status);
            }
        }
        let Some(visit) = visit else { return };
        match what {
            What::Exited { way, .. } => self.exited(&visit, way),
            What::Called { .. } if visit.attempts > 1 => {
                self.about(&visit, "Retry", Tone::Warn, &format!("attempt {}", visit.attempts));
            }
            What::Fanned { items } => self.fanned(&visit, items),
            What::Failed { error, cause } => self.failed(&visit, error, cause),
            What::FannedFailed => {
                self.rest(&visit);
                self.about(&visit, "Failed", Tone::Bad, "");
            }
            What::Cut => self.about(&visit, "Cut", Tone::Warn, ""),
            _ => {}
        }
    }
}

/// `lambda:invoke` of an integration, `function:charge` of an ARN.
fn short(resource: &str) -> String {
    match resource.rsplit_once(":::") {
        Some((_, service)) => service.to_owned(),
        None => {
            let parts: Vec<&str> = resource.splitn(6, ':').collect();
            parts.last().copied().unwrap_or_default().to_owned()
        }
    }
}

/// `25,000`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

//! A run as a picture: the chart of its machine, coloured by what happened.

mod tally;

use std::time::Duration;

use asl_schema::diagram::{Arrow, Look, Overlay, mermaid_with};
use asl_schema::model::Successor;

use self::tally::{Counts, Ends, Tally};
use crate::history::Way;
use crate::run::Run;
use crate::time::display_time;

/// The chart of the run's machine, with what happened in the run and in the children of its distributed Maps.
pub(crate) fn of(run: &Run) -> String {
    mermaid_with(run.definition(), &Tally::of(run))
}

impl Overlay for Tally<'_> {
    fn state(&self, name: &str) -> Look {
        match self.counts(name) {
            Some(counts) => Look { class: class(counts), lines: lines(counts) },
            None => Look { class: "unreached", lines: Vec::new() },
        }
    }

    fn taken(&self, arrow: Arrow<'_>) -> u64 {
        let way =
            |name: &str, way: Way| self.counts(name).and_then(|counts| counts.ways.get(&way)).copied().unwrap_or(0);
        match arrow {
            Arrow::Start(name) => self.counts(name).map_or(0, |counts| counts.began),
            Arrow::End(name) => way(name, Way::End),
            Arrow::Way(name, Successor::Next(_)) => way(name, Way::Next),
            Arrow::Way(name, Successor::Default(_)) => way(name, Way::Default),
            Arrow::Way(name, Successor::Choice(index, _)) => way(name, Way::rule(index)),
            Arrow::Way(name, Successor::Catch(index, _)) => way(name, Way::catcher(index)),
        }
    }

    /// Light fills with dark borders: the text stays black on light and on dark pages.
    fn style(&self, class: &str) -> &'static str {
        match class {
            "succeeded" => "fill:#d6f5dd,stroke:#22863a,color:#111",
            "retried" => "fill:#fff3c4,stroke:#b7791f,color:#111",
            "caught" => "fill:#ffdfc2,stroke:#c05621,color:#111",
            "failed" => "fill:#ffd6d6,stroke:#c53030,color:#111",
            "stopped" => "fill:#e6e0f5,stroke:#6b46c1,color:#111",
            _ => "fill:#f4f4f4,stroke:#aaa,color:#777,stroke-dasharray:4",
        }
    }
}

/// The worst that happened in the state.
fn class(counts: &Counts) -> &'static str {
    if counts.failed > 0 {
        "failed"
    } else if counts.caught() > 0 {
        "caught"
    } else if counts.stopped > 0 {
        "stopped"
    } else if counts.retries > 0 {
        "retried"
    } else {
        "succeeded"
    }
}

/// `3×, 12s, 4s each, 2 retries, 1 failed`, and what became of iterations and children.
fn lines(counts: &Counts) -> Vec<String> {
    let mut said = Vec::new();
    if counts.entered > 1 {
        said.push(format!("{}×", counts.entered));
    }
    if counts.time > Duration::ZERO {
        said.push(display_time(counts.time));
        let mean = counts.time / u32::try_from(counts.entered).unwrap_or(u32::MAX).max(1);
        if counts.entered > 1 {
            said.push(format!("{} each", display_time(mean)));
        }
    }
    if counts.retries > 0 {
        said.push(number(counts.retries, "retry", "retries"));
    }
    for (count, what) in [(counts.caught(), "caught"), (counts.failed, "failed"), (counts.stopped, "stopped")] {
        if count > 0 {
            said.push(format!("{count} {what}"));
        }
    }
    let mut lines = Vec::from_iter((!said.is_empty()).then(|| said.join(", ")));
    lines.extend(ends(&counts.iterations, "iteration", "iterations"));
    lines.extend(ends(&counts.children, "child", "children"));
    lines
}

/// `3 iterations: 2 succeeded, 1 failed`.
fn ends(ends: &Ends, one: &str, many: &str) -> Option<String> {
    let Ends { succeeded, failed, stopped } = *ends;
    let all = succeeded + failed + stopped;
    let kinds = [(succeeded, "succeeded"), (failed, "failed"), (stopped, "stopped")];
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    (all > 0).then(|| format!("{}: {}", number(all, one, many), kinds.join(", ")))
}

fn number(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

//! The most memory that a run of so many events has at once, its history included.

use std::process::Command;

use serde_json::json;

use crate::machines;

const QUESTION: &str = "--peak";

/// The number of events, if this process is the one that is measured.
pub(crate) fn asked_events() -> Option<u32> {
    let mut arguments = std::env::args().skip_while(|argument| argument != QUESTION);
    arguments.nth(1)?.parse().ok()
}

/// Runs, keeps the history, and says what the process had at most.
#[expect(clippy::print_stdout, reason = "the answer to the process that asks")]
pub(crate) fn keep(events: u32) {
    let mut machine = machines::standard(&machines::counting(events.max(4) / 4));
    let run = (events > 0).then(|| machine.run(&json!({ "n": 0 })));
    println!("{}", high_water_mark().unwrap_or_default());
    drop(run);
}

/// KiB of a process of its own, so that what ran before doesn't count.
pub(crate) fn peak(events: u32) -> Option<u32> {
    let output = Command::new(std::env::current_exe().ok()?).args([QUESTION, &events.to_string()]).output().ok()?;
    let peak = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    (peak > 0).then_some(peak)
}

fn high_water_mark() -> Option<u32> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

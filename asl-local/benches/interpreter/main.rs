//! Transitions per second with the full history, beside `aws-local-stepfunctions`; Maps and long runs, whose time and memory must grow with their length.
//!
//! ```text
//! .ci/peer                                        # once: installs the npm package, pinned, below `target`
//! cargo bench -p asl-local --bench interpreter
//! ```
//!
//! Times are those that the processor worked for this thread, where the system tells them, so that a busy machine does not count; else what a clock says.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

mod clock;
mod machines;
mod memory;
mod peer;

use std::time::Duration;

use asl_local::{Machine, Run};
use serde_json::{Value, json};

use self::clock::Clock;

/// Iterations of the counting loop: two transitions each, and four events, below the limit of the history.
const ITERATIONS: u32 = 6_000;

fn main() {
    // The bench runs itself once for each amount of memory that it measures.
    if let Some(events) = memory::asked_events() {
        return memory::keep(events);
    }
    let ours = loops();
    println!();
    peer::compare(&machines::counting(ITERATIONS), 2 * ITERATIONS, ours);
    println!();
    maps();
    println!();
    lengths();
}

/// Gives the transitions per second in JSONPath, which is what the npm package knows.
fn loops() -> f64 {
    let transitions = 2 * ITERATIONS;
    let mut speeds =
        [("JSONPath", machines::counting(ITERATIONS)), ("JSONata", machines::counting_jsonata(ITERATIONS))]
            .map(|(language, definition)| {
                let mut machine = machines::standard(&definition);
                let each = average(|| machine.run(&json!({ "n": 0 }))) / transitions;
                let speed = 1.0 / each.as_secs_f64();
                println!("counting loop, {language:9}{each:>10.1?} per transition {speed:>12.0} transitions/s");
                speed
            })
            .into_iter();
    speeds.next().unwrap_or_default()
}

fn maps() {
    type Make = fn() -> Machine<'static>;
    let kinds: [(&str, Make); 2] = [
        ("inline Map", || machines::express(machines::INLINE)),
        ("distributed Map", || machines::standard(machines::DISTRIBUTED)),
    ];
    for (name, make) in kinds {
        for items in [1_000_u32, 10_000, 40_000] {
            let (mut machine, input) = (make(), (0..items).collect::<Value>());
            let whole = average(|| machine.run(&input));
            println!("{name:16} {items:>7} items {whole:>10.1?} {:>10.1?} per item", whole / items);
        }
    }
}

fn lengths() {
    let none = memory::peak(0);
    for events in [5_000_u32, 25_000] {
        // The last run ends with event 25,000, which says that there are no more.
        let (mut machine, input) = (machines::standard(&machines::counting(events / 4 + 1)), json!({ "n": 0 }));
        let whole = average(|| machine.run(&input));
        let memory = match none.zip(memory::peak(events)) {
            Some((none, peak)) => {
                let own = peak.saturating_sub(none);
                format!("{:>6} KiB at most, {} bytes per event", own, u64::from(own) * 1_024 / u64::from(events))
            }
            None => "memory: this system does not tell".to_owned(),
        };
        println!("run of {events:>6} events {whole:>10.1?} {:>10.1?} per event, {memory}", whole / events);
    }
}

/// The time of one run, from as many as fill a second. What the run leaves is freed within it.
fn average(mut run: impl FnMut() -> Run) -> Duration {
    const ENOUGH: Duration = Duration::from_secs(1);
    drop(run());
    let (clock, mut runs) = (Clock::start(), 0);
    while clock.elapsed() < ENOUGH {
        let run = run();
        assert!(!run.history().is_empty(), "{:?}", run.cause());
        runs += 1;
    }
    clock.elapsed() / runs.max(1)
}

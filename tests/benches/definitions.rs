//! `cargo bench -p asl-tests --bench definitions`: what generated workflows of 10 to 10,000 states cost, next to `serde_json`
//! writing the same document.
//!
//! `define` records, lowers and checks; `check` is the part of it that the checker takes. The last column shows whether the whole
//! grows in proportion to the number of states.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use asl_dsl::builder::{Builder, Done, Steps, Var};
use asl_dsl::diagram::mermaid;
use asl_dsl::prelude::*;
use asl_dsl::{Definition, Report};
use std::convert::Infallible;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

#[task(lambda = "quote")]
async fn quote(amount: u64) -> u64;

#[task(lambda = "refine")]
async fn refine(amount: u64) -> u64;

/// A workflow of about so many states.
type Generate = fn(usize) -> Result<Definition, Report>;
type W = Steps<Infallible>;

fn main() -> ExitCode {
    let kinds: [(&str, Generate); 8] = [
        ("chain", |n| build(n, chain)),
        ("branches", |n| build(n, branches)),
        ("else-if", |n| build(n / 4, else_if)),
        ("loops", |n| build(n / 3, loops)),
        ("maps", |n| build(n / 2, maps)),
        ("live", |n| build(n, live)),
        ("pure", |n| build(n, pure)),
        ("waits", |n| build(n, waits)),
    ];
    println!(
        "{:>9} {:>7} {:>7} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10} {:>7} {:>10}",
        "kind", "states", "KB", "serde_json", "define", "check", "write", "template", "diagram", "ratio", "per state"
    );
    // `-- chain loops` for some kinds only, `-- 1000` for sizes up to a thousand.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let largest = wanted.iter().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let some = wanted.iter().any(|argument| argument.parse::<usize>().is_err());
    for (kind, generate) in kinds.into_iter().filter(|(kind, _)| !some || wanted.iter().any(|wanted| wanted == kind)) {
        for size in [10, 100, 1_000, 10_000].into_iter().filter(|size| *size <= largest) {
            if let Err(report) = row(kind, size, generate) {
                println!("{kind} of {size} can't be defined:\n{report}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn row(kind: &str, size: usize, generate: Generate) -> Result<(), Report> {
    // Beyond the size that AWS takes there is a machine, but nothing to deploy.
    let (machine, definition) = match generate(size) {
        Ok(definition) => (definition.machine().machine().clone(), Some(definition)),
        Err(report) => match report.machine() {
            Some(machine) => (machine.clone(), None),
            None => return Err(report),
        },
    };
    let states = machine.visit().len();
    let text = machine.to_json_string();
    let value = machine.to_value();

    let plain = time(|| serde_json::to_string_pretty(&value).is_ok());
    let define = time(|| generate(size).is_ok());
    let check = time(|| asl_schema::check(machine.clone()).is_ok());
    let write = time(|| machine.to_json_string());
    let deploy = definition.as_ref().map(|definition| time(|| definition.deployment().template().is_ok()));
    let draw = time(|| mermaid(&machine));

    let all = define + write + deploy.unwrap_or_default() + draw;
    let ratio = all.as_secs_f64() / plain.as_secs_f64();
    let each = all / u32::try_from(states).unwrap_or(u32::MAX);
    let deploy = deploy.map_or("too large".to_owned(), |deploy| format!("{deploy:.1?}"));
    println!(
        "{kind:>9} {states:>7} {:>7} {plain:>10.1?} {define:>10.1?} {check:>10.1?} {write:>10.1?} {deploy:>10} {draw:>10.1?} \
         {ratio:>7.0} {each:>10.1?}",
        text.len() / 1024
    );
    Ok(())
}

/// The best of several runs, a second at most: the machine's other work only ever adds.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let began = Instant::now();
    let mut best = Duration::MAX;
    for _ in 0..15 {
        let start = Instant::now();
        black_box(run());
        best = best.min(start.elapsed());
        if began.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    best
}

fn build(steps: usize, body: fn(&mut W, Var<u64>, usize) -> Done<u64>) -> Result<Definition, Report> {
    Builder::new("generated").build("amount", |w, amount| body(w, amount, steps))
}

/// Task after task, each of which changes a variable.
fn chain(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let total = w.bind("total", amount);
    for _ in 0..steps {
        let step = w.task(quote, total).bind("step");
        w.set(total, expr!(total + step * 2 + 1));
    }
    w.done(total)
}

/// `if … { one task } else { another }`, again and again: a third of the states are Choices.
fn branches(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let total = w.bind("total", amount);
    for _ in 0..steps / 3 {
        let step = w.if_else(
            "step",
            expr!(total > 100 && total % 2 == 0),
            |w| w.task(quote, total).bind("quoted"),
            |w| w.task(refine, total).bind("refined"),
        );
        w.set(total, expr!(total + step));
    }
    w.done(total)
}

/// Chains of twenty `else if`.
fn else_if(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    fn arm(w: &mut W, amount: Var<u64>, left: u64) -> Var<u64> {
        if left == 0 {
            return amount;
        }
        w.if_else("step", expr!(amount > 100), |w| w.task(quote, amount).bind("quoted"), |w| arm(w, amount, left - 1))
    }
    let total = w.bind("total", amount);
    for _ in 0..(steps / 5).max(1) {
        let step = arm(w, total, 20);
        w.set(total, expr!(total + step));
    }
    w.done(total)
}

/// Loops with a task inside.
fn loops(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let total = w.bind("total", amount);
    for _ in 0..steps {
        w.repeat_while(expr!(total < 1_000), |w| {
            let step = w.task(quote, total).bind("step");
            w.set(total, expr!(total + step));
        });
    }
    w.done(total)
}

/// Maps with a task inside.
fn maps(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let total = w.bind("total", amount);
    for _ in 0..steps {
        let items = w.bind("items", expr!(vec![total, total + 1, total + 2]));
        let quotes = w
            .map("item", items, 0, |w, item| {
                let quoted = w.task(quote, item).bind("quoted");
                w.done(quoted)
            })
            .bind("quotes");
        w.set(total, expr!(quotes.iter().sum::<u64>()));
    }
    w.done(total)
}

/// Every result is used at the end: each stays live through all that follows.
fn live(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let results: Vec<Var<u64>> = (0..steps).map(|i| w.task(quote, amount).bind(&format!("result_{i}"))).collect();
    let total = w.bind("total", amount);
    for result in results.into_iter().rev() {
        let step = w.task(refine, result).bind("step");
        w.set(total, expr!(total + step));
    }
    w.done(total)
}

/// A hundred statements without effects between two tasks.
fn pure(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    let total = w.bind("total", amount);
    for _ in 0..(steps / 100).max(1) {
        for _ in 0..50 {
            let part = w.bind("part", expr!(total * 2 + 1));
            w.set(total, expr!(part % 1_000 + total));
        }
        let step = w.task(quote, total).bind("step");
        w.set(total, expr!(total + step));
    }
    w.done(total)
}

/// The smallest states there are: ten thousand of them can be deployed.
fn waits(w: &mut W, amount: Var<u64>, steps: usize) -> Done<u64> {
    for _ in 0..steps {
        w.wait(Duration::from_secs(1));
    }
    w.done(amount)
}

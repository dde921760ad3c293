//! Native runs against emitted machines: every program of the gallery, on generated inputs.

#![expect(clippy::mut_range_bound, reason = "that a loop keeps its bound is what one program tests")]

mod programs;

use asl_tests::differential::{Subject, examine_all};
use asl_tests::program::compiled::check;
use programs::{branches, data, errors, joins, loops, matches, order, requests, returns};

/// Inputs per program.
const RUNS: u64 = 120;

#[expect(clippy::panic, clippy::print_stdout, reason = "the body of every test in this file")]
fn run(subjects: Vec<Subject>) {
    match examine_all(subjects, RUNS) {
        Ok(summaries) => {
            for (name, summary) in summaries {
                let entered = summary.entered as f64 / summary.runs.max(1) as f64;
                println!("{name:28} {:3} states, {entered:5.1} entered, {} failed", summary.states, summary.failed);
            }
        }
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn branches_agree() {
    run(branches::subjects());
}

#[test]
fn data_agrees() {
    run(data::subjects());
}

#[test]
fn errors_agree() {
    run(errors::subjects());
}

#[test]
fn joins_agree() {
    run(joins::subjects());
}

#[test]
fn loops_agree() {
    run(loops::subjects());
}

#[test]
fn matches_agree() {
    run(matches::subjects());
}

#[test]
fn order_agrees() {
    run(order::subjects());
}

#[test]
fn requests_agree() {
    run(requests::subjects());
}

#[test]
fn returns_agree() {
    run(returns::subjects());
}

/// The evaluator of programs means what rustc means: it is what generated programs are held against.
#[test]
fn the_evaluator_agrees_with_rustc() {
    let all = [branches::subjects, data::subjects, errors::subjects, joins::subjects, loops::subjects];
    let more = [matches::subjects, order::subjects, requests::subjects, returns::subjects];
    let subjects = all.into_iter().chain(more).flat_map(|subjects| subjects());
    let mut problems = Vec::new();
    let (mut runs, mut known) = (0, 0);
    for subject in subjects {
        runs += RUNS / 4;
        match check(&subject, RUNS / 4) {
            Ok(ended) => known += ended,
            Err(problem) => problems.push(format!("=== {}\n{problem}", subject.name)),
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(known * 10 > runs * 8, "only {known} of {runs} runs end in a way that the evaluator knows");
}

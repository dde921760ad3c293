//! Generated programs: the machine of each against what the program means by Rust's rules.

mod coverage;
mod seen;

use asl_tests::program::differential::{Tally, examine};
use asl_tests::program::generate::program;
use asl_tests::program::report;
use asl_tests::program::shrink::shrink;
use std::thread;

/// How many programs, on how many inputs each.
const PROGRAMS: u64 = 2_000;
const INPUTS: u64 = 20;
/// How many failing programs are shown.
const SHOWN: usize = 3;

/// Examines the programs of some seeds.
fn examine_all(seeds: impl Iterator<Item = u64>) -> (Tally, Vec<String>) {
    let (mut total, mut problems) = (Tally::default(), Vec::new());
    for seed in seeds {
        let source = program(seed);
        match examine(&source, INPUTS) {
            Ok(tally) => {
                total.compared += tally.compared;
                total.failed += tally.failed;
                total.unknown += tally.unknown;
                total.refused += tally.refused;
            }
            Err(finding) if problems.len() < SHOWN => {
                let (source, finding) = shrink(&source, &finding, INPUTS);
                problems.push(format!("=== program {seed}\n{}", report(&source, &finding)));
            }
            Err(_) => problems.push(String::new()),
        }
    }
    (total, problems)
}

#[test]
fn machines_do_what_programs_mean() {
    // Two halves, on as many threads.
    let halves: Vec<_> = (0..2).map(|half| thread::spawn(move || examine_all((half..PROGRAMS).step_by(2)))).collect();
    let (mut total, mut problems) = (Tally::default(), Vec::new());
    for half in halves {
        let Ok((tally, found)) = half.join() else { panic!("a thread panicked") };
        total.compared += tally.compared;
        total.failed += tally.failed;
        total.unknown += tally.unknown;
        total.refused += tally.refused;
        problems.extend(found);
    }
    println!("{total:?}");
    assert!(problems.is_empty(), "{} of {PROGRAMS} programs go wrong\n{}", problems.len(), problems.join("\n"));
    assert!(total.compared * 10 > PROGRAMS * INPUTS * 8, "too few runs have an end: {total:?}");
    assert!(total.failed * 50 > total.compared, "too few runs fail: {total:?}");
    assert!(total.refused * 50 < PROGRAMS, "too many programs are refused: {total:?}");
}

//! Generates programs and compares each machine with what the program means.
//!
//! ```text
//! cargo run --release -p asl-tests --example generate -- --programs 100000 --inputs 20 --seed 1
//! ```

#![expect(clippy::print_stdout, reason = "a command prints")]

use asl_tests::program::differential::{Finding, Tally, examine};
use asl_tests::program::generate::program;
use asl_tests::program::report;
use asl_tests::program::shrink::shrink;
use std::collections::BTreeMap;

fn main() {
    let (mut programs, mut inputs, mut seed, mut most, mut raw) = (1_000, 20, 0, 5, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--raw" {
            raw = true;
            continue;
        }
        let value = args.next().and_then(|value| value.parse().ok()).unwrap_or_default();
        match arg.as_str() {
            "--programs" => programs = value,
            "--inputs" => inputs = value,
            "--seed" => seed = value,
            "--show" => most = value,
            other => println!("unknown option {other}"),
        }
    }
    let mut total = Tally::default();
    let mut kinds: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut shown = 0;
    for seed in seed..seed + programs {
        let source = program(seed);
        match examine(&source, inputs) {
            Ok(tally) => {
                total.compared += tally.compared;
                total.failed += tally.failed;
                total.unknown += tally.unknown;
                total.refused += tally.refused;
            }
            Err(finding) => {
                let kind = match &finding {
                    Finding::Refused(why) => format!("refused: {}", why.lines().next().unwrap_or_default()),
                    Finding::Unsupported(what) => format!("unsupported: {what:.90}"),
                    Finding::Differs { .. } => "differs".to_owned(),
                };
                let count = kinds.entry(kind).or_insert((0, seed));
                count.0 += 1;
                let fresh = count.0 == 1 || matches!(finding, Finding::Differs { .. });
                if fresh && shown < most {
                    shown += 1;
                    let (source, finding) = if raw { (source, finding) } else { shrink(&source, &finding, inputs) };
                    println!("=== program {seed}\n{}", report(&source, &finding));
                }
            }
        }
    }
    println!("{total:?}");
    for (kind, (count, first)) in kinds {
        println!("{count:6} (first {first}) {kind}");
    }
}

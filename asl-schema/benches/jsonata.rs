//! `cargo bench -p asl-schema --bench jsonata`: parsing expressions and listing their references, next to `serde_json` reading them as a string each.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use asl_schema::jsonata::{nesting, parse, visit_references};

const EXPRESSIONS: &[&str] = &[
    "$states.input.order.total",
    "$states.input.total > 100 and $approved",
    "$sum($states.input.items.(price * quantity))",
    "$map($states.input.items, function($v) { {'id': $v.id, 'name': $v.name & '!'} })",
];

fn main() {
    println!("{:>6} {:>10} {:>12} {:>10} {:>12}", "bytes", "parse", "references", "nesting", "serde_json");
    for text in EXPRESSIONS {
        let json = serde_json::Value::from(*text).to_string();
        let Ok(expr) = parse(text) else { continue };
        println!(
            "{:>6} {:>10.0?} {:>12.0?} {:>10.0?} {:>12.0?}  {text}",
            text.len(),
            time(|| parse(black_box(text)).is_ok()),
            time(|| {
                let mut count = 0;
                visit_references(black_box(&expr), |_| count += 1);
                count
            }),
            time(|| nesting(black_box(&expr))),
            time(|| serde_json::from_str::<serde_json::Value>(black_box(&json)).is_ok()),
        );
    }
}

/// The best of many runs: the machine's other work only ever adds.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    const TIMES: u32 = 1_000;
    let all = || {
        let start = Instant::now();
        for _ in 0..TIMES {
            black_box(run());
        }
        start.elapsed() / TIMES
    };
    std::iter::repeat_with(all).take(200).min().unwrap_or_default()
}

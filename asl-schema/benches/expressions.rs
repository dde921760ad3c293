//! `cargo bench -p asl-schema --bench expressions`: how long a path and an intrinsic function take to read.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use asl_schema::{intrinsic, template};

fn main() {
    println!("{:>10}  text", "time");
    for text in [
        "$",
        "$.order.total",
        "$$.Map.Item.Value.id",
        "$order.lines[0]['unit price']",
        "$.lines[?(@.price > 10 && @.kind == 'book')].title",
        "$.lines[?(@.price > 10 && (@.kind in ['book','film'] || !@.tags))].title.length()",
        "States.UUID()",
        "States.Format('order {} of {}', $.order.id, $.customer.name)",
        "States.ArrayGetItem(States.StringSplit($.arn, '/'), 1)",
    ] {
        println!("{:>10.1?}  {text}", time(|| template::classify(black_box(text)).is_ok()));
    }
    let call = "States.Format('order {} of {}', $.order.id, $.customer.name)";
    if let Ok(call) = intrinsic::parse(call) {
        println!("{:>10.1?}  the same call checked", time(|| intrinsic::check(black_box(&call)).len()));
    }
}

/// The best average of several rounds: the machine's other work only ever adds.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    const RUNS: u32 = 20_000;
    let mut round = || {
        let start = Instant::now();
        (0..RUNS).for_each(|_| drop(black_box(run())));
        start.elapsed() / RUNS
    };
    (0..15).map(|_| round()).min().unwrap_or_default()
}

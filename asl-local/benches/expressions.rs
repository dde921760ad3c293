//! `cargo bench -p asl-local`: how long a path, an intrinsic function and an expression take once they are parsed.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use asl_local::expr::jsonata::{Bindings, Core, Engine, States};
use asl_local::expr::{Entropy, NoVariables, Scope, intrinsic, jsonpath, template};
use serde_json::{Value, json};

fn main() {
    let lines: Vec<Value> = (0..100).map(|n| json!({ "sku": format!("s{n}"), "price": n, "quantity": 2 })).collect();
    let input = json!({ "order": { "id": 7, "lines": lines }, "customer": { "name": "Ada" } });
    let (context, entropy) = (json!({}), Entropy::seeded(0));
    let scope = Scope { input: &input, context: &context, variables: &NoVariables, entropy: &entropy };
    println!("{:>10}  text", "time");
    for text in ["$.order.id", "$.order.lines[*].sku", "$.order.lines[?(@.price > 50 && @.sku != 's60')].sku"] {
        if let Ok(path) = asl_schema::jsonpath::parse(text) {
            println!("{:>10.1?}  {text}", time(|| jsonpath::read(black_box(&path), &scope).is_ok()));
        }
    }
    for text in ["States.Format('order {} of {}', $.order.id, $.customer.name)", "States.ArrayLength($.order.lines)"] {
        if let Ok(call) = asl_schema::intrinsic::parse(text) {
            println!("{:>10.1?}  {text}", time(|| intrinsic::evaluate(black_box(&call), text, &scope).is_ok()));
        }
    }
    let payload = json!({ "id.$": "$.order.id", "who.$": "$.customer.name", "kind": "order" });
    println!("{:>10.1?}  {payload}", time(|| template::path::evaluate(black_box(&payload), &scope).is_ok()));

    let (engine, small) = (Core::new(), json!({ "input": { "order": { "id": 7, "total": 120 } } }));
    let large = json!({ "input": &input });
    for (states, code) in [
        (&small, "$states.input.order.total > 100"),
        (&small, "'order ' & $states.input.order.id"),
        (&large, "$states.input.order.id"),
        (&large, "$sum($states.input.order.lines.(price * quantity))"),
    ] {
        let bindings =
            Bindings { states: States::of(states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
        println!("{:>10.1?}  {code}", time(|| engine.evaluate(black_box(code), &bindings).is_ok()));
    }
}

/// The best average of several rounds: the machine's other work only ever adds.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    const RUNS: u32 = 2_000;
    let mut round = || {
        let start = Instant::now();
        (0..RUNS).for_each(|_| drop(black_box(run())));
        start.elapsed() / RUNS
    };
    (0..10).map(|_| round()).min().unwrap_or_default()
}

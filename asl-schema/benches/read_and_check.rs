//! `cargo bench -p asl-schema`: reading, judging and writing definitions, next to `serde_json` reading the same text as a plain value.
//! `ratio` is all of `check_str`, `rules` what it does beyond reading, both in times of `serde_json`.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use asl_schema::Options;
use asl_schema::check::Level;
use asl_schema::model::*;
use serde_json::json;

fn main() {
    println!(
        "{:>8} {:>8} {:>12} {:>12} {:>12} {:>12} {:>8} {:>8}",
        "states", "KB", "serde_json", "read_str", "check_str", "write", "ratio", "rules"
    );
    // Ten thousand states are more than AWS takes; a finding would have the text read again for its place.
    let off = |options: Options, rule| options.clone().with_level(rule, Level::Off).unwrap_or(options);
    let options = off(off(Options::standard(), "ASL701"), "ASL702");
    for groups in [2, 20, 200, 2000] {
        let machine = generate(groups);
        let text = machine.to_json_string();
        let plain = time(|| serde_json::from_str::<serde_json::Value>(&text).ok());
        let read = time(|| asl_schema::read_str(&text));
        let check = time(|| asl_schema::check_str(&text, &options).has_errors());
        let write = time(|| machine.to_json_string());
        let ratio = |time: Duration| time.as_secs_f64() / plain.as_secs_f64();
        let (ratio, rules) = (ratio(check), ratio(check.saturating_sub(read)));
        let states = machine.visit().len();
        println!(
            "{states:>8} {:>8} {plain:>12.1?} {read:>12.1?} {check:>12.1?} {write:>12.1?} {ratio:>8.2} {rules:>8.2}",
            text.len() / 1024
        );
    }
    let broken: Vec<String> =
        (0..5000).map(|index| format!(r#""S{index}":{{"Type":"Pass","Next":"X{index}"}}"#)).collect();
    let text = format!(r#"{{"StartAt":"S0","States":{{{}}}}}"#, broken.join(","));
    println!(
        "10,000 findings in {} KB on one line: {:.1?}",
        text.len() / 1024,
        time(|| asl_schema::check_str(&text, &Options::standard()).has_errors())
    );
}

/// The best of several runs: the machine's other work only ever adds.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let one = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    std::iter::repeat_with(one).take(15).min().unwrap_or_default()
}

/// A machine of groups of five states: a call with retry and catch, a choice, a Map with a state inside, a wait.
fn generate(groups: usize) -> StateMachine {
    let mut machine = StateMachine::new("Call0").with_query_language(QueryLanguage::Jsonata);
    for group in 0..groups {
        let request =
            json!({ "FunctionName": "charge", "Payload": { "order": "{% $states.input.order %}", "group": group } });
        let call = Task::new("arn:aws:states:::lambda:invoke")
            .with_arguments(request)
            .with_timeout_seconds(60)
            .retry(Retrier::new(["Lambda.TooManyRequestsException"]).with_max_attempts(5).with_backoff_rate(2.0))
            .catch(Catcher::new(["States.ALL"], "Failed").assign("error", "{% $states.errorOutput %}"))
            .assign("charge", "{% $states.result.Payload %}")
            .next(format!("Route{group}"));
        let route = Choice::new([
            ChoiceRule::when("$charge.total > 100").next(format!("Each{group}")),
            ChoiceRule::when("$exists($charge.later)").next(format!("Pause{group}")),
        ])
        .otherwise("Failed");
        let processor = ItemProcessor::new(format!("Ship{group}"))
            .with_state(format!("Ship{group}"), Pass::new().with_output("{% $states.input %}").end());
        let next = if group + 1 == groups { "Done".to_owned() } else { format!("Call{}", group + 1) };
        machine = machine
            .with_state(format!("Call{group}"), call)
            .with_state(format!("Route{group}"), route)
            .with_state(
                format!("Each{group}"),
                Map::new(processor).with_items("{% $charge.items %}").next(format!("Pause{group}")),
            )
            .with_state(format!("Pause{group}"), Wait::seconds(Amount::jsonata("$charge.delay")).next(next));
    }
    machine.with_state("Done", Succeed::new()).with_state("Failed", Fail::new("Failed", "a call failed"))
}

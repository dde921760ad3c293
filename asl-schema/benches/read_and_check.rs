//! `cargo bench -p asl-schema`: reading, judging and writing definitions, next to `serde_json` reading the same text as a plain value.
//! `ratio` is all of `check_str`, `rules` what it does beyond reading, both in times of `serde_json`. The same machine in both query languages,
//! past the 1 MiB that AWS takes.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use asl_schema::Options;
use asl_schema::check::Level;
use asl_schema::model::*;
use serde_json::json;

fn main() {
    println!(
        "{:>9} {:>8} {:>8} {:>12} {:>12} {:>12} {:>12} {:>8} {:>8}",
        "language", "states", "KB", "serde_json", "read_str", "check_str", "write", "ratio", "rules"
    );
    // Ten thousand states are more than AWS takes.
    let off = |options: Options, rule| options.clone().with_level(rule, Level::Off).unwrap_or(options);
    let options = off(off(Options::standard(), "ASL701"), "ASL702");
    for language in [QueryLanguage::Jsonata, QueryLanguage::JsonPath] {
        for groups in [2, 20, 200, 600, 2000] {
            measure(language, &generate(language, groups), &options);
        }
    }
    let broken: Vec<String> =
        (0..5000).map(|index| format!(r#""S{index}":{{"Type":"Pass","Next":"X{index}"}}"#)).collect();
    let text = format!(r#"{{"StartAt":"S0","States":{{{}}}}}"#, broken.join(","));
    let [time] = times([&|| _ = black_box(asl_schema::check_str(&text, &Options::standard()))]);
    println!("10,000 findings in {} KB on one line: {time:.1?}", text.len() / 1024);
}

fn measure(language: QueryLanguage, machine: &StateMachine, options: &Options) {
    let text = machine.to_json_string();
    // A finding would have the text read again for its place.
    let report = asl_schema::check_str(&text, options);
    assert!(report.diagnostics().is_empty(), "{report}");
    let [plain, read, check, write] = times([
        &|| _ = black_box(serde_json::from_str::<serde_json::Value>(&text).ok()),
        &|| _ = black_box(asl_schema::read_str(&text)),
        &|| _ = black_box(asl_schema::check_str(&text, options)),
        &|| _ = black_box(machine.to_json_string()),
    ]);
    let ratio = |time: Duration| time.as_secs_f64() / plain.as_secs_f64();
    let (ratio, rules) = (ratio(check), ratio(check.saturating_sub(read)));
    let (language, states, size) = (language.as_str(), machine.visit().len(), text.len() / 1024);
    println!(
        "{language:>9} {states:>8} {size:>8} {plain:>12.1?} {read:>12.1?} {check:>12.1?} {write:>12.1?} {ratio:>8.2} {rules:>8.2}"
    );
}

/// The best of several runs: the machine's other work only ever adds. In turns, so that a busy moment concerns all of them.
fn times<const N: usize>(runs: [&dyn Fn(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..40 {
        for (run, best) in runs.iter().zip(&mut best) {
            let start = Instant::now();
            run();
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// A machine of groups of five states: a call with retry and catch, a choice, a Map with a state inside, a wait.
fn generate(language: QueryLanguage, groups: usize) -> StateMachine {
    let (group, charge) = match language {
        QueryLanguage::Jsonata => (jsonata as Group, "{% $states.input.Cause %}"),
        QueryLanguage::JsonPath => (jsonpath as Group, "the order was not charged"),
    };
    let mut machine = StateMachine::new("Call0").with_query_language(language);
    for index in 0..groups {
        let next = if index + 1 == groups { "Done".to_owned() } else { format!("Call{}", index + 1) };
        for (name, state) in group(index, next) {
            machine = machine.with_state(name, state);
        }
    }
    machine.with_state("Done", Succeed::new()).with_state("Failed", Fail::new("Failed", charge))
}

/// The states of a group that goes on to a state.
type Group = fn(usize, String) -> [(String, State); 4];

fn jsonata(group: usize, next: String) -> [(String, State); 4] {
    let request =
        json!({ "FunctionName": "charge", "Payload": { "order": "{% $states.input.order %}", "group": group } });
    let call = Task::new("arn:aws:states:::lambda:invoke")
        .with_arguments(request)
        .with_timeout_seconds(60)
        .retry(too_many_requests())
        .catch(Catcher::new(["States.ALL"], "Failed").with_output(json!("{% $states.errorOutput %}")))
        .assign("charge", "{% $states.result.Payload %}")
        .next(format!("Route{group}"));
    let route = Choice::new([
        ChoiceRule::when("$charge.total > 100").next(format!("Each{group}")),
        ChoiceRule::when("$exists($charge.later)").next(format!("Pause{group}")),
    ])
    .otherwise("Failed");
    let ship = Pass::new().with_output("{% $states.input %}").end();
    let each = Map::new(ItemProcessor::new(format!("Ship{group}")).with_state(format!("Ship{group}"), ship))
        .with_items("{% $charge.items %}")
        .next(format!("Pause{group}"));
    let pause = Wait::seconds(Amount::jsonata("$charge.delay")).next(next);
    named(group, [call.into(), route.into(), each.into(), pause.into()])
}

fn jsonpath(group: usize, next: String) -> [(String, State); 4] {
    let request = json!({ "FunctionName": "charge", "Payload": { "order.$": "$.order", "group": group } });
    let call = Task::new("arn:aws:states:::lambda:invoke")
        .with_parameters(request)
        .with_timeout_seconds(60)
        .with_result_selector(json!({ "total.$": "$.Payload.total", "items.$": "$.Payload.items" }))
        .with_result_path("$.charge")
        .retry(too_many_requests())
        .catch(Catcher::new(["States.ALL"], "Failed").with_result_path("$.error"))
        .assign("delay.$", "$.Payload.delay")
        .next(format!("Route{group}"));
    let route = Choice::new([
        ChoiceRule::compare("$.charge.total", Operator::NumericGreaterThan, 100).next(format!("Each{group}")),
        ChoiceRule::compare("$.charge.later", Operator::IsPresent, true).next(format!("Pause{group}")),
    ])
    .otherwise("Failed");
    let ship = Pass::new().with_parameters(json!({ "label.$": "States.Format('{}-{}', $.id, $.place)" })).end();
    let each = Map::new(ItemProcessor::new(format!("Ship{group}")).with_state(format!("Ship{group}"), ship))
        .with_items_path("$.charge.items")
        .with_result_path("$.shipped")
        .next(format!("Pause{group}"));
    let pause = Wait::seconds_path("$delay").next(next);
    named(group, [call.into(), route.into(), each.into(), pause.into()])
}

fn too_many_requests() -> Retrier {
    Retrier::new(["Lambda.TooManyRequestsException"]).with_max_attempts(5).with_backoff_rate(2.0)
}

fn named(group: usize, states: [State; 4]) -> [(String, State); 4] {
    let mut names = ["Call", "Route", "Each", "Pause"].into_iter();
    states.map(|state| (format!("{}{group}", names.next().unwrap_or_default()), state))
}

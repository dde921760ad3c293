//! Machines of every shape that the model has, most of them with defects.

use asl_schema::model::*;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A machine, with fields that the language does not have.
pub(crate) fn machine() -> impl Strategy<Value = StateMachine> {
    (prop::collection::vec((name(), state()), 1..4), object(), name()).prop_map(|(states, extra, start_at)| {
        let extra = extra.into_iter().filter(|(key, _)| key != "States" && key != "Comment").collect();
        StateMachine { states: states.into_iter().collect(), extra, ..StateMachine::new(start_at) }
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z]{0,6}", Just("States".to_owned()), Just("a/b \"{% 1 %}\" 🦀".to_owned())]
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        Just(json!("{% $states.input %}")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn object() -> impl Strategy<Value = Object> {
    prop::collection::vec((name(), json_value()), 0..3).prop_map(|entries| entries.into_iter().collect())
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![any::<i32>().prop_map(Amount::from), "[a-z]{1,4}".prop_map(Amount::jsonata)]
}

fn data_path() -> impl Strategy<Value = DataPath> {
    prop_oneof![Just(DataPath::Null), ".{0,5}".prop_map(DataPath::Path)]
}

fn transition() -> impl Strategy<Value = Option<Transition>> {
    prop::option::of(prop_oneof![Just(Transition::End), name().prop_map(Transition::Next)])
}

fn rule() -> impl Strategy<Value = ChoiceRule> {
    let test = prop_oneof![
        Just(Test::Absent),
        any::<bool>().prop_map(|value| Test::Condition(Condition::Literal(value))),
        ".{0,5}".prop_map(|text| Test::Condition(Condition::Expression(text))),
        (name(), prop::sample::select(Operator::ALL), json_value())
            .prop_map(|(variable, operator, operand)| Test::Compare(Comparison { variable, operator, operand })),
    ];
    let leaf = (test, prop::option::of(name()), prop::option::of(json_value()), prop::option::of(object()))
        .prop_map(|(test, next, output, assign)| ChoiceRule { test, next, output, assign, ..ChoiceRule::default() });
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(ChoiceRule::and),
            prop::collection::vec(inner.clone(), 1..3).prop_map(ChoiceRule::or),
            inner.prop_map(ChoiceRule::not),
        ]
    })
}

fn handlers() -> impl Strategy<Value = (Vec<Retrier>, Vec<Catcher>)> {
    let jitter = prop::option::of(prop_oneof![Just(JitterStrategy::Full), Just(JitterStrategy::None)]);
    let retrier = (prop::collection::vec(name(), 0..3), 0.0..9.0, jitter).prop_map(|(names, rate, jitter_strategy)| {
        Retrier { jitter_strategy, ..Retrier::new(names).with_backoff_rate(rate).with_max_attempts(3) }
    });
    let catcher =
        (prop::collection::vec(name(), 0..3), name(), prop::option::of(data_path()), prop::option::of(object()))
            .prop_map(|(names, next, result_path, assign)| Catcher {
                result_path,
                assign,
                ..Catcher::new(names, next)
            });
    (prop::collection::vec(retrier, 0..3), prop::collection::vec(catcher, 0..3))
}

/// A state of any type.
fn state() -> impl Strategy<Value = State> {
    let option = || prop::option::of(json_value());
    let task = (name(), option(), prop::option::of(amount()), prop::option::of(object()), handlers(), transition())
        .prop_map(|(resource, parameters, timeout_seconds, credentials, (retry, catch), transition)| {
            Task { resource, parameters, timeout_seconds, credentials, retry, catch, transition, ..Task::default() }
                .into()
        });
    let pass = (option(), prop::option::of(data_path()), prop::option::of(object()), transition()).prop_map(
        |(result, result_path, assign, transition)| {
            Pass { result, result_path, assign, transition, ..Pass::default() }.into()
        },
    );
    let wait = (prop::option::of(amount()), prop::option::of(name()), transition())
        .prop_map(|(seconds, timestamp, transition)| Wait { seconds, timestamp, transition, ..Wait::default() }.into());
    let fail = (prop::option::of(name()), prop::option::of(name()))
        .prop_map(|(error, cause_path)| Fail { error, cause_path, ..Fail::default() }.into());
    let succeed = option().prop_map(|output| Succeed { output, ..Succeed::default() }.into());
    let choice = (prop::collection::vec(rule(), 0..3), prop::option::of(name()))
        .prop_map(|(choices, default)| Choice { choices, default, ..Choice::default() }.into());
    let leaf = prop_oneof![task, pass, wait, fail, succeed, choice];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let states = prop::collection::vec((name(), inner), 1..3)
            .prop_map(|states| states.into_iter().collect::<States>())
            .boxed();
        let parallel = (states.clone(), states.clone(), handlers(), transition()).prop_map(
            |(left, right, (retry, catch), transition)| {
                let branches = [left, right].map(|states| Branch { states, ..Branch::new("A") });
                Parallel { retry, catch, transition, ..Parallel::new(branches) }.into()
            },
        );
        let config = prop::option::of(prop_oneof![Just(ExecutionType::Standard), Just(ExecutionType::Express)]);
        let map = (states, config, prop::option::of(amount()), prop::option::of(name()), transition()).prop_map(
            |(states, execution_type, max_items, label, transition)| {
                let mut processor = ItemProcessor { states, ..ItemProcessor::new("A") };
                if let Some(execution_type) = execution_type {
                    processor = processor.distributed(execution_type);
                }
                let config = ReaderConfig { input_type: Some(InputType::Csv), max_items, ..ReaderConfig::default() };
                let reader = ItemReader::new("r").with_reader_config(config);
                Map { label, transition, item_reader: Some(reader), ..Map::new(processor) }.into()
            },
        );
        prop_oneof![parallel, map]
    })
}

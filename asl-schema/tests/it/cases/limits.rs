//! How much and how deep.

use super::*;

#[test]
fn budgets() {
    let long = "x".repeat(262_144);
    let wait = |seconds: u64| json!({ "StartAt": "W", "TimeoutSeconds": seconds, "States": { "W": { "Type": "Wait", "Seconds": seconds, "End": true } } });
    let codes = |definition: &Value, options: &Options| {
        let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
        diagnose(&machine, options)
            .into_iter()
            .filter(|found| found.code().starts_with("ASL7"))
            .map(|found| format!("{} {}", found.code(), found.focus()))
            .collect::<Vec<_>>()
    };
    let cases = [
        (wait(300), Options::express(), vec![]),
        (wait(301), Options::express(), vec!["ASL704 /TimeoutSeconds", "ASL704 /States/W/Seconds"]),
        (wait(31_536_000), Options::standard(), vec![]),
        (wait(31_536_001), Options::standard(), vec!["ASL704 /TimeoutSeconds", "ASL704 /States/W/Seconds"]),
        (wait(99_999_999), Options::standard(), vec!["ASL704 /States/W/Seconds"]),
        (task(json!({ "Parameters": { "a.$": format!("$.{long}") } })), Options::standard(), vec![]),
        (task(json!({ "Parameters": { "a": [long] } })), Options::standard(), vec!["ASL703 /States/A/Parameters"]),
        (
            task(
                json!({ "QueryLanguage": "JSONata", "Arguments": format!("{{% '{long}' %}}"), "Assign": { "a": &long[..140_000], "b": &long[..140_000] } }),
            ),
            Options::standard(),
            vec!["ASL703 /States/A/Assign"],
        ),
    ];
    for (definition, options, expected) in cases {
        assert_eq!(codes(&definition, &options), expected, "{}", definition.to_string().get(..300).unwrap_or_default());
    }
}

/// What Rust code nests too deeply is refused, so that whatever is emitted can be read again.
#[test]
fn depth_of_machines_made_by_code() {
    // The levels around the value: the machine, `States`, the state.
    for (levels, refused) in [(124, false), (125, true), (1000, true)] {
        let value = (0..levels).fold(json!(1), |inner, _| json!([inner]));
        let definition = json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": value, "End": true } } });
        let expected: &[&str] = if refused { &["ASL103 /States/A/Result"] } else { &[] };
        assert_eq!(findings(&definition), expected, "{levels}");
        let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
        let reread = asl_schema::read_str(&machine.to_json_string());
        assert_eq!(reread.machine.is_none(), refused, "{levels}: {:?}", reread.diagnostics);
    }
    // Maps inside Maps, three levels and one state each.
    let mut inner = json!({ "StartAt": "S", "States": { "S": { "Type": "Succeed" } } });
    for depth in 0..60 {
        let name = format!("M{depth}");
        inner = json!({ "StartAt": name, "States": { name: { "Type": "Map", "ItemProcessor": inner, "End": true } } });
    }
    assert!(findings(&inner).iter().all(|finding| finding.starts_with("ASL103 ")));
    assert!(!findings(&inner).is_empty());
}

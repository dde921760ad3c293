//! What a machine leaves to its deployment and can't run without: a `${Placeholder}` for a number, a truth value or a moment.
//!
//! As a text such as a function's name a placeholder is as good as any other; what a machine does depends on numbers.

use asl_schema::model::{ChoiceRule, Object, OperandKind, State, StateMachine, Test};
use asl_schema::quoted;
use asl_schema::text::is_placeholder;
use serde_json::Value;

/// The first one, as a sentence.
pub(super) fn first(machine: &StateMachine) -> Option<String> {
    let own = placeholder(&machine.extra).map(|(field, text)| sentence(field, "the state machine", text));
    own.or_else(|| {
        machine.visit().into_iter().find_map(|visited| {
            let (field, text) = of_state(visited.state)?;
            Some(sentence(field, &format!("the state {}", quoted(visited.name)), text))
        })
    })
}

fn sentence(field: &str, of: &str, text: &str) -> String {
    format!("`{field}` of {of} is {}, which has its value when the machine is deployed", quoted(text))
}

/// The model has a field's value only when it is of the field's type.
fn placeholder(extra: &Object) -> Option<(&str, &str)> {
    extra.iter().find_map(|(field, value)| Some((field.as_str(), value.as_str().filter(|text| is_placeholder(text))?)))
}

fn of_state(state: &State) -> Option<(&str, &str)> {
    let own =
        placeholder(state.extra()).or_else(|| state.retry().iter().find_map(|retrier| placeholder(&retrier.extra)));
    own.or_else(|| match state {
        State::Wait(wait) => Some(("Timestamp", wait.timestamp.as_deref().filter(|text| is_placeholder(text))?)),
        State::Choice(choice) => choice.choices.iter().find_map(of_rule),
        State::Map(map) => [&map.item_processor, &map.iterator]
            .into_iter()
            .flatten()
            .find_map(|processor| placeholder(&processor.extra)),
        _ => None,
    })
}

fn of_rule(rule: &ChoiceRule) -> Option<(&str, &str)> {
    match &rule.test {
        Test::Compare(comparison) => {
            let depends = matches!(
                comparison.operator.operand(),
                OperandKind::Number | OperandKind::Boolean | OperandKind::Timestamp
            );
            let text = Value::as_str(&comparison.operand).filter(|text| depends && is_placeholder(text))?;
            Some((comparison.operator.as_str(), text))
        }
        Test::And(rules) | Test::Or(rules) => rules.iter().find_map(of_rule),
        Test::Not(rule) => of_rule(rule),
        Test::Absent | Test::Condition(_) => placeholder(&rule.extra),
    }
}

#[cfg(test)]
mod tests {
    use asl_schema::{Options, check_str};
    use serde_json::{Value, json};

    use crate::Machine;

    fn cause(states: Value) -> Option<String> {
        let start = states.as_object().and_then(|states| states.keys().next()).cloned();
        let text = json!({"StartAt": start, "States": states}).to_string();
        let checked = check_str(&text, &Options::standard()).into_checked().unwrap();
        let run = Machine::new(checked).run(&json!({"n": 1}));
        assert!(run.error().is_none_or(|error| error == "Local.Unsupported"), "{run:?}");
        run.cause().map(str::to_owned)
    }

    #[test]
    fn what_a_deployment_fills_is_never_taken_for_nothing() {
        let end = json!({"Type": "Succeed"});
        let of = |field: &str, state: &str, text: &str| {
            format!(
                "unsupported here: `{field}` of the state `{state}` is `{text}`, which has its value when the machine is deployed"
            )
        };
        let wait = |field: &str| json!({"W": {"Type": "Wait", field: "${Delay}", "End": true}});
        assert_eq!(cause(wait("Seconds")), Some(of("Seconds", "W", "${Delay}")));
        assert_eq!(cause(wait("Timestamp")), Some(of("Timestamp", "W", "${Delay}")));
        let task = json!({"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true,
            "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": "${Most}"}]}});
        assert_eq!(cause(task), Some(of("MaxAttempts", "T", "${Most}")));
        let choice = json!({"C": {"Type": "Choice", "Default": "E",
            "Choices": [{"Not": {"Variable": "$.n", "NumericEquals": "${N}"}, "Next": "E"}]}, "E": end});
        assert_eq!(cause(choice), Some(of("NumericEquals", "C", "${N}")));
        let text = json!({"C": {"Type": "Choice", "Default": "E",
            "Choices": [{"Variable": "$.n", "StringEquals": "${N}", "Next": "E"}]}, "E": {"Type": "Pass", "Result": "${X}", "End": true}});
        assert_eq!(cause(text), None);
    }
}

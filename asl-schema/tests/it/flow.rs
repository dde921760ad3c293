//! Loops, against a search that knows nothing of components: small machines at random.

use asl_schema::model::{Choice, ChoiceRule, Operator, Pass, State, StateMachine, Succeed};
use asl_schema::{Options, diagnose};
use proptest::prelude::*;

/// The places of the findings of a rule.
fn places(machine: &StateMachine, code: &str) -> Vec<String> {
    let found = diagnose(machine, &Options::standard());
    found.iter().filter(|finding| finding.code() == code).map(|finding| finding.focus().to_string()).collect()
}

/// State `n` goes to each of `targets[n]`, and ends when there is none.
fn machine(targets: &[Vec<usize>]) -> StateMachine {
    let mut machine = StateMachine::new("S0");
    for (index, targets) in targets.iter().enumerate() {
        let rule =
            |target: &usize| ChoiceRule::compare("$.n", Operator::NumericEquals, *target).next(format!("S{target}"));
        let state: State = match targets.as_slice() {
            [] => Succeed::new().into(),
            [one] => Pass::new().next(format!("S{one}")).into(),
            many => Choice::new(many.iter().map(rule)).into(),
        };
        machine = machine.with_state(format!("S{index}"), state);
    }
    machine
}

/// The states that can be reached from `start` in at least one step.
fn beyond(targets: &[Vec<usize>], start: usize) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut open = targets[start].clone();
    while let Some(next) = open.pop() {
        if !seen.contains(&next) {
            seen.push(next);
            open.extend(&targets[next]);
        }
    }
    seen
}

proptest! {
    #[test]
    fn a_loop_without_a_way_out_is_found_once(
        more in prop::collection::vec(prop::collection::vec(0_usize..8, 0..3), 2..8),
        before in prop::collection::vec(any::<prop::sample::Index>(), 8),
    ) {
        // Every state has one before it that leads there, and the last one ends: otherwise another rule speaks.
        let many = more.len();
        let mut targets: Vec<Vec<usize>> = more.iter().map(|more| more.iter().map(|target| target % many).collect()).collect();
        for state in 1..many {
            targets[before[state].index(state)].push(state);
        }
        targets[many - 1].clear();
        let trapped = |state: usize| {
            let beyond = beyond(&targets, state);
            !beyond.is_empty() && beyond.iter().all(|other| !targets[*other].is_empty() && self::beyond(&targets, *other).contains(&state))
        };
        let is_first = |state: usize| (0..state).all(|other| !(trapped(other) && beyond(&targets, other).contains(&state)));
        let mut expected: Vec<String> =
            (0..targets.len()).filter(|state| trapped(*state) && is_first(*state)).map(|state| format!("/States/S{state}")).collect();
        let mut found = places(&machine(&targets), "ASL207");
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn a_long_way_needs_no_deep_stack() {
    let many = 200_000;
    let mut targets: Vec<Vec<usize>> = (1..many).map(|next| vec![next]).collect();
    targets.push(vec![many - 1]);
    targets[0] = vec![1, many];
    targets.push(vec![]);
    let found = places(&machine(&targets), "ASL207");
    assert_eq!(found, [format!("/States/S{}", many - 1)]);
    assert_eq!(places(&machine(&targets), "ASL702"), ["/StartAt"]);
}

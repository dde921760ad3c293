use crate::model::{
    Branch, Catcher, Choice, ChoiceRule, Fail, ItemProcessor, Map, Operator, Parallel, Pass, StateMachine, Succeed,
    Task, Wait,
};

use super::{Summary, summary};

fn numbers(machine: &StateMachine) -> (usize, usize, Option<usize>, usize) {
    let Summary { states, top_level, shortest, longest } = summary(machine);
    (states, top_level, shortest, longest)
}

fn rule(target: &str) -> ChoiceRule {
    ChoiceRule::compare("$.n", Operator::NumericEquals, 1).next(target)
}

#[test]
fn choices_give_a_shortest_and_a_longest_way() {
    let machine = StateMachine::new("Ask")
        .with_state("Ask", Choice::new([rule("Done")]).otherwise("More"))
        .with_state("More", Pass::new().next("Again"))
        .with_state("Again", Pass::new().next("Done"))
        .with_state("Done", Succeed::new());
    assert_eq!(numbers(&machine), (4, 4, Some(2), 4));
}

#[test]
fn loops_count_once_and_catchers_to_a_fail_are_not_the_shortest() {
    let machine = StateMachine::new("Poll")
        .with_state("Poll", Task::new("arn").catch(Catcher::new(["States.ALL"], "Bad")).next("Ready"))
        .with_state("Ready", Choice::new([rule("Done")]).otherwise("Sleep"))
        .with_state("Sleep", Wait::seconds(5).next("Poll"))
        .with_state("Bad", Fail::new("Bad", "it broke"))
        .with_state("Done", Succeed::new());
    assert_eq!(numbers(&machine), (5, 5, Some(3), 3));
}

#[test]
fn all_branches_and_one_item_count() {
    let two = Branch::new("A").with_state("A", Pass::new().next("B")).with_state("B", Pass::new().end());
    let one = Branch::new("C").with_state("C", Pass::new().end());
    let machine = StateMachine::new("Both")
        .with_state("Both", Parallel::new([two, one]).next("Each"))
        .with_state("Each", Map::new(ItemProcessor::new("D").with_state("D", Pass::new().end())).end());
    assert_eq!(numbers(&machine), (6, 2, Some(6), 6));
}

#[test]
fn a_machine_that_only_fails_has_no_shortest_way() {
    let machine = StateMachine::new("Bad").with_state("Bad", Fail::new("Bad", "it broke"));
    assert_eq!(numbers(&machine), (1, 1, None, 1));
    assert_eq!(summary(&machine).to_string(), "1 state (1 at the top), 1 transition");
    assert_eq!(numbers(&StateMachine::default()), (0, 0, None, 0));
}

#[test]
fn long_chains_need_no_stack() {
    let mut machine = StateMachine::new("0");
    for index in 0..100_000 {
        machine = machine.with_state(index.to_string(), Pass::new().next((index + 1).to_string()));
    }
    machine = machine.with_state("100000", Succeed::new());
    assert_eq!(numbers(&machine), (100_001, 100_001, Some(100_001), 100_001));
}

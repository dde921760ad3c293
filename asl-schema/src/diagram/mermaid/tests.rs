use crate::model::{
    Branch, Catcher, Choice, ChoiceRule, Fail, ItemProcessor, Map, Operator, Parallel, Pass, Retrier, StateMachine,
    Succeed, Task, Wait,
};

use super::mermaid;

const HOSTILE: &[&str] = &[
    "say \"hi\"",
    "a --> b",
    "end",
    "subgraph",
    "%%{init: {}}%%",
    "%% gone",
    "<script>alert(1)</script>",
    "`code`",
    "$$x^2$$",
    "#quot;",
    "1. first",
    "- item",
    "fa:fa-car",
    "semi;colon",
    "pipe|pipe",
    "[{(",
    "line\nbreak\ttab",
    "日本語 😀",
    "\\\\ \\n",
    "**bold** _it_ ~~no~~",
    "click s1 call alert()",
    "\u{7}",
];

fn example() -> StateMachine {
    let task = |resource: &str| Task::new(resource);
    StateMachine::new("Check")
        .with_state(
            "Check",
            Choice::new([
                ChoiceRule::compare("$.total", Operator::NumericGreaterThan, 100).next("Both"),
                ChoiceRule::and([
                    ChoiceRule::compare("$.a", Operator::IsNull, true),
                    ChoiceRule::not(ChoiceRule::compare("$.b", Operator::StringEquals, "x")),
                ])
                .next("Each"),
            ])
            .otherwise("Wait"),
        )
        .with_state(
            "Both",
            Parallel::new([
                Branch::new("Left").with_state("Left", task("arn:aws:states:::sqs:sendMessage").end()),
                Branch::new("Right")
                    .with_state("Right", task("arn:aws:lambda:us-east-1:1:function:f").next("Right again"))
                    .with_state("Right again", Pass::new().end()),
            ])
            .catch(Catcher::new(["States.ALL"], "Failed"))
            .next("Each"),
        )
        .with_state(
            "Each",
            Map::new(
                ItemProcessor::new("One").with_state(
                    "One",
                    task("arn:aws:states:::lambda:invoke")
                        .with_arguments(serde_json::json!({ "FunctionName": "one" }))
                        .retry(Retrier::new(["Throttled", "Busy"]))
                        .end(),
                ),
            )
            .next("Done"),
        )
        .with_state("Wait", Wait::seconds(30).next("Check"))
        .with_state("Done", Succeed::new())
        .with_state("Failed", Fail::new("Boom", "it broke"))
}

/// What the chart must hold, counted from the model alone: nodes, arrows.
fn expected(machine: &StateMachine) -> (usize, usize) {
    let states = machine.visit();
    let scopes = 1 + states.iter().map(|visited| visited.state.sub_scopes().len()).sum::<usize>();
    let ends =
        states.iter().filter(|visited| visited.state.transition().is_some_and(|to| to.target().is_none())).count();
    let arcs = states.iter().map(|visited| visited.state.successors().len()).sum::<usize>();
    (states.len(), arcs + ends + scopes)
}

/// The same, counted from the text: declarations of `sN`, and lines with an arrow outside labels.
fn counted(chart: &str) -> (usize, usize) {
    let outside = |line: &str| line.split('"').step_by(2).collect::<String>();
    let declares = |line: &str| {
        let line = line.trim_start().trim_start_matches("subgraph ");
        let id: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
        let number =
            id.strip_prefix('s').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|each| each.is_ascii_digit()));
        number && !line[id.len()..].starts_with(' ')
    };
    let arrows = chart.lines().filter(|line| outside(line).contains("-->") || outside(line).contains("-.->")).count();
    (chart.lines().filter(|line| declares(line)).count(), arrows)
}

#[test]
fn the_whole_of_a_machine_is_in_the_picture() {
    insta::assert_snapshot!(mermaid(&example()));
}

#[test]
fn every_state_and_every_arc_appears_once() {
    let machine = example();
    assert_eq!(counted(&mermaid(&machine)), expected(&machine));
}

#[test]
fn names_are_data() {
    let mut machine = StateMachine::new(HOSTILE[0]);
    for (index, name) in HOSTILE.iter().enumerate() {
        let task = Task::new("arn:aws:states:::lambda:invoke").catch(Catcher::new([*name], "Failed: \"x\""));
        machine = match HOSTILE.get(index + 1) {
            Some(next) => machine.with_state(*name, task.next(*next)),
            None => machine.with_state(*name, task.end()),
        };
    }
    machine = machine.with_state("Failed: \"x\"", Fail::new("Bad", "it broke"));
    let chart = mermaid(&machine);
    assert_eq!(counted(&chart), expected(&machine));
    assert_eq!(chart, mermaid(&machine));
    // Every line is a declaration or an arrow of ours; what users wrote is inside an even number of quotes.
    for line in chart.lines().skip(1) {
        let bare: String = line.split('"').step_by(2).collect();
        let ours = |letter: char| letter.is_ascii_alphanumeric() || " ()[]{}<>-.|".contains(letter);
        assert!(line.matches('"').count() % 2 == 0 && bare.chars().all(ours), "{line}");
    }
    insta::assert_snapshot!(chart);
}

#[test]
fn a_name_that_no_state_has_is_shown_as_missing() {
    let machine = StateMachine::new("A").with_state("A", Pass::new().next("Nowhere"));
    assert!(mermaid(&machine).contains("missing1[\"Nowhere (missing)\"]"));
    assert_eq!(mermaid(&StateMachine::default()), "flowchart TD\n  start1((\" \"))\n");
}

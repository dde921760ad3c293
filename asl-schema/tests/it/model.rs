//! What others ask the model: where states are, what follows them, what is inside them, where they came from.

use asl_schema::model::*;
use asl_schema::{Origins, Path, SourceLocation, check, diagnose};

fn machine() -> StateMachine {
    let ship = ItemProcessor::new("Pack")
        .with_state("Pack", Pass::new().next("Send"))
        .with_state("Send", Task::new("arn:aws:states:::lambda:invoke").end());
    let route = Choice::new([
        ChoiceRule::compare("$.n", Operator::NumericGreaterThan, 3).next("Many"),
        ChoiceRule::not(ChoiceRule::compare("$.n", Operator::IsPresent, true)).next("Done"),
    ])
    .otherwise("Both");
    let both = Parallel::new([
        Branch::new("Left").with_state("Left", Pass::new().end()),
        Branch::new("Right").with_state("Right", Wait::seconds(1).end()),
    ])
    .catch(Catcher::new(["States.ALL"], "Done"))
    .next("Many");
    StateMachine::new("Route")
        .with_state("Route", route)
        .with_state("Both", both)
        .with_state("Many", Map::new(ship).end())
        .with_state("Done", Succeed::new())
}

#[test]
fn visit_sees_every_state_with_its_place() {
    let machine = machine();
    let seen: Vec<(String, usize, String)> = machine
        .visit()
        .into_iter()
        .map(|visited| (visited.name.to_owned(), visited.depth, visited.path.to_string()))
        .collect();
    let expected = [
        ("Route", 0, "/States/Route"),
        ("Both", 0, "/States/Both"),
        ("Left", 1, "/States/Both/Branches[0]/States/Left"),
        ("Right", 1, "/States/Both/Branches[1]/States/Right"),
        ("Many", 0, "/States/Many"),
        ("Pack", 1, "/States/Many/ItemProcessor/States/Pack"),
        ("Send", 1, "/States/Many/ItemProcessor/States/Send"),
        ("Done", 0, "/States/Done"),
    ];
    assert_eq!(seen, expected.map(|(name, depth, path)| (name.to_owned(), depth, path.to_owned())));
    for visited in machine.visit() {
        assert_eq!(visited.path.state_name(), Some(visited.name));
        assert!(visited.scope.states.contains_key(visited.name));
    }
}

#[test]
fn successors_come_in_the_order_they_are_tried() {
    let machine = machine();
    let of = |name: &str| machine.states.get(name).map(State::successors).unwrap_or_default();
    assert_eq!(of("Route"), [Successor::Choice(0, "Many"), Successor::Choice(1, "Done"), Successor::Default("Both")]);
    assert_eq!(of("Both"), [Successor::Next("Many"), Successor::Catch(0, "Done")]);
    assert_eq!(of("Many"), []);
    let place = Path::root().key("States").key("Both");
    let places: Vec<String> = of("Both").into_iter().map(|successor| successor.path(&place).to_string()).collect();
    assert_eq!(places, ["/States/Both/Next", "/States/Both/Catch[0]/Next"]);
}

#[test]
fn findings_about_rust_code_say_where_it_stands() {
    let here = |line| SourceLocation { file: "src/orders.rs".into(), line, column: 5 };
    let mut origins = Origins::default();
    origins.set_machine(here(1));
    origins.set_state("Send", here(7));
    let plain = machine();
    let mut machine = machine();
    machine.origins = origins;
    assert_eq!(machine, plain, "where a state comes from is no part of what it is");
    assert_eq!(machine.to_value(), plain.to_value());
    assert!(check(machine.clone()).is_ok());

    if let Some(State::Map(map)) = machine.states.get_mut("Many") {
        let send = map.item_processor.get_or_insert_default().states.get_mut("Send");
        assert!(send.is_some_and(|state| state.set_transition(None)));
    }
    machine.states.insert("Stray".into(), Pass::new().end().into());
    let text: Vec<String> =
        diagnose(&machine, &asl_schema::Options::standard()).iter().map(ToString::to_string).collect();
    let expected = [
        "error[ASL205]: the state has neither `Next` nor `End`\n --> src/orders.rs:7:5\n  = in: /States/Many/ItemProcessor/States/Send\n  \
         = help: add `\"Next\": \"…\"` or `\"End\": true`",
        "error[ASL202]: the state `Stray` is not reachable\n --> src/orders.rs:1:5\n  = in: /States/Stray\n  \
         = help: go to it with a `Next`, `Default` or `Catch`, or remove it",
    ];
    assert_eq!(text, expected);
}

#[test]
fn the_query_language_of_inner_states_is_the_machines() {
    let machine = StateMachine::new("A").with_query_language(QueryLanguage::Jsonata);
    assert_eq!(machine.language_of(None), QueryLanguage::Jsonata);
    assert_eq!(StateMachine::new("A").language_of(None), QueryLanguage::JsonPath);
    assert_eq!(StateMachine::new("A").language_of(Some(QueryLanguage::Jsonata)), QueryLanguage::Jsonata);
}

#[test]
fn there_are_39_operators() {
    assert_eq!(Operator::ALL.len(), 39);
    for operator in Operator::ALL {
        assert_eq!(Operator::from_word(operator.as_str()), Some(*operator));
        assert_eq!(operator.as_str().ends_with("Path"), operator.operand() == OperandKind::Path);
    }
}

#[test]
fn jsonata_text_gets_its_delimiters_once() {
    assert_eq!(Amount::jsonata("$n").expression(), Some("{% $n %}"));
    assert_eq!(Amount::jsonata("{%$n%}").expression(), Some("{%$n%}"));
    assert_eq!(ChoiceRule::when("$n > 1"), ChoiceRule::when("{% $n > 1 %}"));
}

//! Reading never fails, and what was read is what is written again.

use asl_schema::model::StateMachine;
use asl_schema::read_str;
use serde_json::Value;

use super::place::{self, Places};

pub(crate) fn run(text: &str) {
    let read = read_str(text);
    let places = Places::new(text);
    for diagnostic in &read.diagnostics {
        place::sentence(&diagnostic.message);
        diagnostic.span.into_iter().for_each(|span| places.span(span));
    }
    let Some(machine) = read.machine else {
        assert!(!read.diagnostics.is_empty(), "no machine and no word about it");
        return;
    };
    nothing_is_lost(text, &machine);
    let written = machine.to_json_string();
    let again = read_str(&written);
    assert!(again.diagnostics.is_empty(), "what is written has findings: {:?}\n{written}", again.diagnostics);
    assert_eq!(again.machine.as_ref(), Some(&machine), "read again, it is another machine:\n{written}");
    assert_eq!(again.machine.map(|machine| machine.to_json_string()), Some(written));
}

/// Every value of the text is in the machine, and nothing more.
fn nothing_is_lost(text: &str, machine: &StateMachine) {
    let value: Result<Value, _> = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    match value {
        Ok(value) => assert_eq!(machine.to_value(), value),
        Err(error) => panic!("serde_json refuses what was read: {error}"),
    }
}

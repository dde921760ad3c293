//! A compiled machine against one that people wrote for the same scenario.

use asl_dsl::{Definition, Report};
use asl_local::{Machine, Mocks};
use serde::Serialize;

use crate::agree::alike;

/// Runs the compiled machine and the one of its name in `examples/hand_written`: they make the same calls with the same requests, in the same
/// order, and end the same way at the same time.
///
/// # Panics
/// With what differs.
#[track_caller]
#[expect(clippy::unwrap_used, reason = "this is an assertion")]
pub fn same_by_hand(
    definition: Result<Definition, Report>,
    inputs: &[impl Serialize],
    mut handlers: impl FnMut(&mut Mocks<'_>),
) {
    let definition = definition.unwrap();
    let path = format!("{}/../examples/hand_written/{}.asl.json", env!("CARGO_MANIFEST_DIR"), definition.name());
    let text = std::fs::read_to_string(path).unwrap();
    let by_hand = asl_schema::check_str(&text, &asl_schema::Options::standard()).into_checked().unwrap();
    for input in inputs {
        let (compiled, tape) = Machine::new(definition.clone()).in_order().with(&mut handlers).record(input);
        let (written, by_hand) = Machine::new(by_hand.clone()).in_order().with(&mut handlers).record(input);
        let calls = tape.calls.iter().zip(&by_hand.calls);
        for (compiled, written) in calls {
            assert_eq!(compiled.resource, written.resource);
            assert!(alike(&compiled.input, &written.input, false), "{compiled}\n{written}");
        }
        assert_eq!(tape.calls.len(), by_hand.calls.len());
        assert_eq!((compiled.status(), compiled.error()), (written.status(), written.error()));
        assert_eq!((compiled.output(), compiled.cause()), (written.output(), written.cause()));
        assert_eq!(compiled.duration(), written.duration());
    }
}

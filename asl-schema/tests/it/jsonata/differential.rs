//! Beside `jsonata-core`, written by others from the same reference: both accept a text, or both refuse it.

use asl_schema::jsonata::parse;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::generate::expression;
use super::suite;

/// Where that crate is not like the reference, which was asked about each: a slash after `and`, after `-` and at the beginning of a list, where it
/// takes a regular expression for a division or the other way round; `-null.a`, which it refuses;
/// `a.-1`, which it accepts.
const OTHER_THAN_THE_REFERENCE: &[&str] = &["/", "-null", "-true", ".-"];

fn compare(text: &str) {
    let ours = parse(text);
    let theirs = jsonata_core::parser::parse(text);
    // It takes anything on the left of `:=`, and judges already here what can be called, which the reference leaves to the evaluation.
    let takes_any_target = ours.as_ref().is_err_and(|error| error.code == Some("S0212"));
    let judges_calls = theirs.as_ref().is_err_and(|error| error.to_string().contains("T1008"));
    if !takes_any_target && !judges_calls {
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}: {:?}, {:?}", ours.err(), theirs.err());
    }
}

#[test]
fn on_the_suite() {
    for (_, text, _) in suite::cases() {
        compare(&text);
    }
}

proptest! {
    // Always the same ones: what that crate does is not for this test to find out.
    #![proptest_config(ProptestConfig { cases: 4000, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn on_generated_expressions(text in expression()) {
        if !OTHER_THAN_THE_REFERENCE.iter().any(|part| text.contains(part)) {
            compare(&text);
        }
    }
}

//! Beside `jsonata-core`, written by others from the same reference: both accept a text, or both refuse it.

use asl_schema::jsonata::parse;
use proptest::prelude::*;

use crate::generate::expression;
use crate::suite;

/// Where that crate is not like the reference, which was asked about each: a slash after `and`, after `-` and at the beginning of a list, where it
/// takes a regular expression for a division or the other way round; `-$a := 1`, which it accepts; `-null.a`, which it refuses.
const OTHER_THAN_THE_REFERENCE: &[&str] = &["/", ":=", "-null", "-true"];

fn compare(text: &str) {
    let ours = parse(text);
    let theirs = jsonata_core::parser::parse(text);
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}: {:?}, {:?}", ours.err(), theirs.err());
}

#[test]
fn on_the_suite() {
    for (_, text, _) in suite::cases() {
        compare(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn on_generated_expressions(text in expression()) {
        if !OTHER_THAN_THE_REFERENCE.iter().any(|part| text.contains(part)) {
            compare(&text);
        }
    }
}

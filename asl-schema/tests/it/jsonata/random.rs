//! What holds of every text.

use asl_schema::jsonata::{nesting, parse, references};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::generate::{expression, soup};
use super::print::{source, structure};
use super::trees::assert_spans;

/// Parses and looks at everything; an error must point into the text.
fn examine(text: &str) {
    match parse(text) {
        Ok(expr) => {
            assert!(expr.span.range().end <= text.len());
            references(&expr);
            assert!(nesting(&expr) >= 1);
        }
        Err(error) => {
            assert!(text.get(error.span.clone()).is_some(), "{text:?}: {error:?}");
            assert!(!error.message.is_empty());
        }
    }
}

/// The printed tree is read as the same tree, and each node stands where it says.
fn round_trip(text: &str) {
    let Ok(expr) = parse(text) else { return };
    let printed = source(&expr, text);
    let again = parse(&printed).unwrap_or_else(|error| panic!("{text:?} was printed as {printed:?}: {error}"));
    assert_eq!(structure(&again, &printed), structure(&expr, text), "{text:?}");
    assert_spans(&expr, text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(text in "\\PC*") {
        examine(&text);
    }

    #[test]
    fn no_soup_panics(text in soup()) {
        examine(&text);
        round_trip(&text);
    }

    #[test]
    fn printed_trees_are_read_back(text in expression()) {
        examine(&text);
        round_trip(&text);
    }
}

/// Most generated expressions are well-formed, or the tests above would say little.
#[test]
fn the_generator_is_worth_its_name() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let parsed = (0..500).filter(|_| parse(&expression().new_tree(&mut runner).unwrap().current()).is_ok()).count();
    assert!(parsed > 250, "{parsed} of 500");
}

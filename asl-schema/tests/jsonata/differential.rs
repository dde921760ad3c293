//! Beside `jsonata-core`, written by others from the same reference: both accept a text, or both refuse it.

use asl_schema::jsonata::parse;
use proptest::prelude::*;

use crate::generate::expression;
use crate::suite;

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
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn on_generated_expressions(text in expression()) {
        compare(&text);
    }
}
#[test]
fn tmp_collect() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut n = 0;
    for _ in 0..20000 {
        let t = expression().new_tree(&mut runner).unwrap().current();
        let (a, b) = (parse(&t), jsonata_core::parser::parse(&t));
        if a.is_ok() != b.is_ok() && !t.contains('/') && !t.contains(":=") {
            n += 1;
            if n < 60 {
                println!("DIFF {t:?} ours {:?} theirs {:?}", a.err().map(|e| e.code), b.err());
            }
        }
    }
    println!("TOTAL {n}");
}

//! The table against the front end's list. What the rows mean is tested end to end, in the workspace's `tests` package.

use super::*;
use crate::shape::Integer;
use std::collections::BTreeSet;

/// The names that the macro crate's `methods.rs` accepts.
fn accepted() -> BTreeSet<&'static str> {
    listed(&["CHECKED", "PLAIN"])
}

/// The names in lists of the macro crate's `methods.rs`: the first string of each entry.
fn listed(lists: &[&str]) -> BTreeSet<&'static str> {
    let source = include_str!("../../../../asl-macros/src/methods.rs");
    let list = |name: &str| {
        let start = source.find(&format!("const {name}:")).unwrap();
        let list = &source[start..];
        &list[..list.find("];").unwrap()]
    };
    let mut names = BTreeSet::new();
    for line in lists.iter().flat_map(|name| list(name).lines()) {
        if let Some(name) = line.split('"').nth(1) {
            names.insert(name);
        }
    }
    names
}

fn lowered() -> BTreeSet<&'static str> {
    let of_values = [
        convert::ROWS,
        option::ROWS,
        result::ROWS,
        list::ROWS,
        map::ROWS,
        string::ROWS,
        number::ROWS,
        number::BOOL_ROWS,
        number::DURATION_ROWS,
    ];
    let names = of_values.into_iter().flatten().map(|(name, _)| *name);
    names.chain(iter::ROWS.iter().map(|(name, _)| *name)).chain(change::names()).collect()
}

#[test]
fn the_front_end_accepts_exactly_what_has_a_row() {
    let (accepted, lowered) = (accepted(), lowered());
    assert!(accepted.len() > 100, "the lists were not found: {accepted:?}");
    assert_eq!(accepted.difference(&lowered).collect::<Vec<_>>(), Vec::<&&str>::new(), "accepted, but without a row");
    assert_eq!(lowered.difference(&accepted).collect::<Vec<_>>(), Vec::<&&str>::new(), "rows nobody can reach");
}

#[test]
fn both_sides_agree_on_what_changes_its_receiver() {
    assert_eq!(listed(&["CHANGES"]), change::names().collect());
}

#[test]
fn tables_are_sorted() {
    fn sorted<R>(rows: Rows<R>) {
        assert!(
            rows.is_sorted_by_key(|(name, _)| *name),
            "{:?}",
            rows.iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
    }
    sorted(iter::ROWS);
    for rows in [
        convert::ROWS,
        option::ROWS,
        result::ROWS,
        list::ROWS,
        map::ROWS,
        string::ROWS,
        number::ROWS,
        number::BOOL_ROWS,
        number::DURATION_ROWS,
    ] {
        sorted(rows);
    }
}

#[test]
fn a_change_is_known_by_name_and_arity() {
    for (name, args, expected) in [
        ("push", 1, true),
        ("take", 0, true),
        ("take", 1, false),
        ("replace", 1, true),
        ("replace", 2, false),
        ("insert", 2, true),
        ("map", 1, false),
    ] {
        assert_eq!(is_mutation(name, args), expected, "{name}/{args}");
    }
}

/// Literals whose type nothing gives have no width: their bounds are those of 64 bits, and computing them must not overflow.
#[test]
fn bounds_of_every_width() {
    let exact = i128::from((1_i64 << 53) - 1);
    let bounds = |signed, bits| convert::bounds(Integer { signed, bits });
    assert_eq!(bounds(true, 8), (i128::from(i8::MIN), i128::from(i8::MAX)));
    assert_eq!(bounds(false, 8), (0, i128::from(u8::MAX)));
    assert_eq!(bounds(true, 32), (i128::from(i32::MIN), i128::from(i32::MAX)));
    assert_eq!(bounds(false, 32), (0, i128::from(u32::MAX)));
    for bits in [0, 64, 128] {
        assert_eq!(bounds(true, bits), (-exact, exact), "{bits}");
        assert_eq!(bounds(false, bits), (0, exact), "{bits}");
    }
}

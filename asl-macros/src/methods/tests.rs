use super::*;

#[test]
fn the_lists_are_sorted_and_disjoint() {
    let checked: Vec<&str> = CHECKED.iter().map(|method| method.name).collect();
    assert!(checked.is_sorted(), "{checked:?}");
    assert!(PLAIN.is_sorted());
    for name in &checked {
        assert!(!PLAIN.contains(name), "{name} is in both lists");
    }
    for (names, _, _) in REFUSED {
        for name in *names {
            assert!(find(name).is_err(), "{name} is refused and accepted");
        }
    }
}

#[test]
fn what_changes_its_receiver_is_accepted() {
    assert!(CHANGES.is_sorted());
    for name in CHANGES {
        assert!(find(name).is_ok(), "{name}");
    }
    assert!(changes("take", 0) && !changes("take", 1) && !changes("map", 1));
}

#[test]
fn a_constructor_stands_for_a_function_and_not_for_a_value() {
    assert!(applies("map", 0) && applies("map_err", 0) && applies("map_or", 1));
    assert!(!applies("map_or", 0) && !applies("unwrap_or", 0) && !applies("push", 0));
}

#[test]
fn finds_what_must_be_checked() {
    assert_eq!(find("len").unwrap().check, Some(Check::Receiver("counted")));
    assert_eq!(find("parse").unwrap().slot, ResultSlot::Through("parsed"));
    assert_eq!(find("map"), Ok(Method { name: "map", check: None, slot: ResultSlot::Unneeded }));
}

#[test]
fn says_what_to_write_instead() {
    let refusal = find("replacen").unwrap_err();
    assert_eq!(refusal.message, "`.replacen()` has no Amazon States Language translation");
    assert_eq!(
        refusal.help,
        "compute it in a `#[task]` (Lambda), or before the workflow starts; the nearest method that has one is `.replace()`"
    );
    assert!(find("round").unwrap_err().help.contains("round_ties_even"));
    assert!(find("wrapping_add").unwrap_err().message.contains("wraps around"));
    assert!(!find("quux").unwrap_err().help.contains("nearest"));
}

#[test]
fn measures_edits() {
    for (a, b, expected) in
        [("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3), ("is_emty", "is_empty", 1), ("añb", "anb", 1)]
    {
        assert_eq!(edits(a, b), expected, "{a} {b}");
        assert_eq!(edits(b, a), expected, "{b} {a}");
    }
}

#[test]
fn a_long_name_costs_nothing() {
    assert!(!find(&"x".repeat(1 << 20)).unwrap_err().help.contains("nearest"));
}

//! The table of functions.

use asl_schema::jsonata::{FUNCTIONS, Origin, find_function};

#[test]
fn the_table_is_sorted_and_complete() {
    assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
    let from =
        |origin| FUNCTIONS.iter().filter(move |function| function.origin == origin).map(|function| function.name);
    assert_eq!(
        from(Origin::StepFunctions).collect::<Vec<_>>(),
        ["hash", "parse", "partition", "random", "range", "uuid"]
    );
    assert_eq!(from(Origin::Refused).collect::<Vec<_>>(), ["eval"]);
    assert_eq!(from(Origin::Jsonata).count(), 63);
    assert!(FUNCTIONS.iter().all(|function| find_function(function.name) == Some(function)));
    assert_eq!(find_function("phone"), None);
}

/// Read off the documentation of each, not off its signature.
#[test]
fn arguments_are_counted_as_documented() {
    for (name, min, max) in [
        ("abs", 0, Some(1)),
        ("append", 2, Some(2)),
        ("assert", 1, Some(2)),
        ("contains", 1, Some(2)),
        ("error", 0, Some(1)),
        ("formatNumber", 1, Some(3)),
        ("fromMillis", 0, Some(3)),
        ("hash", 1, Some(2)),
        ("join", 1, Some(2)),
        ("map", 2, Some(2)),
        ("match", 1, Some(3)),
        ("merge", 1, Some(1)),
        ("millis", 0, Some(0)),
        ("now", 0, Some(2)),
        ("number", 0, Some(1)),
        ("parse", 0, Some(1)),
        ("partition", 1, Some(2)),
        ("random", 0, Some(1)),
        ("range", 2, Some(3)),
        ("reduce", 2, Some(3)),
        ("replace", 2, Some(4)),
        ("sift", 0, Some(2)),
        ("single", 1, Some(2)),
        ("string", 0, Some(2)),
        ("substring", 1, Some(3)),
        ("uuid", 0, Some(0)),
        ("zip", 1, None),
    ] {
        let function = find_function(name).unwrap();
        assert_eq!((function.min_arguments(), function.max_arguments()), (min, max), "{name}");
        assert!(function.takes(min) && !function.takes(max.map_or(0, |max| max + 1)), "{name}");
    }
}

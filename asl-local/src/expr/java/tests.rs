use serde_json::json;

use super::*;

#[test]
fn doubles_print_as_in_java() {
    for (value, expected) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (1.1, "1.1"),
        (0.001, "0.001"),
        (0.000_999, "9.99E-4"),
        (9_999_999.0, "9999999.0"),
        (1e7, "1.0E7"),
        (1_789_180_622.0, "1.789180622E9"),
        (9_223_372_036_854_775_808.0, "9.223372036854776E18"),
        (-1e21, "-1.0E21"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
        (f64::NAN, "NaN"),
    ] {
        assert_eq!(double(value), expected);
    }
}

/// The values of seeds that the service was measured to give for `$random(seed)`.
#[test]
fn seeds_are_those_of_java() {
    for (seed, expected) in [(42, 0.727_563_680_032_868_1), (0, 0.730_967_787_376_657), (7, 0.730_699_042_060_042_1)] {
        assert_eq!(Random::seeded(seed).unit(), expected);
    }
}

#[test]
fn bounded_numbers_stay_in_bounds() {
    for (origin, bound) in [(0, 1), (0, 999), (-99_999, -9_999), (0, 8), (i64::MIN, i64::MAX), (-5, i64::MAX)] {
        let mut random = Random::seeded(3);
        for _ in 0..200 {
            assert!((origin..bound).contains(&random.long_within(origin, bound)));
        }
    }
}

#[test]
fn a_tower_of_lists_is_cut_rather_than_overflowing() {
    let tower = (0..3_000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    assert!(json_text(&tower).contains('…'));
    assert!(plain_text(&tower).contains('…'));
}

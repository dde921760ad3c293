use asl_schema::model::Operator;
use serde_json::{Value, json};

use super::compare::Comparison;

fn all(operator: Operator, rows: &[(Value, Value, bool)]) {
    for (value, wanted, holds) in rows {
        assert_eq!(Comparison::from(operator).holds(value, wanted), *holds, "{value} {} {wanted}", operator.as_str());
    }
}

#[test]
fn numbers_are_compared_by_value_and_only_with_numbers() {
    all(
        Operator::NumericEquals,
        &[
            (json!(1), json!(1.0), true),
            (json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992_i64), false),
            (json!("1"), json!(1), false),
            (json!(null), json!(0), false),
        ],
    );
    all(Operator::NumericLessThanPath, &[(json!(1), json!(1.5), true), (json!(2), json!(1.5), false)]);
}

#[test]
fn texts_are_compared_by_code_point() {
    all(
        Operator::StringLessThanEquals,
        &[(json!(""), json!(""), true), (json!("B"), json!("a"), true), (json!(1), json!("a"), false)],
    );
}

#[test]
fn moments_are_compared_across_offsets() {
    all(
        Operator::TimestampEquals,
        &[
            (json!("2012-10-09T19:00:55Z"), json!("2012-10-09T21:00:55+02:00"), true),
            (json!("2012-10-09T19:00:55.0Z"), json!("2012-10-09T19:00:55Z"), true),
            (json!("2012-10-09 19:00:55Z"), json!("2012-10-09T19:00:55Z"), false),
        ],
    );
    assert_eq!(Comparison::IsTimestamp.has_type(&json!("2012-10-09")), Some(false));
}

#[test]
fn stars_stand_for_any_text_unless_escaped() {
    all(
        Operator::StringMatches,
        &[
            (json!("log-2026.txt"), json!("log-*.txt"), true),
            (json!("log-.txt"), json!("log-*.txt"), true),
            (json!("log-2026.txt2"), json!("log-*.txt"), false),
            (json!("a*b"), json!("a\\*b"), true),
            (json!("axb"), json!("a\\*b"), false),
            (json!(""), json!("*"), true),
            (json!("a\\b"), json!("a\\\\b"), true),
        ],
    );
    // No exponential search.
    let (text, pattern) = ("a".repeat(20_000), "a*".repeat(50) + "b");
    assert!(!Comparison::Matches.holds(&json!(text), &json!(pattern)));
}

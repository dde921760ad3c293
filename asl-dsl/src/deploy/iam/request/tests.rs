use std::collections::BTreeMap;

use asl_schema::model::QueryLanguage;
use serde_json::json;

use super::{Known, Request};
use crate::deploy::text::Text;

fn jsonata(expression: &str) -> Known {
    let literals = BTreeMap::new();
    let request = json!({ "Name": format!("{{% {expression} %}}") });
    Request::new(Some(&request), QueryLanguage::Jsonata, &literals).member("Name")
}

/// A permission must never be narrower than what runs by a wrong guess, nor wider: only what is a text by its form is read.
#[test]
fn only_the_literal_start_of_a_text_is_known() {
    let whole = |text: &str| Known::Whole(Text::literal(text));
    let start = |text: &str| Known::Start(Text::literal(text));
    let table: &[(&str, Known)] = &[
        ("'train'", whole("train")),
        ("\"train\"", whole("train")),
        (r#""a\"b\\c""#, whole("a\"b\\c")),
        ("'train-' & $id", start("train-")),
        ("'train-' & $id & '-x'", start("train-")),
        ("'train-' & $string($n + 1)", start("train-")),
        ("'train-' & ($a ? 'b' : 'c')", start("train-")),
        ("'train-' & $map($xs, function($x){ $x = 1 })[0]", start("train-")),
        ("'train-' & 'a = b ? c'", start("train-")),
        ("$join(['train-', $id])", start("train-")),
        ("$join(['train-', $id], '-')", start("train-")),
    ];
    for (expression, known) in table {
        assert_eq!(&jsonata(expression), known, "{expression}");
    }
    let computed = [
        "$id",
        "$id & 'x'",
        "'a' & $b = 'c'",
        "'a' & $b ? 'c' : 'd'",
        "'a' & $b in $c",
        "'a' & $b and $c",
        "'a' & $b ~> $uppercase",
        "'a' & $b; 'c'",
        "'a' ? 'b' : 'c'",
        "'a' = 'b'",
        "'a' ~> $f",
        "'a'[0]",
        "'unclosed",
        "'\\u0041'",
        "'' & $id",
        "('a' & $b)",
        "$join(['a', $b]) = 'c'",
        "$join(['a', $b]) & $c ? $join(['x']) : $join(['y'])",
        "$join(['a'])[1]",
        "$join($a)",
        "'a' & /x/",
        "'a' & )(",
        "",
    ];
    for expression in computed {
        assert!(matches!(jsonata(expression), Known::Computed(_)), "{expression}: {:?}", jsonata(expression));
    }
}

#[test]
fn members_are_found_through_objects_and_computed_ones_stay_computed() {
    let literals = BTreeMap::new();
    let value =
        json!({ "A": { "B": "x", "C": "{% $c %}" }, "D": "{% $d %}", "N": 7, "L": [{ "B": "y" }], "P.$": "$.p" });
    let request = Request::new(Some(&value), QueryLanguage::Jsonata, &literals);
    assert_eq!(request.dotted("A.B"), Known::Whole(Text::literal("x")));
    assert_eq!(request.dotted("A.C"), Known::Computed("{% $c %}".to_owned()));
    assert_eq!(request.dotted("D.E"), Known::Computed("{% $d %}".to_owned()));
    assert_eq!(request.dotted("A.Z"), Known::Absent);
    assert_eq!(request.dotted("N"), Known::Whole(Text::literal("7")));
    assert_eq!(request.elements("L").unwrap()[0].member("B"), Known::Whole(Text::literal("y")));
    assert!(request.has("A.B") && request.has("D.E") && !request.has("A.Z") && !request.has("Z"));
    let all = json!("{% $states.input %}");
    let request = Request::new(Some(&all), QueryLanguage::Jsonata, &literals);
    assert_eq!(request.member("A"), Known::Computed("{% $states.input %}".to_owned()));
}

#[test]
fn jsonpath_members_are_read_under_their_dollar_key() {
    let literals = BTreeMap::new();
    let value = json!({ "A.$": "States.Format('x-{}', $.a)", "B.$": "$.b", "C": "{% $c %}", "D.$": "States.Format('{}', $.d)" });
    let request = Request::new(Some(&value), QueryLanguage::JsonPath, &literals);
    assert_eq!(request.member("A"), Known::Start(Text::literal("x-")));
    assert_eq!(request.member("B"), Known::Computed("$.b".to_owned()));
    assert_eq!(request.member("C"), Known::Whole(Text::literal("{% $c %}")));
    assert!(matches!(request.member("D"), Known::Computed(_)));
}

//! What is read is what was written, and every character leads back to the text that spells it.

mod hostile;
mod write;

use asl_schema::source::TextMap;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::located::Place;
use super::yaml::{self, Schema};
use super::{Form, open};

/// Every string of `place` with its map.
fn for_each_string(place: Place<'_>, text: &str, see: &mut impl FnMut(&str, &TextMap, bool)) {
    if let Some((value, map)) = place.string(text) {
        let is_known = !matches!(place.node.content, asl_schema::source::Content::Scalar);
        see(value, &map, is_known);
    }
    place.items().for_each(|item| for_each_string(item, text, see));
    place.entries().for_each(|(_, item)| for_each_string(item, text, see));
}

/// Asserts that each character of `value` is spelled by the source that its map says.
fn assert_spelled(value: &str, map: &TextMap, text: &str) {
    assert_eq!(map.len(), value.len(), "{value:?}");
    for (start, letter) in value.char_indices() {
        let range = map.range(start..start + letter.len_utf8());
        let source = &text[range];
        assert!(spells(source, letter), "{source:?} for {letter:?} of {value:?} in\n{text}");
    }
}

fn spells(source: &str, letter: char) -> bool {
    let mut letters = source.chars();
    match (letters.next(), letter) {
        (Some(first), _) if first == letter && letters.as_str().is_empty() => true,
        (Some('\''), '\'') => source == "''",
        (Some('\\'), _) => unescape(source) == Some(letter),
        (_, ' ' | '\n') => source.contains('\n') && source.trim().is_empty(),
        _ => false,
    }
}

/// The one character of an escape, on one level or, as in a JSON string inside a JSON string, on two.
fn unescape(source: &str) -> Option<char> {
    if let Some(digits) = source.strip_prefix("\\x").or(source.strip_prefix("\\U")) {
        return char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    }
    let once: String = serde_json::from_str(&format!("\"{source}\"")).ok()?;
    let mut letters = once.chars();
    letters.next().filter(|_| letters.as_str().is_empty())
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        3 => "[a-zA-Z]{1,6}( [a-zé🦀]{1,5}){0,4}",
        2 => "[ -~éß日🦀]{0,12}",
        2 => "([a-z\"'\\\\#:é ]{0,6}\n){0,3}[a-z {}%$]{0,6}\n{0,2}",
        1 => "\\PC{0,8}",
    ];
    let words =
        prop::sample::select(vec!["yes", "null", "~", "1", "0x1", "<<", "- a", "a: b", "a #b", "!Ref", "&a", "*a", ""]);
    let leaf = prop_oneof![
        8 => text.prop_map(Value::String),
        2 => words.prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[a-zA-Z$. é\"':]{1,6}", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().filter(|(key, _)| key != "<<").collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn yaml_reads_as_it_was_written(value in value(), choices in prop::collection::vec(any::<u8>(), 40)) {
        let text = write::yaml(&json!({ "Root": value }), &choices);
        let read = yaml::read(&text, Schema::Core).unwrap_or_else(|fault| panic!("{fault:?} in\n{text}"));
        prop_assert_eq!(&read.located.value["Root"], &value, "\n{}", text);
        for_each_string(read.located.root(), &text, &mut |value, map, is_known| {
            assert!(is_known, "the spelling of {value:?} is not understood in\n{text}");
            assert_spelled(value, map, &text);
        });
        // The same with the line breaks of Windows.
        let text = text.replace('\n', "\r\n");
        let read = yaml::read(&text, Schema::Core).unwrap_or_else(|fault| panic!("{fault:?} in\n{text}"));
        prop_assert_eq!(&read.located.value["Root"], &value, "\n{}", text);
        for_each_string(read.located.root(), &text, &mut |value, map, _| assert_spelled(value, map, &text));
    }

    #[test]
    fn templates_hold_what_was_written(value in value(), pretty: bool, cuts in prop::collection::vec(any::<u16>(), 0..5), choices in prop::collection::vec(any::<u8>(), 40)) {
        let definition = json!({ "StartAt": "A", "States": value });
        let definition = if pretty { serde_json::to_string_pretty(&definition) } else { serde_json::to_string(&definition) }.unwrap();
        let joined = json!({ "Fn::Join": ["", write::cut(&definition, &cuts)] });
        for property in [json!(definition), joined] {
            let template = json!({ "Resources": { "M": {
                "Type": "AWS::StepFunctions::StateMachine", "Properties": { "DefinitionString": property }
            }}});
            let yaml = write::yaml(&template, &choices);
            for text in [template.to_string(), serde_json::to_string_pretty(&template).unwrap(), yaml] {
                let documents = open("template".as_ref(), &text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
                let Form::Embedded { definition: read, map } = &documents[0].form else { panic!("{text}") };
                prop_assert_eq!(read, &definition);
                assert_spelled(read, map, &text);
            }
        }
    }

    #[test]
    fn definitions_in_templates_are_those_in_files(value in value(), choices in prop::collection::vec(any::<u8>(), 40)) {
        let definition = json!({ "StartAt": "A", "States": value });
        let template = json!({ "Resources": { "M": {
            "Type": "AWS::Serverless::StateMachine", "Properties": { "Definition": definition }
        }}});
        for text in [template.to_string(), write::yaml(&template, &choices)] {
            let documents = open("template".as_ref(), &text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
            let Form::Tree(located) = &documents[0].form else { panic!("{text}") };
            prop_assert_eq!(&located.value, &definition, "\n{}", text);
            for_each_string(located.root(), &text, &mut |value, map, _| assert_spelled(value, map, &text));
        }
    }
}

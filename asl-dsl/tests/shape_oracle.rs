//! `#[derive(Shape)]` against serde itself: what serde writes is what the shape describes, and a shape of something else
//! is noticed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by panicking")]

use asl_dsl::Shape;
use asl_dsl::shape::{EnumShape, StructShape, Type};
use asl_dsl::testing::{assert_shape_matches, shape_differences};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The JSON fits the shape, and reads back to the same JSON.
fn check<T: Shape + Serialize + DeserializeOwned>(sample: &T) {
    assert_shape_matches(sample);
    let json = serde_json::to_value(sample).unwrap();
    assert!(asl_dsl::data_shape::<T>().admits(&json), "{} does not admit {json}", asl_dsl::data_shape::<T>());
    let back: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(back).unwrap(), json);
}

fn struct_shape<T: Shape>() -> &'static StructShape {
    match T::describe() {
        Type::Struct(shape) => shape,
        other => panic!("{other}"),
    }
}

fn enum_shape<T: Shape>() -> &'static EnumShape {
    match T::describe() {
        Type::Enum(shape) => shape,
        other => panic!("{other}"),
    }
}

/// One struct and one enum per rule, with the names on which the rules differ.
macro_rules! each_rule {
    ($($module:ident = $rule:literal;)*) => { $(
        mod $module {
            use super::*;

            #[derive(Serialize, Deserialize, Shape)]
            #[serde(rename_all = $rule)]
            pub(crate) struct Fields {
                plain: u8,
                two_words: u8,
                _leading: u8,
                trailing_: u8,
                double_gap_: u8,
                with_2_digits: u8,
                r#type: u8,
                #[serde(rename = "Own Name")]
                renamed: u8,
            }

            #[derive(Serialize, Deserialize, Shape)]
            #[serde(rename_all = $rule, rename_all_fields = $rule)]
            pub(crate) enum Variants {
                Plain,
                TwoWords { some_field: u8 },
                HTTPCall(u8),
                With2Digits(u8, u8),
                #[serde(rename = "own name")]
                Renamed,
                #[serde(rename_all = "UPPERCASE")]
                OwnRule { some_field: u8 },
                X,
            }

            pub(crate) fn check_all() {
                check(&Fields {
                    plain: 1, two_words: 2, _leading: 3, trailing_: 4, double_gap_: 5, with_2_digits: 6, r#type: 7, renamed: 8,
                });
                check(&Variants::Plain);
                check(&Variants::TwoWords { some_field: 1 });
                check(&Variants::HTTPCall(1));
                check(&Variants::With2Digits(1, 2));
                check(&Variants::Renamed);
                check(&Variants::OwnRule { some_field: 1 });
                check(&Variants::X);
            }
        }
    )* };
}

each_rule! {
    lower = "lowercase";
    upper = "UPPERCASE";
    pascal = "PascalCase";
    camel = "camelCase";
    snake = "snake_case";
    screaming = "SCREAMING_SNAKE_CASE";
    kebab = "kebab-case";
    screaming_kebab = "SCREAMING-KEBAB-CASE";
}

#[test]
fn all_eight_rules_name_fields_and_variants_as_serde_does() {
    lower::check_all();
    upper::check_all();
    pascal::check_all();
    camel::check_all();
    snake::check_all();
    screaming::check_all();
    kebab::check_all();
    screaming_kebab::check_all();
}

#[derive(Clone, Default, Serialize, Deserialize, Shape)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Serialize, Deserialize, Shape)]
enum External {
    Unit,
    Newtype(Point),
    Tuple(u8, String),
    Struct { at: Point },
    Empty {},
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Internal {
    Unit,
    Newtype(Point),
    Struct { at: Point },
    OfMap(BTreeMap<String, u8>),
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Unit,
    Newtype(Point),
    Tuple(u8, String),
    Struct { at: Point },
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(untagged)]
enum Untagged {
    Number(f64),
    Pair(u8, String),
    Struct { at: Point },
    Null,
}

#[test]
fn the_four_enum_representations() {
    let at = Point { x: 1, y: -2 };
    check(&External::Unit);
    check(&External::Newtype(at.clone()));
    check(&External::Tuple(1, "a".into()));
    check(&External::Struct { at: at.clone() });
    check(&External::Empty {});
    check(&Internal::Unit);
    check(&Internal::Newtype(at.clone()));
    check(&Internal::Struct { at: at.clone() });
    check(&Internal::OfMap(BTreeMap::from([("a".into(), 1)])));
    check(&Adjacent::Unit);
    check(&Adjacent::Newtype(at.clone()));
    check(&Adjacent::Tuple(1, "a".into()));
    check(&Adjacent::Struct { at: at.clone() });
    check(&Untagged::Number(1.5));
    check(&Untagged::Pair(1, "a".into()));
    check(&Untagged::Struct { at });
    check(&Untagged::Null);
}

#[derive(Serialize, Deserialize, Shape)]
struct UnitStruct;

#[derive(Serialize, Deserialize, Shape)]
struct EmptyStruct {}

#[derive(Serialize, Deserialize, Shape)]
struct EmptyTuple();

#[derive(Serialize, Deserialize, Shape)]
struct Sku(String);

#[derive(Serialize, Deserialize, Shape)]
#[serde(transparent)]
struct Cents {
    amount: u64,
}

#[derive(Serialize, Deserialize, Shape)]
struct Pair(u8, String);

#[derive(Serialize, Deserialize, Shape)]
struct SkippedPair(u8, #[serde(skip)] (), String);

#[derive(Serialize, Deserialize, Shape)]
#[serde(rename = "Renamed", deny_unknown_fields, bound = "")]
struct Containers {
    option: Option<Sku>,
    none: Option<u8>,
    list: Vec<Vec<Cents>>,
    array: [bool; 2],
    set: BTreeSet<char>,
    map: HashMap<String, Pair>,
    tuple: (u8, (), f32),
    boxed: Box<str>,
    #[serde(skip)]
    #[expect(dead_code, reason = "has no JSON")]
    skipped: u8,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    missing: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    empty: Vec<u8>,
    any: serde_json::Value,
    #[shape(opaque)]
    #[serde(with = "as_text")]
    number: u64,
    wide: u128,
    unit: UnitStruct,
    nothing: EmptyStruct,
    no_parts: EmptyTuple,
    pair: SkippedPair,
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(number: &u64, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&number.to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[test]
fn structs_of_every_layout_and_field_of_every_kind() {
    check(&Containers {
        option: Some(Sku("s".into())),
        none: None,
        list: vec![vec![Cents { amount: 1 }], vec![]],
        array: [true, false],
        set: BTreeSet::from(['ß']),
        map: HashMap::from([("k".into(), Pair(1, "a".into()))]),
        tuple: (1, (), 1.5),
        boxed: "text".into(),
        skipped: 1,
        missing: None,
        empty: vec![],
        any: serde_json::json!({"a": [1]}),
        number: 7,
        wide: 1,
        unit: UnitStruct,
        nothing: EmptyStruct {},
        no_parts: EmptyTuple(),
        pair: SkippedPair(1, (), "b".into()),
    });
}

#[derive(Serialize, Deserialize, Shape)]
struct Tree<T> {
    value: T,
    children: Vec<Tree<T>>,
}

#[derive(Serialize, Shape)]
struct Borrowed<'a, T: ?Sized, const N: usize> {
    text: &'a str,
    rest: &'a T,
}

#[test]
fn generic_borrowed_and_recursive_types() {
    check(&Tree { value: Sku("a".into()), children: vec![Tree { value: Sku("b".into()), children: vec![] }] });
    assert_shape_matches(&Borrowed::<_, 3> { text: "a", rest: &[1_u8][..] });
    assert_shape_matches(&vec![Some((1_u8, "a"))]);
    assert_shape_matches(&Box::new("a"));
    let name = <Arc<Tree<u8>>>::describe().to_string();
    assert_eq!(name, "Tree");
}

#[derive(Serialize, Deserialize, Shape)]
struct Defaults {
    #[serde(default)]
    count: u32,
    #[serde(default = "seven")]
    seven: u32,
    plain: u32,
}

fn seven() -> u32 {
    7
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(default, rename_all = "camelCase")]
struct AllDefault {
    first_one: u32,
    at: Point,
}

impl Default for AllDefault {
    fn default() -> Self {
        AllDefault { first_one: 9, at: Point { x: 1, y: 2 } }
    }
}

#[test]
fn defaults_are_what_serde_fills_in() {
    let fields = struct_shape::<Defaults>().fields;
    let defaults: Vec<_> = fields.iter().map(|f| (f.optional, f.default.and_then(|d| d()))).collect();
    assert_eq!(defaults, [(true, Some(0.into())), (true, Some(7.into())), (false, None)]);

    // For a whole struct: what serde makes of `{}`.
    let filled = serde_json::to_value(serde_json::from_str::<AllDefault>("{}").unwrap()).unwrap();
    for field in struct_shape::<AllDefault>().fields {
        assert_eq!(field.default.and_then(|d| d()).as_ref(), filled.get(field.json), "{}", field.json);
    }
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(tag = "kind")]
enum Skipping {
    Kept,
    #[serde(skip)]
    #[expect(dead_code, reason = "has no JSON")]
    Gone(u8),
}

#[test]
fn skipped_variants_are_absent() {
    check(&Skipping::Kept);
    let names: Vec<_> = enum_shape::<Skipping>().variants.iter().map(|v| (v.rust, v.json)).collect();
    assert_eq!(names, [("Kept", "Kept")]);
}

#[derive(Serialize, Deserialize, Shape)]
#[serde(from = "String", into = "String")]
#[shape(opaque)]
#[derive(Clone)]
struct Money(u64);

impl From<String> for Money {
    fn from(text: String) -> Self {
        Money(text.parse().unwrap_or(0))
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.0.to_string()
    }
}

#[test]
fn opaque_types_pass_through() {
    check(&Money(5));
    assert!(matches!(Money::describe(), Type::Opaque("Money")));
}

/// Claims to be something it isn't.
#[derive(Serialize)]
struct Liar {
    a: u8,
    extra: u8,
}

impl Shape for Liar {
    fn describe() -> Type {
        Point::describe()
    }
}

#[test]
fn a_shape_that_lies_is_noticed() {
    let found = shape_differences(&vec![Liar { a: 1, extra: 2 }]);
    assert_eq!(
        found,
        [
            "$[0]: the shape has the key `x`, serde doesn't",
            "$[0]: the shape has the key `y`, serde doesn't",
            "$[0]: serde writes the key `a`, the shape doesn't have it",
            "$[0]: serde writes the key `extra`, the shape doesn't have it",
        ]
    );
    assert_eq!(shape_differences(&std::time::Duration::from_secs(1)).len(), 1, "serde writes durations as objects");
}

#[test]
#[cfg(all(feature = "bytes", feature = "chrono", feature = "rust_decimal", feature = "time", feature = "uuid"))]
fn types_of_other_crates() {
    #[derive(Serialize, Deserialize, Shape)]
    struct Foreign {
        id: uuid::Uuid,
        at: Option<chrono::DateTime<chrono::Utc>>,
        day: chrono::NaiveDate,
        amount: rust_decimal::Decimal,
        moment: time::OffsetDateTime,
        body: bytes::Bytes,
    }
    let id = uuid::Uuid::from_u128(7);
    check(&Foreign {
        id,
        at: chrono::DateTime::from_timestamp(0, 0),
        day: chrono::NaiveDate::MIN,
        amount: rust_decimal::Decimal::ONE,
        moment: time::OffsetDateTime::UNIX_EPOCH,
        body: bytes::Bytes::from_static(b"a"),
    });
    assert_eq!(serde_json::to_value(id).unwrap(), id.to_string(), "the JSON of a UUID is what it prints");
}

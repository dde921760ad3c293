//! What std types look like.

use super::{Shape, Type};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

fn of<T: Shape>() -> String {
    T::describe().to_string()
}

/// The shape of a value whose type can't be written down, as a slot gets it.
fn of_val<T: Shape>(_: T) -> String {
    of::<T>()
}

#[test]
fn std_types_have_the_shape_of_their_json() {
    let table = [
        (of::<()>(), "()"),
        (of::<u8>(), "u8"),
        (of::<isize>(), "i64"),
        (of::<f32>(), "f64"),
        (of::<&&str>(), "String"),
        (of::<Cow<'static, str>>(), "String"),
        (of::<Cow<'static, [u32]>>(), "Vec<u32>"),
        (of::<Box<[Option<char>]>>(), "Vec<Option<char>>"),
        (of::<[[u8; 2]; 3]>(), "Vec<Vec<u8>>"),
        (of::<HashMap<&'static str, bool>>(), "BTreeMap<String, bool>"),
        (of::<BTreeMap<String, Vec<i64>>>(), "BTreeMap<String, Vec<i64>>"),
        (of::<(u8, String, ())>(), "(u8, String, ())"),
        (of::<std::time::Duration>(), "Duration"),
        (of::<serde_json::Value>(), "serde_json::Value"),
        (of::<u128>(), "u128"),
        (of::<Result<u8, std::num::ParseIntError>>(), "Result<u8, ParseIntError>"),
    ];
    for (got, expected) in table {
        assert_eq!(got, expected);
    }
    assert!(matches!(u128::describe(), Type::Opaque(_)), "128-bit numbers only travel");
}

#[test]
fn iterator_chains_are_lists_of_their_items() {
    let xs = [1_u32, 2, 3];
    let map = BTreeMap::from([("a".to_owned(), 1.5)]);
    let table = [
        (of_val(xs.iter().map(|x| *x > 1)), "Vec<bool>"),
        (of_val(xs.iter().rev().copied().filter(|x| *x > 1).enumerate()), "Vec<(u64, u32)>"),
        (of_val(xs.iter().zip("ab".chars()).skip(1).take(1)), "Vec<(u32, char)>"),
        (of_val(xs.iter().filter_map(|x| x.checked_sub(1)).chain([7]).peekable()), "Vec<u32>"),
        (of_val(xs.iter().skip_while(|x| **x < 2).take_while(|x| **x < 3).cloned()), "Vec<u32>"),
        (of_val(vec![vec![1_i8]].into_iter().flatten()), "Vec<i8>"),
        (of_val(xs.iter().flat_map(|x| vec![x.to_string()])), "Vec<String>"),
        (of_val("a,b".split(',').map(str::to_owned)), "Vec<String>"),
        (of_val("a, b".split(", ")), "Vec<String>"),
        (of_val(map.keys()), "Vec<String>"),
        (of_val(map.values()), "Vec<f64>"),
        (of_val(map.iter()), "Vec<(String, f64)>"),
        (of_val(0..3_usize), "Vec<u64>"),
        (of_val(1..=3_i32), "Vec<i32>"),
    ];
    for (got, expected) in table {
        assert_eq!(got, expected);
    }
}

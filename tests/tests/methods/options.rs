//! `Option` and `bool`.

use crate::support::{cases, words};

fn some() -> [(Option<i64>,); 4] {
    [(None,), (Some(0),), (Some(1),), (Some(-2),)]
}

fn pairs() -> [(Option<i64>, Option<i64>); 4] {
    [(None, None), (Some(1), None), (None, Some(2)), (Some(1), Some(2))]
}

cases! {
    is_some(x: Option<i64>) -> bool { x.is_some() } on some();
    is_none(x: Option<i64>) -> bool { x.is_none() } on some();
    is_some_and(x: Option<i64>) -> bool { x.is_some_and(|v| v > 0) } on some();
    is_none_or(x: Option<i64>) -> bool { x.is_none_or(|v| v > 0) } on some();
    map(x: Option<i64>) -> Option<i64> { x.map(|v| v + 1) } on some();
    map_to_list(x: Option<i64>) -> Option<Vec<i64>> { x.map(|v| vec![v]) } on some();
    map_twice(x: Option<i64>) -> Option<i64> { x.map(|v| v * 2).map(|v| v * v) } on some();
    and_then(x: Option<i64>) -> Option<i64> { x.and_then(|v| if v > 0 { Some(v * 10) } else { None }) } on some();
    and(x: Option<i64>, y: Option<i64>) -> Option<i64> { x.and(y) } on pairs();
    or(x: Option<i64>, y: Option<i64>) -> Option<i64> { x.or(y) } on pairs();
    or_else(x: Option<i64>, y: Option<i64>) -> Option<i64> { x.or_else(|| y) } on pairs();
    xor(x: Option<i64>, y: Option<i64>) -> Option<i64> { x.xor(y) } on pairs();
    zip(x: Option<i64>, y: Option<i64>) -> Option<(i64, i64)> { x.zip(y) } on pairs();
    unwrap_or(x: Option<i64>) -> i64 { x.unwrap_or(7) } on some();
    unwrap_or_else(x: Option<i64>, y: i64) -> i64 { x.unwrap_or_else(|| y * 2) } on [(None, 4), (Some(1), 4)];
    unwrap_or_default(x: Option<i64>) -> i64 { x.unwrap_or_default() } on some();
    unwrap_or_default_list(x: Option<Vec<i64>>) -> Vec<i64> { x.unwrap_or_default() } on [(None,), (Some(vec![1]),)];
    map_or(x: Option<i64>) -> i64 { x.map_or(5, |v| v + 1) } on some();
    map_or_else(x: Option<i64>, y: i64) -> i64 { x.map_or_else(|| y, |v| v + y) } on [(None, 4), (Some(1), 4)];
    filter(x: Option<i64>) -> Option<i64> { x.filter(|v| *v > 0) } on some();
    ok_or(x: Option<i64>) -> i64 { x.ok_or("none".to_string()).unwrap_or(-1) } on some();
    ok_or_else(x: Option<i64>) -> bool { x.ok_or_else(|| "none".to_string()).is_ok() } on some();
    ok_or_err(x: Option<i64>) -> Option<String> { x.ok_or("none".to_string()).err() } on some();
    unwrap(x: Option<i64>) -> i64 { x.unwrap() } on [(Some(1),), (Some(0),)];
    expect(x: Option<i64>) -> i64 { x.expect("there is one") } on [(Some(1),)];
    iter(x: Option<i64>) -> Vec<i64> { x.iter().map(|v| v + 1).collect() } on some();
    into_iter(x: Option<Vec<i64>>) -> Vec<Vec<i64>> { x.into_iter().collect() } on [(None,), (Some(vec![]),), (Some(vec![1, 2]),)];
    as_ref(x: Option<String>) -> Option<bool> { x.as_ref().map(|s| s.is_empty()) } on [(None,), (Some("".to_string()),), (Some("a".to_string()),)];
    as_deref(x: Option<String>) -> String { x.as_deref().unwrap_or("none").to_string() } on [(None,), (Some("a".to_string()),)];
    cloned(x: Vec<String>) -> Option<String> { x.first().cloned() } on [(words(&[]),), (words(&["é"]),), (words(&["a", "b"]),)];
    copied(x: Vec<i64>) -> Option<i64> { x.first().copied() } on [(vec![],), (vec![3],), (vec![3, 4],)];
    then(b: bool, x: i64) -> Option<i64> { b.then(|| x + 1) } on [(true, 1), (false, 1)];
    then_some(b: bool) -> Option<i64> { b.then_some(3) } on [(true,), (false,)];
}

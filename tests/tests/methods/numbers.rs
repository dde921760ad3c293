//! Numbers.

use crate::support::cases;

fn pairs() -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    for a in [-7, -6, -1, 0, 1, 6, 7, 9007199254740991] {
        for b in [-3, -2, -1, 1, 2, 3] {
            all.push((a, b));
        }
    }
    all
}

fn naturals() -> Vec<(u64, u64)> {
    let mut all = Vec::new();
    for a in [0, 1, 5, 6, 100, 9007199254740991] {
        for b in [1, 2, 6, 7] {
            all.push((a, b));
        }
    }
    all
}

fn bytes() -> Vec<(i8, i8)> {
    vec![(0, 0), (127, 1), (-128, -1), (100, 100), (-100, 100), (12, 10), (-12, 11), (0, 5)]
}

fn octets() -> Vec<(u8, u8)> {
    vec![(0, 0), (255, 1), (0, 1), (200, 100), (16, 16), (15, 17), (3, 2)]
}

/// With the least integer that JSON holds exactly.
fn dividends() -> Vec<(i64, i64)> {
    let least = [-3, -2, 3, 7, 10].map(|divisor| (-9007199254740991, divisor));
    pairs().into_iter().chain(least).collect()
}

fn floats() -> Vec<(f64,)> {
    [0.0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 1.25, -3.75, 1e15, 4.0].into_iter().map(|x| (x,)).collect()
}

cases! {
    abs(n: i64) -> i64 { n.abs() } on [(0,), (-3,), (3,)];
    unsigned_abs(n: i64) -> u64 { n.unsigned_abs() } on [(0,), (-3,), (3,)];
    abs_diff(a: i64, b: i64) -> u64 { a.abs_diff(b) } on pairs();
    min(a: i64, b: i64) -> i64 { a.min(b) } on pairs();
    max(a: i64, b: i64) -> i64 { a.max(b) } on pairs();
    clamp(a: i64, b: i64) -> i64 { a.clamp(-b.abs(), 4) } on pairs();
    signum(a: i64) -> i64 { a.signum() } on [(0,), (-3,), (3,)];
    is_positive(a: i64) -> bool { a.is_positive() } on [(0,), (-3,), (3,)];
    as_secs(n: u64) -> u64 { std::time::Duration::from_secs(n).as_secs() } on [(0u64,), (90,)];
    is_negative(a: i64) -> bool { a.is_negative() } on [(0,), (-3,), (3,)];
    pow(a: i64) -> i64 { a.pow(3) } on [(0,), (-3,), (3,), (100,)];
    rem_euclid(a: i64, b: i64) -> i64 { a.rem_euclid(b) } on dividends();
    div_euclid(a: i64, b: i64) -> i64 { a.div_euclid(b) } on dividends();
    div_euclid_literal(a: i64) -> i64 { a.div_euclid(3) } on [(0,), (-3,), (-4,), (5,), (-9007199254740991i64,)];
    div_euclid_below_zero(a: i64) -> i64 { a.div_euclid(-3) } on [(0,), (-3,), (-4,), (5,), (-9007199254740991i64,)];
    rem_euclid_literal(a: i64) -> i64 { a.rem_euclid(7) } on [(0,), (-3,), (15,)];
    div_ceil(a: u64, b: u64) -> u64 { a.div_ceil(b) } on naturals();
    saturating_sub(a: u64, b: u64) -> u64 { a.saturating_sub(b) } on naturals();
    saturating_add_i8(a: i8, b: i8) -> i8 { a.saturating_add(b) } on bytes();
    saturating_sub_i8(a: i8, b: i8) -> i8 { a.saturating_sub(b) } on bytes();
    saturating_mul_i8(a: i8, b: i8) -> i8 { a.saturating_mul(b) } on bytes();
    saturating_add_u8(a: u8, b: u8) -> u8 { a.saturating_add(b) } on octets();
    saturating_sub_u8(a: u8, b: u8) -> u8 { a.saturating_sub(b) } on octets();
    saturating_mul_u8(a: u8, b: u8) -> u8 { a.saturating_mul(b) } on octets();
    checked_add(a: i8, b: i8) -> Option<i8> { a.checked_add(b) } on bytes();
    checked_sub(a: u8, b: u8) -> Option<u8> { a.checked_sub(b) } on octets();
    checked_mul(a: u8, b: u8) -> Option<u8> { a.checked_mul(b) } on octets();
    checked_div(a: i8, b: i8) -> Option<i8> { a.checked_div(b) } on bytes();
    checked_rem(a: i8, b: i8) -> Option<i8> { a.checked_rem(b) } on bytes();
    checked_sub_u64(a: u64, b: u64) -> Option<u64> { a.checked_sub(b) } on naturals();
    try_into(a: i64) -> Option<u8> { let b: Option<u8> = a.try_into().ok(); b } on [(0,), (-1,), (255,), (256,)];
    into(a: u8) -> i64 { a.into() } on [(0,), (255,)];
    bool_into(a: bool) -> i64 { a.into() } on [(true,), (false,)];
    floor(x: f64) -> f64 { x.floor() } on floats();
    ceil(x: f64) -> f64 { x.ceil() } on floats();
    trunc(x: f64) -> f64 { x.trunc() } on floats();
    round_ties_even(x: f64) -> f64 { x.round_ties_even() } on floats();
    abs_float(x: f64) -> f64 { x.abs() } on floats();
    sqrt(x: f64) -> f64 { x.abs().sqrt() } on floats();
    powf(x: f64) -> f64 { x.abs().powf(2.0) } on floats();
    powi(x: f64) -> f64 { x.powi(2) } on floats();
    min_float(x: f64) -> f64 { x.min(1.0).max(-1.0) } on floats();
    clamp_float(x: f64) -> f64 { x.clamp(-1.0, 2.0) } on floats();
}

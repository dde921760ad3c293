//! `Result` inside an expression, and the conversions that make one.

use crate::support::cases;

fn texts() -> Vec<(String,)> {
    let all = [
        "",
        "0",
        "1",
        "-1",
        "+5",
        "007",
        "-0",
        "000",
        " 1",
        "1 ",
        "1\n",
        "x",
        "0x10",
        "1e3",
        "300",
        "-129",
        "127",
        "128",
        "4294967296",
        "--1",
        "+-1",
        "+",
        "-",
        "1.5",
        "١",
        "9007199254740991",
    ];
    all.iter().map(|text| ((*text).to_string(),)).collect()
}

fn floats() -> Vec<(String,)> {
    let all = [
        "", "0", "1", "-1.5", "+2.5", ".5", "5.", "-.25", "1e3", "1E-2", "2.e1", "007.50", "x", "1e", ".", "1_0",
        "0x10", " 1",
    ];
    all.iter().map(|text| ((*text).to_string(),)).collect()
}

cases! {
    parse_i64(s: String) -> Option<i64> { s.parse::<i64>().ok() } on texts();
    parse_u64(s: String) -> u64 { s.parse::<u64>().unwrap_or(99) } on texts();
    parse_i8(s: String) -> bool { s.parse::<i8>().is_ok() } on texts();
    parse_u8(s: String) -> Option<u8> { s.parse::<u8>().ok() } on texts();
    parse_i32(s: String) -> i32 { s.parse::<i32>().unwrap_or_default() } on texts();
    parse_f64(s: String) -> Option<f64> { s.parse::<f64>().ok() } on floats();
    parse_bool(s: String) -> Option<bool> { s.parse::<bool>().ok() } on [("true",), ("false",), ("True",), ("",)];
    parse_char(s: String) -> Option<char> { s.parse::<char>().ok() } on [("a",), ("😀",), ("",), ("ab",)];
    parse_match(s: String) -> i64 { match s.parse::<i64>() { Ok(n) => n * 2, Err(_) => -1 } } on texts();
    parse_if_let(s: String) -> i64 { if let Ok(n) = s.parse::<i64>() { n + 1 } else { 0 } } on texts();
    map(s: String) -> Option<i64> { s.parse::<i64>().map(|n| n * 3).ok() } on texts();
    map_err(s: String) -> Option<String> { s.parse::<i64>().map_err(|_| "bad".to_string()).err() } on texts();
    map_or(s: String) -> i64 { s.parse::<i64>().map_or(4, |n| n + 4) } on texts();
    map_or_else(s: String) -> i64 { s.parse::<i64>().map_or_else(|_| 4, |n| n + 4) } on texts();
    and_then(s: String) -> Option<i64> { s.parse::<i64>().ok().and_then(|n| if n > 0 { Some(n) } else { None }) } on texts();
    unwrap_or_else(s: String) -> i64 { s.parse::<i64>().unwrap_or_else(|_| -5) } on texts();
    is_err(s: String) -> bool { s.parse::<i64>().is_err() } on texts();
    unwrap(s: String) -> i64 { s.parse::<i64>().unwrap() } on [("12",), ("-3",)];
    collect_results(xs: Vec<String>) -> Option<Vec<i64>> { xs.iter().map(|s| s.parse::<i64>().ok()).collect::<Option<Vec<i64>>>() } on [(vec![],), (vec!["1".to_string()],), (vec!["1".to_string(), "x".to_string()],)];
}

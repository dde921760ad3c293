//! Expressions by chance: well-formed ones, and soups of tokens that seldom are.

use proptest::prelude::*;

/// An expression that parses, unless a rule of the reference beyond its grammar forbids it.
pub(crate) fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1", "2.5", "'a'", "\"b\\n\"", "true", "null", "a", "b", "`c d`", "$", "$$", "$x", "$y", "*", "**", "and",
        "/r/i",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 48, 4, |inner| {
        let operator = prop::sample::select(vec![
            "+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", "in", "and", "or", "~>",
        ]);
        let two = || (inner.clone(), inner.clone());
        let many = || prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(a, operator, b)| format!("{a} {operator} {b}")),
            two().prop_map(|(a, b)| format!("{a}.{b}")),
            two().prop_map(|(a, b)| format!("{a}[{b}]")),
            two().prop_map(|(a, b)| format!("{a}{{{a}: {b}}}")),
            two().prop_map(|(a, b)| format!("{a}^(<{b}, >{a})")),
            two().prop_map(|(a, b)| format!("{a} ? {b}")),
            two().prop_map(|(a, b)| format!("[{a}..{b}]")),
            two().prop_map(|(a, b)| format!("|{a}|{b}|")),
            two().prop_map(|(a, b)| format!("{{{a}: {b}}}")),
            (inner.clone(), two()).prop_map(|(a, (b, c))| format!("{a} ? {b} : {c}")),
            inner.clone().prop_map(|a| format!("{a}[]")),
            inner.clone().prop_map(|a| format!("{a}#$i")),
            inner.clone().prop_map(|a| format!("{a}@$v")),
            inner.clone().prop_map(|a| format!("-{a}")),
            inner.clone().prop_map(|a| format!("$z := {a}")),
            inner.clone().prop_map(|a| format!("function($p, $q)<s-n?:x>{{{a}}}")),
            many().prop_map(|all| format!("({})", all.join("; "))),
            many().prop_map(|all| format!("[{}]", all.join(", "))),
            many().prop_map(|all| format!("$f({})", all.join(", "))),
            many().prop_map(|all| format!("$g(?{})", all.iter().map(|one| format!(", {one}")).collect::<String>())),
        ]
    })
}

const TOKENS: &[&str] = &[
    "a",
    "$x",
    "$",
    "$$",
    "1",
    "2.5",
    "'s'",
    "\"t\"",
    "`q`",
    "true",
    "null",
    "and",
    "or",
    "in",
    "function",
    "λ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    ";",
    ":",
    "?",
    "+",
    "-",
    "*",
    "/",
    "%",
    "|",
    "=",
    "<",
    ">",
    "^",
    "^(",
    "**",
    "..",
    ":=",
    "!=",
    "<=",
    ">=",
    "~>",
    "?:",
    "??",
    "&",
    "!",
    "~",
    "@$v",
    "#$i",
    "/r/i",
    "/* c */",
    "'",
    "\"",
    "`",
    "\\",
    "é",
    "😀",
    "function($x){",
    "function($x)<s>{",
    "[%.a]",
    ".%",
    "\\u",
    "e1000",
    "\u{b}",
];

pub(crate) fn soup() -> impl Strategy<Value = String> {
    let token = (prop::sample::select(TOKENS), any::<bool>());
    prop::collection::vec(token, 0..24).prop_map(|tokens| {
        tokens.iter().map(|(token, blank)| format!("{token}{}", if *blank { " " } else { "" })).collect()
    })
}

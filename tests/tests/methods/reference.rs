//! `docs/language.md` is what the cases say: the part between the markers is printed from them.
//! After a change: `BLESS=1 cargo test -p asl-tests --test methods reference`.

use crate::support::Row;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

const BEGIN: &str = "<!-- methods: begin (printed from tests/tests/methods) -->\n";
const END: &str = "<!-- methods: end -->";

fn sections() -> Vec<(&'static str, Vec<Row>)> {
    vec![
        ("`Option` and `bool`", crate::options::rows()),
        ("`Result`", crate::results::rows()),
        ("Lists and iterators", crate::lists::rows()),
        ("Maps", crate::maps::rows()),
        ("Text and characters", crate::texts::rows()),
        ("Numbers", crate::numbers::rows()),
        ("Calls that change their receiver", crate::changes::rows()),
    ]
}

/// The strings of a list in the macro crate's table of methods, those that are names of methods.
fn names(list: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../asl-macros/src/methods.rs");
    let source = std::fs::read_to_string(root).unwrap();
    let start = source.find(&format!("const {list}:")).unwrap();
    let text = &source[start..];
    let text = &text[..text.find("\n];").unwrap()];
    let first = |line: &str| line.split('"').nth(1).map(str::to_owned);
    let all = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let strings = text.lines().flat_map(|line| if list == "REFUSED" { all(line) } else { Vec::from_iter(first(line)) });
    strings.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).collect()
}

/// The JSONata that a case's value is, read with its parameters as variables; `None` where it takes more than one state.
fn expression(row: &Row) -> Option<String> {
    let (_, _, params, machine) = row;
    let states = machine["States"].as_object()?;
    let output = states.get(machine["StartAt"].as_str()?)?.get("Output")?;
    if states.len() != 1 {
        return None;
    }
    let text = match output.as_str().and_then(|text| text.strip_prefix("{% ")?.strip_suffix(" %}")) {
        Some(text) => text.to_owned(),
        None => serde_json::to_string(output).ok()?.replace("\"{% ", "").replace(" %}\"", "").replace("\\\"", "\""),
    };
    Some(match params {
        [only] => text.replace("$states.input", &format!("${only}")),
        _ => text.replace("$states.input.", "$"),
    })
}

fn printed() -> String {
    let known: BTreeSet<String> = names("CHECKED").into_iter().chain(names("PLAIN")).collect();
    let mut out = String::new();
    for (title, rows) in sections() {
        let _ = write!(out, "\n### {title}\n\n```text\n");
        for row in rows.iter().filter(|row| known.contains(row.0)) {
            let Some(expression) = expression(row) else { panic!("`{}` is more than one expression", row.0) };
            let source: Vec<&str> = row.1.split_whitespace().collect();
            let _ = write!(out, "{}\n    {expression}\n", source.join(" "));
        }
        out.push_str("```\n");
    }
    out.push('\n');
    out
}

#[test]
fn is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/language.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (old, after) = rest.split_once(END).unwrap();
    let new = printed();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{new}{END}{after}")).unwrap();
    } else {
        assert_eq!(old, new, "run: BLESS=1 cargo test -p asl-tests --test methods reference");
    }
}

#[test]
fn names_every_method_that_is_refused_for_a_reason() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/language.md");
    let text = std::fs::read_to_string(path).unwrap();
    for name in names("REFUSED") {
        assert!(text.contains(&format!("`{name}`")), "`{name}` is refused, and the reference doesn't say so");
    }
}

#[test]
fn every_method_is_exercised() {
    let sources: String = sections().into_iter().flat_map(|(_, rows)| rows).map(|row| format!("{}\n", row.1)).collect();
    let sources: String = sources.split_whitespace().collect();
    let called =
        |name: &String| [format!(".{name}("), format!(".{name}::<")].iter().any(|call| sources.contains(call.as_str()));
    let missing: Vec<String> =
        names("CHECKED").into_iter().chain(names("PLAIN")).filter(|name| !called(name)).collect();
    assert_eq!(missing, Vec::<String>::new(), "methods that no case calls");
}

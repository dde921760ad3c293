//! That generated programs leave nothing out: every construct of the program form, every row of every table of methods, every type of the
//! world, every field of a state and every function of JSONata that lowering writes.
//!
//! What lowering has is read from its sources, so that what is new there is missed here.

use super::PROGRAMS;
use super::seen::Seen;
use asl_dsl::shape::{ErrorKind, Tagging, Type};
use asl_tests::program::generate::program;
use asl_tests::program::world;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What is never generated, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("list.sort_unstable_by_key()", "Rust says nothing of the order of equal keys; `tests/methods` has it"),
    ("option.flatten()", "an option of an option is refused; the row is for what isn't known"),
];

#[test]
fn nothing_is_left_out() {
    let mut seen = Seen::default();
    for seed in 0..PROGRAMS {
        seen.source(&program(seed));
    }
    for (what, count) in &seen.0 {
        println!("{count:8} {what}");
    }
    let mut missing = seen.rare(CONSTRUCTS.split_whitespace(), 20);
    missing.extend(seen.rare(PHRASES.iter().copied(), 20));
    missing.extend(seen.rare(FIELDS.split_whitespace(), 10));
    let mut methods: BTreeMap<String, u64> = BTreeMap::new();
    for (table, method) in rows() {
        let name = format!("{table}.{method}()");
        if ELSEWHERE.iter().all(|(elsewhere, _)| *elsewhere != name) {
            missing.extend(seen.rare([name.as_str()], 1));
            *methods.entry(method).or_default() += seen.of(&name);
        }
    }
    missing.extend(methods.iter().filter(|(_, count)| **count < 3).map(|(name, count)| format!(".{name}() ({count})")));
    let functions: Vec<String> = functions().iter().map(|name| format!("${name}()")).collect();
    missing.extend(seen.rare(functions.iter().map(String::as_str), 1));
    let variants = variants();
    missing.extend(seen.rare(variants.iter().map(String::as_str), 5));
    assert!(missing.is_empty(), "rare or missing: {missing:#?}");
}

/// The kinds of expression.
const CONSTRUCTS: &str = "Lit Var Const Field Method Closure Call Sleep SleepUntil Duration Join TryJoin MapEach Async Await \
                          Try Ok Err Some None Binary Unary Assign Block If Let Match While Loop For Break Continue Return \
                          Struct Ctor List Tuple Index Cast Format Range Default Guard let let-else placeholder";

/// What there is beside or inside of them.
const PHRASES: &[&str] = &[
    "let without value",
    "if let",
    "let chain",
    "while let",
    "Loop with a label",
    "While with a label",
    "For with a label",
    "Break with a value",
    "Struct with a base",
    "Assign to Var",
    "Assign to Field",
    "Assign to Index",
    "statement with a name",
    "option retry",
    "option timeout",
    "option heartbeat",
    "option named",
    "option credentials",
    "branch Call",
    "branch Async",
    "branch MapEach",
    "branch Sleep",
    "branch SleepUntil",
    "calls Lambda",
    "calls LambdaCallback",
    "calls Resource",
    "calls Activity",
    "calls Http",
    "calls Workflow",
    "nested workflow",
    "pattern _",
    "pattern x",
    "pattern x @ …",
    "pattern literal",
    "pattern constant",
    "pattern range",
    "pattern |",
    "pattern tuple",
    "pattern list",
    "pattern item",
];

/// The fields of states that lowering writes.
const FIELDS: &str = "Task.Arguments Task.Assign Task.Catch Task.Credentials Task.End Task.HeartbeatSeconds Task.Next Task.Output \
                      Task.Retry Task.TimeoutSeconds Choice.Assign Choice.Default Choice.Output Wait.Assign Wait.End Wait.Next \
                      Wait.Output Wait.Seconds Wait.Timestamp Pass.Assign Pass.Next Succeed.Output Fail.Cause Fail.Error \
                      Parallel.Assign Parallel.Catch Parallel.End Parallel.Next Parallel.Output Parallel.Retry Map.Assign \
                      Map.Catch Map.End Map.Items Map.MaxConcurrency Map.Next Map.Output Map.Retry";

fn lowering() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../asl-dsl/src/lower")
}

/// The rows of the tables of methods, each with what its receivers are.
fn rows() -> Vec<(&'static str, String)> {
    let tables = [
        ("option", "option.rs", "ROWS"),
        ("result", "result.rs", "ROWS"),
        ("list", "list.rs", "ROWS"),
        ("list", "iter.rs", "ROWS"),
        ("map", "map.rs", "ROWS"),
        ("string", "string.rs", "ROWS"),
        ("number", "number.rs", "ROWS"),
        ("bool", "number.rs", "BOOL_ROWS"),
        ("duration", "number.rs", "DURATION_ROWS"),
        ("list", "change.rs", "LIST"),
        ("string", "change.rs", "STRING"),
        ("map", "change.rs", "MAP"),
        ("option", "change.rs", "OPTION"),
    ];
    let mut rows = Vec::new();
    for (receiver, file, table) in tables {
        let text = fs::read_to_string(lowering().join("methods").join(file)).unwrap_or_default();
        let rest = text.split(&format!("const {table}:")).nth(1).unwrap_or_default();
        let names = rest.split("];").next().unwrap_or_default().split("(\"").skip(1);
        let before = rows.len();
        rows.extend(names.filter_map(|row| Some((receiver, row.split('"').next()?.to_owned()))));
        assert!(rows.len() > before, "{file} has no table {table}");
    }
    rows
}

/// The functions of JSONata that lowering calls.
fn functions() -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![lowering(), lowering().join("../jsonata")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let calls = code.split("call(\"").skip(1);
            names.extend(calls.filter_map(|call| Some(call.split('"').next()?.to_owned())));
        }
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 25, "{names:?}");
    names
}

/// The structs and variants of the world, made and taken apart.
fn variants() -> Vec<String> {
    let mut names = Vec::new();
    for ty in world::named().iter().chain(&world::errors()) {
        match ty {
            Type::Struct(shape) => names.extend([format!("made {}", shape.name), format!("matched {}", shape.name)]),
            Type::Enum(shape) => {
                for variant in shape.variants {
                    names.push(format!("made {}", variant.rust));
                    // No pattern tells the variants of an untagged enum apart.
                    if shape.tagging != Tagging::Untagged {
                        names.push(format!("matched {}", variant.rust));
                    }
                }
            }
            Type::Error(shape) => {
                for variant in shape.variants {
                    names.push(format!("matched {}", variant.rust));
                    // An error of another type is also made by `?`.
                    if !matches!(variant.kind, ErrorKind::Transparent(_)) {
                        names.push(format!("made {}", variant.rust));
                    }
                }
            }
            _ => {}
        }
    }
    names
}

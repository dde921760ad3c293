//! Every recorded verdict about a definition: what AWS refused is refused, what it accepted and what runs in production is not.
//!
//! The recordings are not part of the repository. They are read from `shared/conformance` beside it; where there is none, the test says so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use asl_schema::{Options, check_str};
use serde_json::Value;

/// Cases in which the recorded verdict is not ours, each with the reason. None is left that is not needed.
const LEDGER: &[(&str, &str)] = &[];

/// Whose verdicts are recorded.
const AUTHORITIES: [&str; 4] = ["aws", "aws-reconstructed", "assumed-real-world", "peer-test"];

fn recordings() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    folder.is_dir().then_some(folder)
}

#[test]
fn every_recorded_verdict_is_ours() {
    let Some(folder) = recordings() else {
        return println!("skipped: there is no folder `shared/conformance` beside the repository");
    };
    let list = folder.join("definitions.jsonl");
    let list = std::fs::read_to_string(&list).unwrap_or_else(|error| panic!("{}: {error}", list.display()));
    let ledger: BTreeMap<&str, &str> = LEDGER.iter().copied().collect();
    let (mut judged, mut wrong, mut excused) = (BTreeMap::<String, usize>::new(), Vec::new(), BTreeSet::new());
    for case in list.lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(case).unwrap();
        let text = |field: &str| case[field].as_str().unwrap_or_else(|| panic!("a case without `{field}`: {case}"));
        let (name, authority) = (text("name"), text("authority"));
        assert!(AUTHORITIES.contains(&authority), "{name} rests on the unknown authority {authority}");
        let definition = std::fs::read_to_string(folder.join(text("file"))).unwrap();
        let report = check_str(&definition, &options(&case));
        *judged.entry(format!("{authority} {}", text("expected"))).or_default() += 1;
        let verdict = if report.has_errors() { "invalid" } else { "valid" };
        if verdict == text("expected") {
            continue;
        }
        match ledger.get_key_value(name) {
            Some((name, _)) => _ = excused.insert(*name),
            None => {
                let errors: Vec<String> = report.errors().map(ToString::to_string).collect();
                wrong.push(format!("{name} is {} by {authority}:\n{}", text("expected"), errors.join("\n")));
            }
        }
    }
    println!("{judged:?}");
    // Both verdicts: a checker that always says the same would pass half of them.
    for verdict in ["aws valid", "aws invalid"] {
        assert!(judged.contains_key(verdict), "{} holds no case that is {verdict}", folder.display());
    }
    assert!(wrong.is_empty(), "{} verdicts differ:\n{}", wrong.len(), wrong.join("\n\n"));
    let unneeded: Vec<_> = ledger.keys().filter(|name| !excused.contains(**name)).collect();
    assert!(unneeded.is_empty(), "the ledger excuses what needs no excuse: {unneeded:?}");
}

fn options(case: &Value) -> Options {
    match case["machine_type"].as_str() {
        Some("EXPRESS") => Options::express(),
        _ => Options::standard(),
    }
}

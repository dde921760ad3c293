//! Wrong programs, each with the compiler's answer pinned: the text, and that the mistake is told once.
//!
//! `TRYBUILD=overwrite cargo test -p asl-tests --test ui` writes the answers anew; read them before you commit.

#![expect(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn wrong_programs_are_answered_as_pinned() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}

/// rustc sees a workflow's body twice, in the native function and in the probe, and must speak once.
#[test]
fn each_mistake_is_told_once() {
    let answers = files("ui/fail", "stderr");
    assert!(answers.len() >= 30, "{} answers", answers.len());
    for path in answers {
        let text = fs::read_to_string(&path).expect("a readable file");
        let errors =
            text.lines().filter(|line| line.starts_with("error") && !line.starts_with("error: aborting")).count();
        let several = path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with("several_"));
        if several {
            assert!(errors > 1, "{}: {errors} errors", path.display());
        } else {
            assert_eq!(errors, 1, "{}:\n{text}", path.display());
        }
    }
}

/// A definition with two findings is answered with two errors, both on the path.
#[test]
fn each_finding_in_a_definition_is_an_error_of_its_own() {
    let answer = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail/several_findings_in_a_definition.stderr");
    let text = fs::read_to_string(answer).expect("a readable file");
    assert_eq!(text.matches("\nerror").count() + 1, 2, "{text}");
    assert_eq!(text.matches("several_findings_in_a_definition.rs:1:48").count(), 2, "{text}");
}

/// A note that points into an expansion shows the user code that nobody wrote.
#[test]
fn no_answer_shows_the_expansion() {
    for path in files("ui/fail", "stderr") {
        let text = fs::read_to_string(&path).expect("a readable file");
        for hidden in ["__slot", "__table", "::tie", "this error originates in the attribute macro"] {
            assert!(!text.contains(hidden), "{} shows {hidden}:\n{text}", path.display());
        }
    }
}

/// Each program has its answer: a new one without would pass unseen.
#[test]
fn each_program_has_an_answer() {
    for path in files("ui/fail", "rs") {
        assert!(path.with_extension("stderr").exists(), "{} has no answer", path.display());
    }
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    found.sort();
    found
}

/// The rules that keep the probe sound and silent (`asl-dsl/src/slot.rs`) rest on what rustc happens to do. Each has programs that
/// fail when it stops doing so: wrong ones that must be answered once, right ones that must be accepted.
#[test]
fn each_rule_of_the_probe_is_pinned() {
    let rules: [(&str, &[&str], &[&str]); 4] = [
        (
            "unreachable code is not borrow-checked",
            &["use_of_a_moved_value", "borrow_of_a_moved_value", "variable_that_is_not_mut"],
            &["borrowed_and_moved_as_rust_allows"],
        ),
        (
            "the return type guides inference and messages as natively",
            &[
                "wrong_last_expression",
                "wrong_return_statement",
                "question_mark_without_result",
                "break_outside_a_loop",
            ],
            &["inferred_through_the_return_type"],
        ),
        (
            "spans cover the user's tokens, so equal diagnostics are printed once",
            &["unknown_field", "wrong_request_type", "number_compared_with_text", "mistake_in_a_macro_rules_workflow"],
            &["inside_macro_rules"],
        ),
        (
            "only the native copy says that an arm is missing; a slot is reported where it was asked",
            &["missing_error_arm", "missing_match_arm", "length_of_a_string", "call_of_an_ordinary_async_fn"],
            &["matches"],
        ),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    for (rule, wrong, right) in rules {
        for name in wrong {
            assert!(root.join(format!("fail/{name}.stderr")).exists(), "{rule}: {name} is gone");
        }
        for name in right {
            assert!(root.join(format!("pass/{name}.rs")).exists(), "{rule}: {name} is gone");
        }
    }
}

/// `accepted.rs` compiles and runs the programs under `pass`: none may be left out.
#[test]
fn each_accepted_program_is_tested() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accepted.rs")).expect("a file");
    let programs = files("ui/pass", "rs");
    assert!(programs.len() >= 15, "{} programs", programs.len());
    for path in programs {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(list.contains(&format!("ui/pass/{name}")), "{name} is not in tests/accepted.rs");
    }
}

//! Wrong programs, each with the compiler's answer pinned: the text, and that the mistake is told once.
//!
//! `TRYBUILD=overwrite cargo test -p asl-tests --test ui` writes the answers anew; read them before you commit.

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
        let errors = text.lines().filter(|line| line.starts_with("error") && !line.starts_with("error: aborting")).count();
        let several = path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with("several_"));
        if several {
            assert!(errors > 1, "{}: {errors} errors", path.display());
        } else {
            assert_eq!(errors, 1, "{}:\n{text}", path.display());
        }
    }
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

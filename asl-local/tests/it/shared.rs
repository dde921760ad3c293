//! The shared conformance data, which is beside the checkout where it is.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder of the data. Where it isn't, a line on standard error says so past the test harness, which hides what a test that passes prints: a
/// test that compared nothing must not look like one that did.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance").join(name);
    if found.is_dir() {
        return Some(found);
    }
    // That nobody can be told is no reason to fail.
    let _ = writeln!(std::io::stderr(), "\nnothing was replayed: there is no {}", found.display());
    None
}

/// The files of a folder of the data, in order; none where it isn't.
pub(crate) fn files(name: &str) -> Vec<PathBuf> {
    let entries = folder(name).into_iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

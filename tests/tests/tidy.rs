//! What must hold of the repository itself.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// ARCHITECTURE.md names every module once, and none that isn't there.
#[test]
fn the_architecture_names_the_tree_as_it_is() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut package = String::new();
    let mut named: Vec<PathBuf> = Vec::new();
    for row in text.lines().filter(|line| line.starts_with("| ")) {
        let first = row.split('|').nth(1).unwrap().trim();
        if let Some(name) = first.strip_prefix("**`").and_then(|rest| rest.strip_suffix("`**")) {
            package = name.to_owned();
            continue;
        }
        for path in first.split('`').filter(|part| part.contains('/')) {
            let path = root().join(&package).join(path.trim_end_matches('/'));
            assert!(path.exists(), "ARCHITECTURE.md names {}, which isn't there", path.display());
            named.push(path.canonicalize().unwrap());
        }
    }
    for package in [
        "asl-schema",
        "asl-hir",
        "asl-macros",
        "asl-dsl",
        "asl-dsl/src/lower",
        "asl-local",
        "asl-local/src/expr",
        "cargo-asl",
    ] {
        let modules = root().join(package).join(if package.contains("/src/") { "" } else { "src" });
        for entry in std::fs::read_dir(modules).unwrap() {
            let path = entry.unwrap().path().canonicalize().unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if ["lib", "mod", "lower", "cx"].contains(&name.as_str()) {
                continue;
            }
            // A module's folder goes with its file.
            let file = path.with_extension("rs");
            let folder = path.with_extension("");
            assert!(
                named.iter().any(|known| *known == file || *known == folder),
                "ARCHITECTURE.md doesn't name {}",
                path.display()
            );
        }
    }
}

/// Files stay small enough to hold one idea.
#[test]
fn no_file_of_code_is_long() {
    fn visit(folder: &Path, found: &mut Vec<(PathBuf, usize)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap().lines().count()));
            }
        }
    }
    let mut files = Vec::new();
    for package in ["asl-schema", "asl-hir", "asl-macros", "asl-dsl", "asl-local", "cargo-asl", "examples", "tests"] {
        visit(&root().join(package), &mut files);
    }
    assert!(files.len() > 200, "{} files", files.len());
    for (path, lines) in files {
        assert!(lines <= 750, "{} has {lines} lines", path.display());
    }
}

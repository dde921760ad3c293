//! Files, folders and patterns to the list of files, each once and in a fixed order.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use asl_schema::quoted;
use glob::MatchOptions;

use super::{Input, describe};
use crate::outcome::Problem;

/// How a definition's name ends.
const ENDINGS: [&str; 3] = [".asl.json", ".asl.yaml", ".asl.yml"];
/// Folders of other people's files.
const FOREIGN: [&str; 2] = ["node_modules", "target"];
/// `*` is no hidden file, and `**` looks into no hidden folder.
const LIKE_A_SHELL: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
/// Links can make a folder its own descendant.
const DEEPEST: usize = 64;

/// The files that the arguments mean, and what is wrong with those that mean none.
pub(crate) fn expand(arguments: &[PathBuf]) -> (Vec<Input>, Vec<Problem>) {
    let (mut inputs, mut errors, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for argument in arguments {
        match one(argument) {
            Ok(found) => inputs.extend(found.into_iter().filter(|input| seen.insert(identity(input)))),
            Err(message) => errors.push(Problem::new(message)),
        }
    }
    (inputs, errors)
}

fn one(argument: &Path) -> Result<Vec<Input>, String> {
    let name = argument.display().to_string();
    if name == "-" {
        return Ok(vec![Input::Stdin]);
    }
    match fs::metadata(argument) {
        Ok(found) if found.is_dir() => {
            let mut files = Vec::new();
            walk(argument, DEEPEST, &mut files).map_err(|(path, error)| {
                format!("cannot read the folder {}: {error}", quoted(&path.display().to_string()))
            })?;
            match files.is_empty() {
                true => Err(format!("there is no definition in the folder {}: no {}", quoted(&name), listed())),
                false => Ok(files),
            }
        }
        Ok(_) => Ok(vec![Input::File(argument.to_owned())]),
        Err(_) if name.contains(['*', '?', '[']) => pattern(&name),
        Err(error) => Err(format!("cannot read {}: {}", quoted(&name), describe(&error))),
    }
}

fn listed() -> String {
    ENDINGS.map(|ending| format!("`*{ending}`")).join(", ")
}

/// The shell leaves a pattern alone that is quoted or that it cannot expand itself.
fn pattern(text: &str) -> Result<Vec<Input>, String> {
    let paths = glob::glob_with(text, LIKE_A_SHELL)
        .map_err(|error| format!("{} is no pattern: {}", quoted(text), error.msg))?;
    // What cannot be looked into has no files to speak of.
    let mut files: Vec<PathBuf> = paths.filter_map(Result::ok).filter(|path| path.is_file()).collect();
    files.sort();
    match files.is_empty() {
        true => Err(format!("no file matches the pattern {}", quoted(text))),
        false => Ok(files.into_iter().map(Input::File).collect()),
    }
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<Input>) -> Result<(), (PathBuf, String)> {
    let fail = |error: std::io::Error| (folder.to_owned(), describe(&error));
    let entries = fs::read_dir(folder).map_err(fail)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(fail)?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if depth > 0 && !name.starts_with('.') && !FOREIGN.contains(&&*name) {
                walk(&path, depth - 1, files)?;
            }
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            files.push(Input::File(path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)));
        }
    }
    Ok(())
}

/// What makes two inputs the same.
fn identity(input: &Input) -> PathBuf {
    match input {
        Input::Stdin => PathBuf::from("-"),
        Input::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
    }
}

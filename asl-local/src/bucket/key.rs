//! Keys as relative paths.

use std::path::{Path, PathBuf};

use super::StoreError;

/// The path of a key below its bucket: one part for each text between slashes. A key that a path can't stand for has none: `a//b`, `/a`, `a/`,
/// `..`, and what a system reads as more than a name.
pub(super) fn path_of(key: &str) -> Result<PathBuf, StoreError> {
    key.split('/').map(|part| if is_name(part) { Ok(part) } else { Err(no_path(key, part)) }).collect()
}

/// Whether a folder can have an entry of that name and nothing else can be meant: not `..`, not `C:`, not `a\b`.
pub(super) fn is_name(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && !part.contains(['/', '\\', '\0', ':'])
}

fn no_path(key: &str, part: &str) -> StoreError {
    StoreError::new(format!("the key `{}` has no place in a folder: a path has no part `{}`", shown(key), shown(part)))
}

/// A key in a message: one line.
fn shown(text: &str) -> String {
    text.escape_debug().to_string()
}

/// The key that stands for a path: its parts with slashes between.
pub(super) fn joined(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") }
}

/// Whether keys below the folder of `parent` can begin with `prefix`.
pub(super) fn may_hold(parent: &str, prefix: &str) -> bool {
    match prefix.strip_prefix(parent) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => parent.starts_with(prefix),
    }
}

/// A path in a message.
pub(super) fn quoted(path: &Path) -> String {
    format!("`{}`", path.display().to_string().escape_debug())
}

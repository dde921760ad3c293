//! From the path in the macro to the file: where `include_str!` would look.

use std::path::{Path, PathBuf};
use std::{env, fs};

use syn::LitStr;

/// The file and what is in it.
pub(super) struct Found {
    /// Where it is, whatever the directory of the process.
    pub(super) absolute: PathBuf,
    /// How messages call it: as rustc calls the files of the crate.
    pub(super) shown: String,
    /// What is in it.
    pub(super) text: String,
}

/// Reads the file that the literal names.
pub(super) fn read(literal: &LitStr) -> Result<Found, String> {
    let path = folder(literal).join(literal.value());
    let shown = path.display().to_string();
    // `local_file` is relative to where rustc runs, which is where this runs.
    let absolute = env::current_dir().unwrap_or_default().join(&path);
    match fs::read_to_string(&absolute) {
        Ok(text) => Ok(Found { absolute, shown, text }),
        Err(error) => Err(format!(
            "cannot read `{shown}`: {}\nhelp: write the path relative to the file that has the macro, as for `include_str!`",
            reason(&error)
        )),
    }
}

/// The folder of the source file that has the literal; where rustc does not know it, that of the package.
fn folder(literal: &LitStr) -> PathBuf {
    let source = literal.span().unwrap().local_file();
    let folder = source.as_deref().and_then(Path::parent).map(Path::to_owned);
    folder.or_else(|| env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)).unwrap_or_default()
}

/// The same words on every system for what happens most often.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

//! Writing generated files: all of them, or none.
//!
//! In: a directory and named texts. Out: the files, or an error that says which one and why. Each text is written beside its
//! place first and renamed when all of them are there, so that an error or an interruption leaves no half-written file; a file that already
//! has the text is not touched, so that tools that watch it stay quiet.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// Why files could not be written.
#[derive(Debug)]
pub struct WriteError {
    what: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl WriteError {
    /// The file or directory that the system refused.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// ``cannot create `out/x.asl.json`: permission denied``
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.what, self.path.display(), self.source)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes `files` (names and texts) into `directory`, which is made when it is not there. Returns the paths in the same order.
///
/// ```
/// let directory = std::env::temp_dir().join("asl-dsl-doc-emit");
/// let paths = asl_dsl::emit::write_files(&directory, [("hello.txt", "hello\n")])?;
/// assert_eq!(std::fs::read_to_string(&paths[0]).unwrap(), "hello\n");
/// # Ok::<(), asl_dsl::emit::WriteError>(())
/// ```
///
/// # Errors
/// When a name is not a plain file name, when the directory cannot be made, or when a file cannot be written. Files that were there before
/// keep their old text unless the error is about renaming the last of several.
pub fn write_files<N: AsRef<str>, T: AsRef<str>>(
    directory: impl AsRef<Path>,
    files: impl IntoIterator<Item = (N, T)>,
) -> Result<Vec<PathBuf>, WriteError> {
    let directory = directory.as_ref();
    let error = |what: &'static str, path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| WriteError { what, path, source }
    };
    fs::create_dir_all(directory).map_err(error("create the directory", directory))?;
    let mut pending = Pending::default();
    let mut paths = Vec::new();
    for (name, text) in files {
        let (name, text) = (name.as_ref(), text.as_ref());
        let path = directory.join(name);
        if Path::new(name).file_name().is_none_or(|plain| plain != name) {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "this is not a plain file name");
            return Err(error("create", &path)(source));
        }
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            paths.push(path);
            continue;
        }
        if path.is_dir() {
            return Err(error("write", &path)(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory")));
        }
        let beside = directory.join(format!(".{name}.{}.partial", std::process::id()));
        pending.files.push((beside.clone(), path.clone()));
        fs::write(&beside, text).map_err(error("write", &path))?;
        paths.push(path);
    }
    for (beside, path) in &pending.files {
        fs::rename(beside, path).map_err(error("replace", path))?;
    }
    pending.files.clear();
    Ok(paths)
}

/// Files that are not in their place yet; what is left when something failed is removed.
#[derive(Default)]
struct Pending {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        for (beside, _) in &self.files {
            // It may never have been made, or is in its place already.
            let _ = fs::remove_file(beside);
        }
    }
}

#[cfg(test)]
mod tests;

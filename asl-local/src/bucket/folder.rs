//! Buckets on disk: a folder whose folders are the buckets.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::key::{is_name, joined, may_hold, path_of, quoted};
use super::{ObjectStore, StoreError};

/// The folder in which a bucket is a folder, and an object a file at the path that its key is.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use asl_local::{BucketFolder, ObjectStore};
///
/// // buckets/orders/2026/1.json is the object `2026/1.json` of the bucket `orders`.
/// let mut buckets = BucketFolder::open("buckets")?;
/// assert_eq!(buckets.list("orders", "2026/")?, ["2026/1.json"]);
/// # Ok(()) }
/// ```
///
/// - Nothing outside the folder is read or written: a key with `..` in it has no place, and a symbolic link below the folder is an error.
/// - An object is written beside and then moved to its place, so that nobody sees half of one.
/// - An empty folder is nothing: S3 knows no folders. A bucket must be there before anything is written to it.
/// - Where a file system takes `A` and `a` for one name, so does this store; S3 does not.
#[derive(Debug, Clone)]
pub struct BucketFolder {
    root: PathBuf,
    written: u64,
}

impl BucketFolder {
    /// The buckets in this folder.
    ///
    /// # Errors
    /// There is no folder at `path`, or it can't be read.
    pub fn open(path: impl AsRef<Path>) -> Result<BucketFolder, StoreError> {
        let path = path.as_ref();
        let root = fs::canonicalize(path).map_err(|error| failed("open the folder of buckets", path, &error))?;
        // Listing tells at once what would fail in the middle of a run: a file, a folder that can't be read.
        fs::read_dir(&root).map_err(|error| failed("open the folder of buckets", path, &error))?;
        Ok(BucketFolder { root, written: 0 })
    }

    /// The folder of a bucket, if it is there.
    fn bucket(&self, bucket: &str) -> Result<Option<PathBuf>, StoreError> {
        if !is_name(bucket) || bucket.starts_with('.') {
            return Err(StoreError::new(format!("`{}` is no name of a bucket", bucket.escape_debug())));
        }
        let path = self.root.join(bucket);
        match entry(&path)? {
            Some(Entry::Folder) => Ok(Some(path)),
            Some(Entry::File) => Err(StoreError::new(format!("the bucket {} is a file", quoted(&path)))),
            None => Ok(None),
        }
    }

    /// Where the object is, if it is there. Every folder on the way is looked at, so that no link leads elsewhere.
    fn find(&self, bucket: &str, key: &str) -> Result<Option<PathBuf>, StoreError> {
        let relative = path_of(key)?;
        let Some(mut path) = self.bucket(bucket)? else { return Ok(None) };
        for part in &relative {
            path.push(part);
            if entry(&path)?.is_none() {
                return Ok(None);
            }
        }
        Ok(matches!(entry(&path)?, Some(Entry::File)).then_some(path))
    }

    /// A place beside the buckets, on the same file system, that no bucket's name is.
    fn scratch(&mut self) -> PathBuf {
        self.written += 1;
        self.root.join(format!(".writing-{}-{}", std::process::id(), self.written))
    }
}

impl ObjectStore for BucketFolder {
    fn get(&mut self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.find(bucket, key)? {
            Some(path) => fs::read(&path).map(Some).map_err(|error| failed("read the object", &path, &error)),
            None => Ok(None),
        }
    }

    fn list(&mut self, bucket: &str, prefix: &str) -> Result<Vec<String>, StoreError> {
        let mut keys = Vec::new();
        let mut waiting: Vec<(PathBuf, String)> =
            self.bucket(bucket)?.into_iter().map(|path| (path, String::new())).collect();
        while let Some((folder, parent)) = waiting.pop() {
            let refused = |error: &io::Error| failed("list the folder", &folder, error);
            for found in fs::read_dir(&folder).map_err(|error| refused(&error))? {
                let path = found.map_err(|error| refused(&error))?.path();
                let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                    return Err(StoreError::new(format!(
                        "the name of {} is not UTF-8, so it is no key",
                        quoted(&path)
                    )));
                };
                let key = joined(&parent, name);
                match entry(&path)? {
                    Some(Entry::File) if key.starts_with(prefix) => keys.push(key),
                    Some(Entry::Folder) if may_hold(&key, prefix) => waiting.push((path, key)),
                    _ => {}
                }
            }
        }
        keys.sort_unstable();
        Ok(keys)
    }

    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) -> Result<(), StoreError> {
        let relative = path_of(key)?;
        let Some(mut path) = self.bucket(bucket)? else {
            let path = self.root.join(bucket);
            return Err(StoreError::new(format!("there is no bucket {}: make the folder first", quoted(&path))));
        };
        let mut parts = relative.iter().peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            let is_last = parts.peek().is_none();
            match entry(&path)? {
                Some(Entry::Folder) if is_last => return Err(both(&path)),
                Some(Entry::File) if !is_last => return Err(both(&path)),
                None if !is_last => fs::create_dir(&path).map_err(|error| failed("make the folder", &path, &error))?,
                _ => {}
            }
        }
        let scratch = self.scratch();
        let written = fs::File::create_new(&scratch)
            .and_then(|mut file| file.write_all(&content))
            .and_then(|()| fs::rename(&scratch, &path));
        written.map_err(|error| {
            // What could not be moved is of no use; that it can't be removed either says nothing new.
            let _ = fs::remove_file(&scratch);
            failed("write the object", &path, &error)
        })
    }
}

/// What a path leads to.
enum Entry {
    Folder,
    File,
}

/// What is at a path, without following links. Neither link nor device is an object.
fn entry(path: &Path) -> Result<Option<Entry>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(Some(Entry::Folder)),
        Ok(metadata) if metadata.is_file() => Ok(Some(Entry::File)),
        Ok(metadata) if metadata.is_symlink() => {
            Err(StoreError::new(format!("{} is a symbolic link, which could lead out of the bucket", quoted(path))))
        }
        Ok(_) => Err(StoreError::new(format!("{} is neither a file nor a folder", quoted(path)))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(failed("look at", path, &error)),
    }
}

fn both(path: &Path) -> StoreError {
    StoreError::new(format!("{} can't be a file and a folder: one key goes on where the other ends", quoted(path)))
}

fn failed(what: &str, path: &Path, error: &io::Error) -> StoreError {
    StoreError::new(format!("can't {what} {}: {error}", quoted(path)))
}

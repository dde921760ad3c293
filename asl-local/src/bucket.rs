//! Where objects are kept: the buckets that distributed Maps read and write.

mod folder;
mod key;

#[cfg(test)]
mod tests;

use std::fmt;

use indexmap::IndexMap;

pub use folder::BucketFolder;

/// Objects by bucket and key.
///
/// What a store can't do — a disk that is full, a key that it has no place for — is a [`StoreError`]. It ends the run: it is a failure of the test's
/// surroundings, not an answer of S3.
pub trait ObjectStore {
    /// The content of an object; `None` when there is none.
    ///
    /// # Errors
    /// The store can't tell.
    fn get(&mut self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// All keys that begin with `prefix`, in the order of their UTF-8 bytes, which is S3's. S3 gives them in pages of 1,000; a Map reads all pages.
    ///
    /// # Errors
    /// The store can't tell.
    fn list(&mut self, bucket: &str, prefix: &str) -> Result<Vec<String>, StoreError>;

    /// Keeps an object, in place of one that is there.
    ///
    /// # Errors
    /// The store can't keep it.
    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) -> Result<(), StoreError>;
}

impl<S: ObjectStore + ?Sized> ObjectStore for &mut S {
    fn get(&mut self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        (**self).get(bucket, key)
    }

    fn list(&mut self, bucket: &str, prefix: &str) -> Result<Vec<String>, StoreError> {
        (**self).list(bucket, prefix)
    }

    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) -> Result<(), StoreError> {
        (**self).put(bucket, key, content)
    }
}

/// What a store can't do, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError(String);

impl StoreError {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> StoreError {
        StoreError(message.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StoreError {}

/// Buckets in memory. They take any name and key.
///
/// ```
/// use asl_local::{Buckets, ObjectStore};
///
/// let mut buckets = Buckets::new();
/// buckets.insert("orders", "2026/1.json", "[]");
/// assert_eq!(buckets.list("orders", "2026/").unwrap(), ["2026/1.json"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Buckets {
    objects: IndexMap<(String, String), Vec<u8>>,
}

impl Buckets {
    /// No objects.
    pub fn new() -> Buckets {
        Buckets::default()
    }

    /// Keeps an object.
    pub fn insert(&mut self, bucket: &str, key: &str, content: impl Into<Vec<u8>>) {
        self.objects.insert((bucket.to_owned(), key.to_owned()), content.into());
    }
}

impl ObjectStore for Buckets {
    fn get(&mut self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.objects.get(&(bucket.to_owned(), key.to_owned())).cloned())
    }

    fn list(&mut self, bucket: &str, prefix: &str) -> Result<Vec<String>, StoreError> {
        let inside = self.objects.keys().filter(|(of, key)| of == bucket && key.starts_with(prefix));
        let mut keys: Vec<String> = inside.map(|(_, key)| key.clone()).collect();
        keys.sort_unstable();
        Ok(keys)
    }

    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) -> Result<(), StoreError> {
        self.insert(bucket, key, content);
        Ok(())
    }
}

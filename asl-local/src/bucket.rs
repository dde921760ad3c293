//! Where objects are kept: the buckets that distributed Maps read and write.

use indexmap::IndexMap;

/// Objects by bucket and key.
pub trait ObjectStore {
    /// The content of an object; `None` when there is none.
    fn get(&mut self, bucket: &str, key: &str) -> Option<Vec<u8>>;

    /// The keys that begin with `prefix`, in order.
    fn list(&mut self, bucket: &str, prefix: &str) -> Vec<String>;

    /// Keeps an object.
    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>);
}

/// Buckets in memory.
///
/// ```
/// use asl_local::{Buckets, ObjectStore};
///
/// let mut buckets = Buckets::new();
/// buckets.put("orders", "2026/1.json", b"[]".to_vec());
/// assert_eq!(buckets.list("orders", "2026/"), ["2026/1.json"]);
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
}

impl ObjectStore for Buckets {
    fn get(&mut self, bucket: &str, key: &str) -> Option<Vec<u8>> {
        self.objects.get(&(bucket.to_owned(), key.to_owned())).cloned()
    }

    fn list(&mut self, bucket: &str, prefix: &str) -> Vec<String> {
        let inside = self.objects.keys().filter(|(of, key)| of == bucket && key.starts_with(prefix));
        let mut keys: Vec<String> = inside.map(|(_, key)| key.clone()).collect();
        keys.sort_unstable();
        keys
    }

    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) {
        self.objects.insert((bucket.to_owned(), key.to_owned()), content);
    }
}

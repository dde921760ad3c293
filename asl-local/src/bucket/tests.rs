use std::fs;
use std::path::PathBuf;

use super::{BucketFolder, Buckets, ObjectStore};

/// A folder that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("asl-local-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("orders")).unwrap();
        Scratch(path)
    }

    fn open(&self) -> BucketFolder {
        BucketFolder::open(&self.0).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Both stores answer every question alike; the one in memory knows no paths.
#[test]
fn a_folder_is_a_bucket_like_any_other() {
    let scratch = Scratch::new("alike");
    let (mut folder, mut memory) = (scratch.open(), Buckets::new());
    let keys = ["b.json", "a/2.json", "a/10.json", "a.json", "a-b/c", "é/ü", "Z", "a/b/c/d", "a+b", "a b"];
    for (n, key) in keys.iter().enumerate() {
        for _ in 0..2 {
            folder.put("orders", key, vec![b'x'; n]).unwrap();
            memory.put("orders", key, vec![b'x'; n]).unwrap();
        }
    }
    for prefix in ["", "a", "a/", "a/1", "a/b", "a/b/c/d", "a/b/c/d/e", "é", "é/", "nope", "/", "..", "../orders/"] {
        assert_eq!(folder.list("orders", prefix), memory.list("orders", prefix), "{prefix}");
    }
    for key in keys.iter().chain(&["a/b", "a", "nope", "b.json/below"]) {
        assert_eq!(folder.get("orders", key), memory.get("orders", key), "{key}");
    }
    assert_eq!(folder.list("nope", ""), Ok(Vec::new()));
    assert_eq!(folder.get("nope", "a"), Ok(None));
    assert!(!fs::read_dir(&scratch.0).unwrap().any(|entry| entry.unwrap().file_name().to_str() != Some("orders")));
}

#[test]
fn no_key_leads_out_of_the_folder() {
    let scratch = Scratch::new("keys");
    fs::write(scratch.0.join("secret"), "x").unwrap();
    let mut folder = scratch.open();
    for key in
        ["../secret", "a/../../secret", "/etc/passwd", "", ".", "..", "a//b", "a/", "./a", "a\\..\\b", "C:/a", "a\0b"]
    {
        let refused = folder.get("orders", key).unwrap_err().to_string();
        assert!(refused.contains("has no place in a folder"), "{key}: {refused}");
        assert!(folder.put("orders", key, Vec::new()).is_err(), "{key}");
    }
    for bucket in ["..", ".", "", "a/b", "../orders", ".hidden", "/"] {
        let refused = folder.get(bucket, "a").unwrap_err().to_string();
        assert!(refused.contains("is no name of a bucket"), "{refused}");
        assert!(folder.list(bucket, "").is_err() && folder.put(bucket, "a", Vec::new()).is_err(), "{bucket}");
    }
    assert_eq!(fs::read_dir(scratch.0.join("orders")).unwrap().count(), 0, "nothing was written");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let (scratch, outside) = (Scratch::new("links"), Scratch::new("outside"));
    fs::write(outside.0.join("secret"), "x").unwrap();
    std::os::unix::fs::symlink(&outside.0, scratch.0.join("orders/out")).unwrap();
    std::os::unix::fs::symlink(&outside.0, scratch.0.join("linked")).unwrap();
    let mut folder = scratch.open();
    for refused in [
        folder.get("orders", "out/secret").unwrap_err(),
        folder.put("orders", "out/secret", Vec::new()).unwrap_err(),
        folder.put("orders", "out", Vec::new()).unwrap_err(),
        folder.list("orders", "").unwrap_err(),
        folder.get("linked", "secret").unwrap_err(),
    ] {
        assert!(refused.to_string().ends_with("is a symbolic link, which could lead out of the bucket"), "{refused}");
    }
    assert_eq!(fs::read(outside.0.join("secret")).unwrap(), b"x");
}

#[test]
fn what_is_wrong_with_a_folder_is_said() {
    let scratch = Scratch::new("wrong");
    fs::write(scratch.0.join("file"), "x").unwrap();
    let open = |name: &str| BucketFolder::open(scratch.0.join(name)).unwrap_err().to_string();
    assert!(open("nope").starts_with("can't open the folder of buckets `"), "{}", open("nope"));
    assert!(open("file").starts_with("can't open the folder of buckets `"), "{}", open("file"));
    let mut folder = scratch.open();
    let refused = folder.put("nope", "a", Vec::new()).unwrap_err().to_string();
    assert!(refused.starts_with("there is no bucket `") && refused.ends_with("make the folder first"), "{refused}");
    assert!(folder.get("file", "a").unwrap_err().to_string().ends_with("is a file"));
    folder.put("orders", "a", Vec::new()).unwrap();
    assert!(folder.put("orders", "a/b", Vec::new()).unwrap_err().to_string().contains("can't be a file and a folder"));
    folder.put("orders", "c/d", Vec::new()).unwrap();
    assert!(folder.put("orders", "c", Vec::new()).unwrap_err().to_string().contains("can't be a file and a folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_no_key() {
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new("names");
    fs::write(scratch.0.join("orders").join(std::ffi::OsStr::from_bytes(b"a\xff")), "x").unwrap();
    let refused = scratch.open().list("orders", "").unwrap_err().to_string();
    assert!(refused.contains("is not UTF-8, so it is no key"), "{refused}");
}

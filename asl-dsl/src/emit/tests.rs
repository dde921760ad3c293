use std::fs;
use std::path::PathBuf;

use super::write_files;

/// A directory of its own for each test.
fn directory(name: &str) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("asl-dsl-emit-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&directory);
    directory
}

fn names(directory: &PathBuf) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn writes_and_replaces_and_leaves_nothing_else() {
    let directory = directory("replace").join("deeper");
    write_files(&directory, [("a.txt", "1"), ("b.txt", "2")]).unwrap();
    let paths = write_files(&directory, [("a.txt".to_owned(), "3".to_owned())]).unwrap();
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), "3");
    assert_eq!(names(&directory), ["a.txt", "b.txt"]);
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let directory = directory("unchanged");
    let path = write_files(&directory, [("a.txt", "1")]).unwrap().remove(0);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    write_files(&directory, [("a.txt", "1")]).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn when_one_file_fails_none_is_written() {
    let directory = directory("fails");
    fs::create_dir_all(directory.join("taken")).unwrap();
    let error = write_files(&directory, [("a.txt", "1"), ("taken", "2")]).unwrap_err();
    assert_eq!(error.to_string(), format!("cannot write `{}`: it is a directory", directory.join("taken").display()));
    assert_eq!(names(&directory), ["taken"]);
}

#[test]
fn a_name_cannot_leave_the_directory() {
    let directory = directory("names");
    for name in ["../a", "a/b", "/a", "..", ""] {
        let error = write_files(&directory, [(name, "1")]).unwrap_err();
        assert!(error.to_string().ends_with("this is not a plain file name"), "{error}");
    }
    assert!(names(&directory).is_empty());
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let directory = directory("file");
    fs::write(&directory, "a file").unwrap();
    let error = write_files(directory.join("out"), [("a.txt", "1")]).unwrap_err();
    assert_eq!(error.path(), directory.join("out"));
    assert!(error.to_string().starts_with("cannot create the directory `"), "{error}");
}

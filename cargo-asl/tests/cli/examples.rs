//! What the compiler of this repository emits, and what was written by hand beside it, has no findings.

use std::path::Path;

use crate::folder::Folder;

#[test]
fn the_definitions_of_the_examples_are_clean() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let folder = Folder::of([]);
    let mut count = 0;
    for entry in std::fs::read_dir(examples.join("snapshots")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(name) = name.strip_suffix(".asl.snap") {
            let snapshot = std::fs::read_to_string(&path).unwrap();
            // The head of a snapshot stands between two lines of hyphens.
            folder.write(&format!("{name}.asl.json"), snapshot.splitn(3, "---\n").nth(2).unwrap());
            count += 1;
        }
    }
    let hand_written = examples.join("hand_written");
    let ran = folder.run_with(&["check", ".", hand_written.to_str().unwrap(), "--deny-warnings"], b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(ran.out, format!("{} definitions checked, nothing found\n", count + 3));
    assert!(count >= 11, "{count} examples");
}

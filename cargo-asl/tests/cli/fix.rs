//! `--fix` round trips.

use crate::folder::{Folder, GOOD};

const BROKEN: &str = "{\r\n\t\"StartAt\": \"A\",\r\n\t\"States\": {\r\n\t\t\"A\": { \"type\": \"pass\", \"next\": \"Dnoe\", \"comment\": \"日本\" },\r\n\t\t\"Done\": { \"Type\": \"succeed\" }\r\n\t}\r\n}\r\n";

#[test]
fn what_can_only_be_right_is_written_and_the_rest_reported() {
    let folder = Folder::of([("x.asl.json", BROKEN.replace("\"type\"", "\"Type\"").as_str())]);
    let before = folder.read("x.asl.json");
    let ran = folder.run("check x.asl.json --fix");
    let expected = before
        .replace("pass", "Pass")
        .replace("next", "Next")
        .replace("comment", "Comment")
        .replace("succeed", "Succeed");
    assert_eq!(folder.read("x.asl.json"), expected, "nothing else changed: line ends, tabs, order");
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("error[ASL201]: `Next` names a state `Dnoe`"), "{}", ran.out);
    assert_eq!(ran.err.matches("fixed[").count(), 4, "{}", ran.err);
    assert!(ran.err.contains("fixed[ASL114]: `pass` is now `Pass`\n --> x.asl.json:4:19\n"), "{}", ran.err);

    assert!(
        ran.err.ends_with(
            "note: 1 suggestion that may not be what is meant was not written into x.asl.json: see `--unsafe-fixes`\n"
        ),
        "{}",
        ran.err
    );

    let ran = folder.run("check x.asl.json --fix --unsafe-fixes");
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 definition checked, nothing found\n"));
    assert_eq!(folder.read("x.asl.json"), expected.replace("Dnoe", "Done"));

    // Nothing to do is nothing done.
    let changed = || std::fs::metadata(folder.path("x.asl.json")).unwrap().modified().unwrap();
    let time = changed();
    let ran = folder.run("check x.asl.json --fix --unsafe-fixes");
    assert_eq!((ran.status, ran.err.as_str(), changed()), (0, "", time));
    assert_eq!(folder.names(), ["x.asl.json"], "nothing is left behind");
}

#[test]
fn without_the_option_no_file_is_touched() {
    let folder = Folder::of([("x.asl.json", BROKEN)]);
    folder.run("check x.asl.json");
    assert_eq!(folder.read("x.asl.json"), BROKEN);
}

#[test]
fn a_bad_text_is_left_alone() {
    for text in ["{", r#"{ "startAt": "A", "startAt": "A", "States": { "A": { "Type": "succeed" } } }"#] {
        let folder = Folder::of([("x.asl.json", text)]);
        let ran = folder.run("check x.asl.json --fix --unsafe-fixes");
        assert_eq!((ran.status, folder.read("x.asl.json").as_str()), (2, text));
        assert!(!ran.err.contains("fixed"), "{}", ran.err);
    }
}

/// Both are a step from `Comment`; two of them would be one key twice.
#[test]
fn a_fix_that_makes_the_text_worse_is_not_kept() {
    let text = GOOD.replace("\"StartAt\"", "\"comment\": \"a\", \"Comment\": \"b\", \"StartAt\"");
    let folder = Folder::of([("x.asl.json", text.as_str())]);
    let ran = folder.run("check x.asl.json --fix --unsafe-fixes");
    assert_eq!((ran.status, folder.read("x.asl.json")), (1, text));
    assert!(ran.out.contains("error[ASL105]"), "{}", ran.out);
}

#[test]
fn what_is_allowed_is_not_fixed() {
    let text = GOOD.replace("Succeed", "succeed");
    let folder = Folder::of([("x.asl.json", text.as_str()), ("asl.toml", "[[allow]]\nrule = \"ASL114\"\n")]);
    assert_eq!(folder.run("check x.asl.json --fix").status, 0);
    assert_eq!(folder.read("x.asl.json"), text);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::of([("real.asl.json", GOOD.replace("Succeed", "succeed").as_str())]);
    let real = folder.path("real.asl.json");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.asl.json", folder.path("link.asl.json")).unwrap();
    assert_eq!(folder.run("check link.asl.json --fix").status, 0);
    assert!(folder.path("link.asl.json").is_symlink());
    assert_eq!(folder.read("real.asl.json"), GOOD);
    assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

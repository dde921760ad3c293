//! `asl.toml`: what it changes, and what is said about its mistakes.

use crate::folder::{BAD, Folder, GOOD, WARNED};

#[test]
fn the_nearest_one_counts_and_the_command_line_goes_before_it() {
    let folder = Folder::of([
        ("a/x.asl.json", BAD),
        ("a/b/x.asl.json", BAD),
        ("asl.toml", "[rules]\nASL202 = \"warning\"\n"),
        ("a/b/asl.toml", "[rules]\nunreachable-state = \"off\"\n"),
        ("other.toml", "rules = { ASL202 = \"info\" }"),
    ]);
    assert!(folder.run("check a/x.asl.json").out.starts_with("warning[ASL202]"));
    assert!(folder.run("check a/b/x.asl.json").out.starts_with("1 definition checked, nothing found"));
    assert!(folder.run("check a/b/x.asl.json --config other.toml").out.starts_with("info[ASL202]"));
    assert!(folder.run("check a/b/x.asl.json --level ASL202=error").out.starts_with("error[ASL202]"));
    let input = folder.run_with(&["check", "-"], BAD.as_bytes());
    assert!(input.out.starts_with("warning[ASL202]"), "{}", input.out);
}

#[test]
fn an_allowance_is_about_a_rule_in_files_in_a_state() {
    let allow = |more: &str| {
        let config = format!("[[allow]]\nrule = \"ASL202\"\nreason = \"they come later\"\n{more}");
        let folder = Folder::of([("legacy/x.asl.json", BAD), ("asl.toml", config.as_str())]);
        folder.run("check legacy").status
    };
    assert_eq!(allow(""), 0);
    assert_eq!(allow("files = [\"legacy/*.asl.json\"]"), 0);
    assert_eq!(allow("files = [\"**/x.asl.json\"]\nstate = \"B\""), 0);
    assert_eq!(allow("files = [\"*.asl.json\"]"), 1, "`*` stays in its folder");
    assert_eq!(allow("state = \"A\""), 1);
}

#[test]
fn an_allowance_that_nothing_needed() {
    let config = "[[allow]]\nrule = \"ASL305\"\n".replace("ASL305", "ASL120");
    let folder = Folder::of([
        ("a.asl.json", GOOD),
        ("sub/b.asl.json", WARNED),
        ("c.asl.json", GOOD),
        ("asl.toml", &format!("{config}files = [\"*.asl.json\"]\n")),
    ]);
    // The other file may need it.
    assert_eq!(folder.run("check a.asl.json").err, "");
    let ran = folder.run("check a.asl.json c.asl.json");
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.err,
        "\
warning: nothing breaks ASL120 here, so nothing is allowed
 --> asl.toml:2:8
  |
2 | rule = \"ASL120\"
  |        ^^^^^^^^
  |
  = help: remove the entry
"
    );
    assert_eq!(folder.run("check a.asl.json c.asl.json --deny-warnings").status, 1);
    folder.write("asl.toml", config);
    assert_eq!(folder.run("check .").err, "");
}

#[test]
fn the_type_of_the_machines() {
    let folder = Folder::of([("x.asl.json", GOOD), ("asl.toml", "type = \"express\"")]);
    assert_eq!(folder.run("check x.asl.json").status, 0);
    folder.write("asl.toml", "type = \"fast\"");
    let ran = folder.run("check x.asl.json");
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.starts_with("error: the type of a state machine is `standard` or `express`\n --> asl.toml:1:8\n"),
        "{}",
        ran.err
    );
}

#[test]
fn every_mistake_is_said_once_with_its_place() {
    let config = r#"typ = "express"
[rules]
ASL202 = "of"
ASL999 = "off"
ASL203 = 1
[[allow]]
rule = "unreachable-sate"
states = "A"
[[allow]]
files = "x"
[[allow]]
rule = "ASL202"
files = ["a***", 1]
"#;
    let folder = Folder::of([("x.asl.json", GOOD), ("y.asl.json", BAD), ("asl.toml", config)]);
    let ran = folder.run("check x.asl.json y.asl.json");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    insta::assert_snapshot!(ran.err);
}

#[test]
fn a_text_that_is_not_toml() {
    let folder = Folder::of([("x.asl.json", GOOD), ("asl.toml", "[rules\nASL202 = \"off\"")]);
    let ran = folder.run("check x.asl.json");
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err.matches("error").count(), 1, "{}", ran.err);
    assert!(ran.err.contains(" --> asl.toml:1:7\n"), "{}", ran.err);
    folder.write("asl.toml", b"\xFF");
    assert!(folder.run("check x.asl.json").err.starts_with("error: cannot read `"));
}

/// A bad configuration stops the files that it is about, not the others.
#[test]
fn other_folders_go_on() {
    let folder = Folder::of([("a/x.asl.json", GOOD), ("a/asl.toml", "x"), ("b/y.asl.json", BAD)]);
    let ran = folder.run("check a b");
    assert_eq!(ran.status, 2);
    assert!(ran.out.starts_with("error[ASL202]"), "{}", ran.out);
}

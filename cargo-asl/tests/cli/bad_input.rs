//! What is no definition: one clear error for each, exit status 2, and the other files are checked all the same.

use std::time::{Duration, Instant};

use crate::folder::{BAD, Folder, GOOD, Ran};

/// The one error about `bytes` in a file, without the lines that show where.
fn refusal(bytes: &[u8]) -> String {
    let folder = Folder::of([]);
    folder.write("x.asl.json", bytes);
    one_error(&folder.run("check x.asl.json"))
}

fn one_error(ran: &Ran) -> String {
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
    let errors: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(errors.len(), 1, "{}", ran.err);
    assert!(ran.err.starts_with(errors[0]), "{}", ran.err);
    let mut lines = ran.err.lines();
    let first = lines.next().unwrap_or_default();
    match lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")) {
        Some(place) => format!("{first} --> {place}"),
        None => first.to_owned(),
    }
}

#[test]
fn every_text_that_is_no_definition() {
    let deep = "[".repeat(100_000);
    let cases: [(&str, &[u8], &str); 14] = [
        ("not JSON", b"StartAt: A", "error[ASL101]: the definition is not JSON: unexpected word --> x.asl.json:1:1"),
        (
            "a comment",
            b"{} // x",
            "error[ASL101]: the definition is not JSON: comments are not allowed --> x.asl.json:1:4",
        ),
        (
            "truncated",
            b"{\n  \"a\": [1,",
            "error[ASL101]: the definition is not JSON: unterminated array --> x.asl.json:2:8",
        ),
        ("empty", b"", "error[ASL101]: the definition is empty --> x.asl.json:1:1"),
        ("blank", b" \r\n\t", "error[ASL101]: the definition is empty --> x.asl.json:2:1"),
        (
            "no object",
            b"[]",
            "error[ASL102]: the definition is a list, expected an object with `StartAt` and `States` --> x.asl.json:1:1",
        ),
        (
            "a key twice",
            br#"{ "StartAt": "A", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }"#,
            "error[ASL104]: the key `StartAt` is written twice --> x.asl.json:1:19",
        ),
        (
            "a state twice",
            br#"{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "A": { "Type": "Fail" } } }"#,
            "error[ASL104]: the state `A` is written twice --> x.asl.json:1:59",
        ),
        (
            "deep",
            deep.as_bytes(),
            "error[ASL103]: objects and lists nest more than 127 levels here --> x.asl.json:1:128",
        ),
        ("NUL", b"{\n\"a\": \"\0\"}", "error: cannot read `x.asl.json`: it is not a text: NUL at line 2, column 7"),
        (
            "a byte order mark",
            b"\xEF\xBB\xBF{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }",
            "error[ASL101]: the definition begins with a byte order mark --> x.asl.json:1:1",
        ),
        (
            "Latin-1",
            b"{\r\n\"\xC3\xA9\": \"\xE9\"}",
            "error: cannot read `x.asl.json`: it is not UTF-8: byte 0xE9 at line 2, column 7",
        ),
        ("UTF-16", b"\xFF\xFE{\0", "error: cannot read `x.asl.json`: it is not UTF-8: byte 0xFF at line 1, column 1"),
        (
            "an unpaired surrogate",
            br#"{ "a": "\uD800" }"#,
            "error[ASL101]: the definition is not JSON: invalid unicode escape sequence. 'D800 (unpaired high surrogate)' is not a valid UTF8 character --> x.asl.json:1:9",
        ),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(refusal(bytes), expected, "{name}");
    }
}

#[test]
fn a_large_file_is_refused_at_once() {
    let folder = Folder::of([]);
    std::fs::File::create(folder.path("big.asl.json")).unwrap().set_len(50 << 20).unwrap();
    let start = Instant::now();
    let ran = folder.run("check big.asl.json");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert_eq!(one_error(&ran), "error: cannot read `big.asl.json`: it has more than 16 MiB, and AWS takes 1 MiB");
    // The size of a pipe isn't known before.
    let ran = folder.run_with(&["check", "-"], &vec![b' '; 17 << 20]);
    assert_eq!(one_error(&ran), "error: cannot read `<stdin>`: it has more than 16 MiB, and AWS takes 1 MiB");
}

#[test]
fn paths_that_lead_to_no_definition() {
    let folder = Folder::of([("notes/read.me", "")]);
    let cases = [
        ("check nowhere.asl.json", "error: cannot read `nowhere.asl.json`: there is no such file"),
        (
            "check notes",
            "error: there is no definition in the folder `notes`: no `*.asl.json`, `*.asl.yaml`, `*.asl.yml`",
        ),
        ("check **/*.asl.json", "error: no file matches the pattern `**/*.asl.json`"),
        ("check a***b", "error: `a***b` is no pattern: wildcards are either regular `*` or recursive `**`"),
        ("check - --fix", "error: cannot fix standard input: `--fix` writes into files"),
        ("check notes/read.me --config no.toml", "error: cannot read `no.toml`: there is no such file"),
        ("check", "error: the following required arguments were not provided:"),
        ("check x --type fast", "error: invalid value 'fast' for '--type <TYPE>'"),
        (
            "check x --level ASL2=off",
            "error: invalid value 'ASL2=off' for '--level <RULE=LEVEL>': there is no rule `ASL2`; did you mean `ASL201`?",
        ),
        (
            "check x --level ASL201=of",
            "error: invalid value 'ASL201=of' for '--level <RULE=LEVEL>': `of` is no level: off, info, warning, error",
        ),
        ("check x --unsafe-fixes", "error: the following required arguments were not provided:"),
        ("chekc x", "error: unrecognized subcommand 'chekc'"),
        ("explain ASL021", "error: there is no rule `ASL021`; did you mean `ASL201`?"),
        ("explain missing-taget", "error: there is no rule `missing-taget`; did you mean `missing-target`?"),
    ];
    for (arguments, expected) in cases {
        assert_eq!(one_error(&folder.run(arguments)), expected, "{arguments}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_and_what_may_not_be_read() {
    let folder = Folder::of([]);
    assert_eq!(
        one_error(&folder.run("check /dev/zero")),
        "error: cannot read `/dev/zero`: it has more than 16 MiB, and AWS takes 1 MiB"
    );
    std::os::unix::fs::symlink("loop.asl.json", folder.path("loop.asl.json")).unwrap();
    assert!(one_error(&folder.run("check loop.asl.json")).starts_with("error: cannot read `loop.asl.json`: "));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = Folder::of([("a.asl.json", BAD), ("b.asl.json", "{"), ("c.asl.json", GOOD)]);
    let ran = folder.run("check a.asl.json b.asl.json nowhere c.asl.json");
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("error")).count(), 2, "{}", ran.err);
    assert!(ran.out.starts_with("error[ASL202]: "), "{}", ran.out);
    assert!(ran.out.ends_with("2 definitions checked, 1 error and 0 warnings found\n"), "{}", ran.out);
    assert_eq!(folder.run("check a.asl.json c.asl.json").status, 1);
    assert_eq!(folder.run("check c.asl.json").status, 0);
}

/// Reports for machines are whole whatever happened.
#[test]
fn errors_do_not_break_a_report() {
    let folder = Folder::of([("b.asl.json", "{")]);
    let ran = folder.run("check b.asl.json nowhere --format json");
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.status, report[0]["code"].as_str()), (2, Some("ASL101")));
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("error")).count(), 2, "{}", ran.err);
}

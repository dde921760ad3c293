//! What is checked, by which rules, and the exit status.

use crate::folder::{BAD, Folder, GOOD, WARNED};

/// The files that a run reports on, in its order.
fn reported(folder: &Folder, arguments: &str) -> Vec<String> {
    let ran = folder.run(&format!("{arguments} --format json"));
    let report: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    report.iter().map(|finding| finding["file"].as_str().unwrap().replace('\\', "/")).collect()
}

#[test]
fn folders_and_patterns_are_expanded_here() {
    let folder = Folder::of([
        ("infra/b.asl.json", BAD),
        ("infra/a/deep/c.asl.json", BAD),
        ("infra/other.json", BAD),
        ("infra/node_modules/x.asl.json", BAD),
        ("infra/.hidden/x.asl.json", BAD),
        ("top.asl.json", BAD),
    ]);
    let (b, c, other) = ("infra/b.asl.json", "infra/a/deep/c.asl.json", "infra/other.json");
    assert_eq!(reported(&folder, "check infra"), [c, b]);
    assert_eq!(reported(&folder, "check ."), [c, b, "top.asl.json"]);
    assert_eq!(reported(&folder, "check infra/**/*.asl.json"), [c, b, "infra/node_modules/x.asl.json"]);
    assert_eq!(reported(&folder, "check infra/*.json"), [b, other]);
    assert_eq!(
        reported(&folder, "check infra/other.json"),
        [other],
        "a file that is named is checked whatever its name"
    );
    assert_eq!(reported(&folder, "check top.asl.json ./top.asl.json *.asl.json"), ["top.asl.json"], "each file once");
}

#[cfg(unix)]
#[test]
fn a_folder_in_itself_ends() {
    let folder = Folder::of([("a/x.asl.json", GOOD)]);
    std::os::unix::fs::symlink(folder.path("a"), folder.path("a/again")).unwrap();
    let ran = folder.run("check a");
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 definition checked, nothing found\n"));
}

#[test]
fn a_file_named_like_a_pattern_is_that_file() {
    let folder = Folder::of([("[1].asl.json", BAD), ("1.asl.json", BAD)]);
    assert_eq!(reported(&folder, "check [1].asl.json"), ["[1].asl.json"]);
}

#[test]
fn as_a_cargo_command_too_and_from_standard_input() {
    let folder = Folder::of([]);
    for arguments in [vec!["asl", "check", "-"], vec!["check", "-"]] {
        let ran = folder.run_with(&arguments, BAD.as_bytes());
        assert_eq!(ran.status, 1);
        assert!(ran.out.contains(" --> <stdin>:1:59\n"), "{}", ran.out);
    }
}

#[test]
fn the_exit_status() {
    let folder = Folder::of([("good", GOOD), ("bad", BAD), ("warned", WARNED)]);
    let cases = [
        ("check good", 0),
        ("check bad", 1),
        ("check warned", 0),
        ("check warned --deny-warnings", 1),
        ("check warned --level ASL120=info --deny-warnings", 0),
        ("check warned --level ASL120=error", 1),
        ("check bad --level unreachable-state=off", 0),
        ("check bad --level ASL202=warning --deny-warnings", 1),
        ("check good bad warned", 1),
        ("--help", 0),
        ("--version", 0),
        ("explain", 0),
    ];
    for (arguments, status) in cases {
        assert_eq!(folder.run(arguments).status, status, "{arguments}");
    }
}

/// Whoever knows that the last value counts says so.
#[test]
fn a_key_that_is_written_twice_can_be_a_warning() {
    let folder = Folder::of([(
        "x",
        r#"{ "Comment": "", "Comment": "", "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "B": { "Type": "Succeed" } } }"#,
    )]);
    assert_eq!(folder.run("check x").status, 2);
    let ran = folder.run("check x --level ASL104=warning");
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("warning[ASL104]") && ran.out.contains("error[ASL202]"), "{}", ran.out);
}

#[test]
fn quiet_prints_errors_alone() {
    let folder = Folder::of([("warned", WARNED), ("bad", BAD)]);
    let ran = folder.run("check warned --quiet");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(folder.run("check bad --quiet").out.starts_with("error[ASL202]"));
    assert!(!folder.run("check bad --quiet").out.contains("checked"));
}

#[test]
fn carriage_returns_are_fine_and_positions_right() {
    let folder = Folder::of([(
        "x",
        "{\r\n  \"StartAt\": \"A\",\r\n  \"States\": {\r\n    \"A\": { \"Type\": \"Succeed\" },\r\n    \"É\": { \"Type\": \"Fail\" }\r\n  }\r\n}\r\n",
    )]);
    let ran = folder.run("check x");
    assert!(ran.out.contains(" --> x:5:5\n  |\n5 |     \"É\": { \"Type\": \"Fail\" }\n  |     ^^^\n"), "{}", ran.out);
}

#[test]
fn color_is_for_terminals_and_on_request() {
    let folder = Folder::of([("bad", BAD)]);
    assert!(!folder.run("check bad").out.contains('\u{1b}'));
    assert!(!folder.run("check bad --color never").out.contains('\u{1b}'));
    assert!(folder.run("check bad --color always").out.contains("\u{1b}[1m\u{1b}[91merror[ASL202]"));
}

#[test]
fn the_page_of_a_rule() {
    let folder = Folder::of([]);
    for word in ["ASL201", "asl201", "201", "missing-target", "Missing-Target"] {
        let ran = folder.run(&format!("explain {word}"));
        assert_eq!((ran.status, ran.out.as_str()), (0, asl_schema::check::rule("ASL201").unwrap().doc), "{word}");
    }
    let list = folder.run("explain").out;
    assert_eq!(list.lines().count(), asl_schema::check::rules().chain(asl_schema::codes::rules()).count());
    assert!(list.contains("\nASL201  missing-target"), "{list}");
    for rule in asl_schema::codes::rules() {
        assert_eq!(folder.run(&format!("explain {}", rule.name)).out, rule.doc);
    }
    // What a check cannot break has no level.
    assert_eq!(folder.run("check . --level ASL901=off").status, 2);
}

/// A definition in one line of 300 KB: a finding with a second place far away.
#[test]
fn a_long_line_is_not_printed_whole() {
    let comment = "日".repeat(100_000);
    let text = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Task","TimeoutSeconds":5,"Comment":"{comment}","HeartbeatSeconds":9,"Resource":"arn:aws:states:::lambda:invoke","End":true}}}}}}"#
    );
    let folder = Folder::of([("x", text.as_str())]);
    let column = |before: &str| text.split(before).next().unwrap().chars().count() + before.chars().count() + 1;
    for color in ["never", "always"] {
        let ran = folder.run(&format!("check x --color {color}"));
        assert!(ran.out.len() < 2_000, "{} bytes", ran.out.len());
        for place in [column("\"HeartbeatSeconds\":"), column("\"TimeoutSeconds\":")] {
            assert!(ran.out.contains(&format!("x:1:{place}\n")), "{place}: {}", ran.out);
        }
    }
}

/// Thousands of findings in a megabyte: seconds would be minutes with a factor that grows with the text.
#[test]
fn many_findings_do_not_take_forever() {
    let states: Vec<String> = (0..2_000)
        .map(|n| format!(r#""S{n}":{{"Type":"Pass","Comment":"{}","Next":"No{n}"}}"#, "x".repeat(400)))
        .collect();
    let text = format!(r#"{{"StartAt":"S0","States":{{{}}}}}"#, states.join(","));
    let folder = Folder::of([("x", text.as_str())]);
    let start = std::time::Instant::now();
    for format in ["text", "json", "sarif", "github", "aws"] {
        assert_eq!(folder.run(&format!("check x --format {format}")).status, 1, "{format}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_schema_of_the_input_says_what_can_be_read() {
    let definition = r#"{"StartAt":"Ship","States":{"Ship":{"Type":"Pass","InputPath":"$.ordr","End":true}}}"#;
    let schema = r#"{"type":"object","properties":{"order":{"type":"string"}},"additionalProperties":false}"#;
    let folder = Folder::of([("ship.asl.json", definition), ("input.schema.json", schema), ("no.json", "[1")]);
    assert_eq!(folder.run("check ship.asl.json").out, "1 definition checked, nothing found\n");

    let ran = folder.run("check ship.asl.json --input-schema input.schema.json");
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("[ASL331]") && ran.out.contains("did you mean `order`?"), "{}", ran.out);

    for (schema, why) in [("none.json", "there is no such file"), ("no.json", "is no JSON Schema")] {
        let ran = folder.run(&format!("check ship.asl.json --input-schema {schema}"));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

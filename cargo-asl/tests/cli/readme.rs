//! The README shows what the program prints.

use crate::folder::{BAD, Folder};

#[test]
fn its_diagnostic_is_what_the_program_prints() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("\n```console\n$ cargo asl check infra\n").unwrap();
    let (shown, _) = rest.split_once("```\n").unwrap();
    let folder = Folder::of([("infra/orders.asl.json", include_str!("fixtures/readme.asl.json"))]);
    let ran = folder.run("check infra");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, shown, ""));
}

const PAGE: &str = include_str!("../../../docs/cargo-asl.md");

/// The blocks of a language on the page of the program, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("\n```{language}\n");
    PAGE.split(&opening).skip(1).map(|block| block.split("```").next().unwrap()).collect()
}

#[test]
fn the_commands_of_the_page_print_what_it_shows() {
    let (json, yaml) = (blocks("json"), blocks("yaml"));
    let folder = Folder::of([
        ("orders.asl.json", json[0]),
        ("template.yaml", yaml[0]),
        ("payment.asl.json", json[2]),
        ("mocks.json", json[3]),
        ("order.json", json[4]),
    ]);
    let mut shown = 0;
    for block in blocks("console") {
        let (command, expected) = block.split_once('\n').unwrap();
        let ran = folder.run(command.strip_prefix("$ cargo asl ").unwrap());
        assert_eq!(format!("{}{}", ran.err, ran.out), expected, "{command}");
        shown += 1;
    }
    assert_eq!(shown, 6);
    assert!(folder.read("orders.asl.json").contains("\"Next\": \"Ship\""), "a command fixes it");
}

#[test]
fn the_allowances_of_the_page_allow() {
    let (json, yaml) = (blocks("json")[1], blocks("yaml")[1]);
    for (name, text) in [("a.asl.json", json), ("a.asl.yaml", yaml)] {
        let folder = Folder::of([(name, text)]);
        assert_eq!(folder.run("check .").out, "1 definition checked, nothing found\n", "{text}");
        folder.write(name, text.replace("asl-allow:", "allow:"));
        assert!(folder.run("check .").out.starts_with("warning[ASL704]"), "{text}");
    }
}

/// The configuration on its page is one.
#[test]
fn the_configuration_of_the_page_is_read() {
    let unreachable = BAD.replace("\"B\"", "\"Charge\"");
    let folder = Folder::of([("legacy/x.asl.json", &*unreachable), ("asl.toml", blocks("toml")[0])]);
    let ran = folder.run("check legacy");
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("1 definition checked, nothing found\n", ""));
}

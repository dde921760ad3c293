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

/// The configuration on its page is one.
#[test]
fn the_configuration_of_the_page_is_read() {
    let page = include_str!("../../../docs/cargo-asl.md");
    let (_, rest) = page.split_once("```toml\n").unwrap();
    let unreachable = BAD.replace("\"B\"", "\"Charge\"");
    let folder = Folder::of([("legacy/x.asl.json", &*unreachable), ("asl.toml", rest.split_once("```").unwrap().0)]);
    let ran = folder.run("check legacy");
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("1 definition checked, nothing found\n", ""));
}

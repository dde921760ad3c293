//! The README shows what the program prints.

use crate::folder::Folder;

#[test]
fn its_diagnostic_is_what_the_program_prints() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("\n```console\n$ cargo asl check infra\n").unwrap();
    let (shown, _) = rest.split_once("```\n").unwrap();
    let folder = Folder::of([("infra/orders.asl.json", include_str!("fixtures/readme.asl.json"))]);
    let ran = folder.run("check infra");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, shown, ""));
}

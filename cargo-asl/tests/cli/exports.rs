//! Machines as other tools write them: CDK, SAM, Terraform, the Serverless Framework, Workflow Studio. What they write has no findings;
//! what is broken in it is found where its author would look for it.

use std::path::Path;

use crate::folder::{Folder, Ran};

/// What is checked in each folder of `tests/exports`.
const EXPORTS: [&str; 6] = [
    "cdk/Orders.template.json",
    "sam/template.yaml",
    "sam/statemachine/stock_trading.asl.json",
    "serverless/serverless.yml",
    "studio/support.asl.json",
    "terraform/ingest.json",
];

fn exports() -> Folder {
    let folder = Folder::of([]);
    for name in EXPORTS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name));
        folder.write(name, text.unwrap());
    }
    folder
}

/// The check of a file in which something is written otherwise.
fn broken(checked: &str, file: &str, right: &str, wrong: &str) -> Ran {
    let folder = exports();
    let text = folder.read(file);
    assert!(text.contains(right), "{file} has no {right}");
    folder.write(file, text.replacen(right, wrong, 1));
    folder.run(&format!("check {checked}"))
}

#[test]
fn what_they_write_is_clean() {
    for name in EXPORTS {
        let ran = exports().run(&format!("check {name} --deny-warnings"));
        assert_eq!(
            (ran.status, ran.out.as_str(), ran.err.as_str()),
            (0, "1 definition checked, nothing found\n", ""),
            "{name}"
        );
    }
    // A folder: definitions alone, and each template when it is named.
    let all = exports()
        .run("check . cdk/Orders.template.json sam/template.yaml serverless/serverless.yml terraform/ingest.json");
    assert_eq!(all.out, "6 definitions checked, nothing found\n");
}

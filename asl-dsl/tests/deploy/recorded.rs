//! Definitions that others wrote: whatever they hold, deployment answers with a template or with findings of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use asl_dsl::deploy::Deployment;

fn json_files(directory: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

#[test]
fn every_recorded_definition_gets_a_template_or_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    let mut files = Vec::new();
    json_files(&root, &mut files);
    files.sort();
    if files.is_empty() {
        println!("skipped: no recorded definitions beside the workspace");
        return;
    }
    let (mut templates, mut refused) = (0, BTreeMap::<String, usize>::new());
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(checked) = asl_schema::check_str(&text, &asl_schema::Options::standard()).into_checked() else {
            continue;
        };
        let deployment = Deployment::new(&checked);
        match deployment.template() {
            Ok(template) => {
                templates += 1;
                assert!(serde_json::from_str::<serde_json::Value>(&template.to_json_string()).is_ok());
                assert!(deployment.policy_document().is_ok());
            }
            Err(report) => {
                for diagnostic in report.errors() {
                    assert!(diagnostic.code().starts_with("ASL9"), "{}: {diagnostic}", file.display());
                    assert!(diagnostic.help.is_some(), "{}: {diagnostic}", file.display());
                    *refused.entry(diagnostic.code().to_owned()).or_default() += 1;
                }
            }
        }
        assert!(asl_dsl::diagram::mermaid(checked.machine()).starts_with("flowchart TD\n"));
        let _ = asl_dsl::diagram::summary(checked.machine());
    }
    println!("{templates} templates; refused: {refused:?}");
    assert!(templates > 0);
}

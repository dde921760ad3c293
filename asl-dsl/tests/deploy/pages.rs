//! The definitions on the pages of the rules of deployment, deployed as they stand. The Rust on the pages runs as documentation tests.

use asl_dsl::deploy::{Deployment, RULES};
use asl_schema::Rule;

use crate::machines::checked;

/// The codes of what is found in each definition under a heading.
fn found(rule: &Rule, heading: &str) -> Vec<Vec<String>> {
    let (_, rest) = rule.doc.split_once(&format!("## {heading}\n")).unwrap_or_else(|| panic!("{}", rule.code));
    let section = rest.split("\n## ").next().unwrap_or(rest);
    let blocks = section.split("```json\n").skip(1).map(|block| block.split("```").next().unwrap());
    let codes = blocks.map(|block| {
        let machine = checked(serde_json::from_str(block).unwrap());
        let findings = match Deployment::new(&machine).template() {
            Ok(template) => template.warnings().to_vec(),
            Err(report) => report.into_diagnostics(),
        };
        findings.iter().map(|finding| finding.code().to_owned()).collect()
    });
    codes.collect()
}

#[test]
fn what_fails_fails_with_that_code_and_what_passes_has_no_finding() {
    let mut definitions = 0;
    for rule in RULES {
        for codes in found(rule, "Fails") {
            assert!(!codes.is_empty() && codes.iter().all(|code| code == rule.code), "{}: {codes:?}", rule.code);
            definitions += 1;
        }
        for codes in found(rule, "Passes") {
            assert_eq!(codes, Vec::<String>::new(), "{}", rule.code);
        }
    }
    assert_eq!(definitions, 6);
}

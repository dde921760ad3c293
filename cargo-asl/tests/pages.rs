//! The examples on the pages of the rules about files: what fails fails with that code, what passes has no finding.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by panicking")]

use std::io;
use std::path::Path;

use asl_schema::codes::files::RULES;
use asl_schema::{Diagnostic, Options, Rule, check_document};
use cargo_asl::document::{apply_allowances, open_with};

/// The examples under a heading, each with its format.
fn examples<'d>(rule: &Rule, heading: &str) -> Vec<(&'d str, &'d str)>
where
    'static: 'd,
{
    let (_, rest) = rule.doc.split_once(&format!("## {heading}\n")).unwrap_or_else(|| panic!("{}", rule.code));
    let section = rest.split("\n## ").next().unwrap_or(rest);
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap()).collect()
}

/// The only other file that there is.
fn load(path: &Path) -> io::Result<String> {
    match path.ends_with("statemachine/orders.asl.json") {
        true => Ok(r#"{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }"#.to_owned()),
        false => Err(io::Error::from(io::ErrorKind::NotFound)),
    }
}

fn findings(format: &str, text: &str) -> Vec<Diagnostic> {
    let documents = match open_with(format!("template.{format}").as_ref(), text, &load) {
        Ok(documents) => documents,
        Err(error) => return vec![*error.diagnostic],
    };
    let mut findings: Vec<_> = documents.iter().flat_map(|document| document.findings().to_vec()).collect();
    for document in documents.iter().filter_map(|document| document.document()) {
        findings.extend(check_document(&document, &Options::standard()).into_diagnostics());
    }
    apply_allowances(&documents, &mut findings);
    findings
}

#[test]
fn what_fails_fails_with_that_code_alone() {
    for rule in RULES {
        let examples = examples(rule, "Fails");
        assert!(!examples.is_empty(), "{}", rule.code);
        for (format, text) in examples {
            let found = findings(format, text);
            assert!(!found.is_empty(), "{} is silent on\n{text}", rule.code);
            for finding in found {
                assert_eq!(finding.code(), rule.code, "{finding}\n{text}");
                assert!(finding.span.is_some() && finding.file.is_some(), "{finding:?}");
                for part in [Some(finding.message), finding.help].into_iter().flatten() {
                    assert!(!part.ends_with('.') && !part.contains('\n'), "{part}");
                }
            }
        }
    }
}

#[test]
fn what_passes_has_no_finding() {
    for rule in RULES {
        let examples = examples(rule, "Passes");
        assert!(!examples.is_empty(), "{}", rule.code);
        for (format, text) in examples {
            assert_eq!(findings(format, text), [], "{}\n{text}", rule.code);
        }
    }
}

#[test]
fn a_comment_allows_them() {
    let text = "\
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions:
        Left: over # asl-allow: ASL922 the next release has it
      DefinitionUri: statemachine/orders.asl.json
";
    assert_eq!(findings("yaml", text), []);
    assert_eq!(findings("yaml", &text.replace("ASL922", "unused-substitution")), []);
}

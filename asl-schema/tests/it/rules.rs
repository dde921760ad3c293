//! The registry tests itself: codes, pages, and the definitions on the pages, which are run.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by panicking")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use asl_schema::check::rules;
use asl_schema::codes;
use asl_schema::{Diagnostic, Options, Rule, Severity, check_str};

/// Those that the checker judges by and those of other crates.
fn all() -> Vec<&'static Rule> {
    let mut all: Vec<_> = rules().chain(codes::rules()).collect();
    all.sort_by_key(|rule| rule.code);
    all
}

const HEADINGS: [&str; 5] = ["What it checks", "Why it matters on AWS", "Fails", "Passes", "Source"];

/// The text under `## heading`.
fn section<'d>(rule: &Rule, heading: &str) -> &'d str
where
    'static: 'd,
{
    let (_, rest) =
        rule.doc.split_once(&format!("## {heading}\n")).unwrap_or_else(|| panic!("{}: no {heading}", rule.code));
    rest.split("\n## ").next().unwrap_or(rest).trim()
}

/// The examples. `(x × 1000)` in one stands for so many letters: some limits are too large for a page.
fn blocks(text: &str) -> Vec<String> {
    text.split("```json\n").skip(1).map(|block| repeated(block.split("\n```").next().unwrap())).collect()
}

fn repeated(example: &str) -> String {
    let Some((head, (count, tail))) =
        example.split_once("(x × ").and_then(|(head, rest)| Some((head, rest.split_once(')')?)))
    else {
        return example.to_owned();
    };
    format!("{head}{}{tail}", "x".repeat(count.parse().unwrap()))
}

fn findings(text: &str) -> Vec<Diagnostic> {
    check_str(text, &Options::standard()).into_diagnostics()
}

#[test]
fn codes_are_unique_sorted_and_well_formed() {
    for codes in [rules().collect(), codes::rules().collect(), all()] {
        let codes: Vec<&str> = codes.iter().map(|rule| rule.code).collect();
        let sorted: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(codes, sorted.into_iter().collect::<Vec<_>>());
    }
    for code in all().iter().map(|rule| rule.code) {
        let number = code.strip_prefix("ASL").unwrap();
        assert!(number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    }
    let names: BTreeSet<&str> = all().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), all().len(), "names are unique");
}

#[test]
fn every_page_has_its_headings_and_tells_what_the_rule_says() {
    for rule in all() {
        let found: Vec<&str> = rule.doc.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, HEADINGS, "{}", rule.code);
        for heading in HEADINGS {
            assert!(!section(rule, heading).is_empty(), "{} says nothing under {heading}", rule.code);
        }
        let severity = format!("{}", rule.severity);
        let severity = severity[..1].to_uppercase() + &severity[1..];
        let head = format!("# {}: {}\n\n{severity}. Basis: {}.\n", rule.code, rule.name, rule.basis);
        assert!(rule.doc.starts_with(&head), "{}: the page should begin with\n{head}", rule.code);
    }
}

#[test]
fn what_fails_fails_with_that_code_and_what_passes_has_no_finding() {
    for rule in rules() {
        let (fails, passes) = (blocks(section(rule, "Fails")), blocks(section(rule, "Passes")));
        assert!(!fails.is_empty() && !passes.is_empty(), "{} needs an example of each", rule.code);
        for text in fails {
            let found = findings(&text);
            assert!(
                found.iter().any(|diagnostic| diagnostic.rule == rule),
                "{} is silent on\n{text}\n{found:#?}",
                rule.code
            );
            // One defect, one diagnostic: an example must not drag others behind it.
            for diagnostic in &found {
                assert_eq!(diagnostic.code(), rule.code, "{text}\n{diagnostic}");
                assert!(diagnostic.span.is_some(), "{diagnostic}");
            }
        }
        for text in passes {
            assert_eq!(findings(&text), [], "{} on\n{text}", rule.code);
        }
    }
}

#[test]
fn messages_follow_the_style() {
    for rule in rules() {
        for text in blocks(section(rule, "Fails")) {
            for diagnostic in findings(&text) {
                let parts = [Some(diagnostic.message.clone()), diagnostic.help.clone()];
                for part in parts.into_iter().flatten() {
                    assert!(!part.ends_with('.') && !part.contains('\n'), "{}: {part}", rule.code);
                    let name =
                        ["AWS ", "JSONPath ", "JSONata ", "Step Functions "].iter().any(|name| part.starts_with(name));
                    assert!(name || !part.starts_with(char::is_uppercase), "{}: {part}", rule.code);
                }
            }
        }
    }
}

/// The themes, by first digit: what the index says of them.
const THEMES: [(char, &str); 9] = [
    ('1', "structure"),
    ('2', "flow"),
    ('3', "data and expressions"),
    ('4', "Choice, Map and Parallel"),
    ('5', "errors and retries"),
    ('6', "integrations"),
    ('7', "budgets"),
    ('8', "the workflow language"),
    ('9', "deployment"),
];

/// `ASL_UPDATE=1 cargo test -p asl-schema --test it rules` rewrites the index.
#[test]
fn the_index_is_up_to_date() {
    let used: BTreeSet<char> = all().iter().filter_map(|rule| rule.code.chars().nth(3)).collect();
    let themes =
        THEMES.iter().filter(|(digit, _)| used.contains(digit)).map(|(digit, theme)| format!("`{digit}` {theme}"));
    let themes: Vec<String> = themes.collect();
    assert_eq!(themes.len(), used.len(), "a digit without a theme");
    let mut index = format!(
        "# Rules\n\nEvery code, what it is about, what its verdict rests on, and which crate judges. The first digit is the theme: {}.\n\n\
         | code | name | checks that | severity | basis | judged by |\n|---|---|---|---|---|---|\n",
        themes.join(", ")
    );
    for rule in all() {
        let Rule { code, name, summary, severity, basis, .. } = rule;
        let judge = match rule {
            _ if codes::files::RULES.contains(&rule) => "cargo-asl",
            _ if codes::rules().any(|other| other == rule) => "asl-dsl",
            _ => "asl-schema",
        };
        index += &format!("| [{code}]({code}.md) | {name} | {summary} | {severity} | {basis} | {judge} |\n");
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules/README.md");
    if std::env::var_os("ASL_UPDATE").is_some() {
        std::fs::write(&file, &index).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap_or_default(), index, "run again with ASL_UPDATE=1");
}

/// A page without a rule would be a rule that was forgotten.
#[test]
fn every_page_is_one_of_a_rule() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let pages: BTreeSet<String> = pages.filter(|name| name != "README.md").collect();
    let expected: BTreeSet<String> = all().iter().map(|rule| format!("{}.md", rule.code)).collect();
    assert_eq!(pages, expected);
}

#[test]
fn a_rule_is_found_by_its_code() {
    assert_eq!(asl_schema::check::rule("ASL201").map(|rule| rule.name), Some("missing-target"));
    assert_eq!(asl_schema::check::rule("ASL999"), None);
    assert!(rules().all(|rule| rule.severity != Severity::Info));
}

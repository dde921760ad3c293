//! Reader options that contradict each other.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::{Place, View};

pub(crate) static RULE: Rule = Rule {
    code: "ASL417",
    name: "reader-config",
    summary: "the parts of a `ReaderConfig` fit together",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL417.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.place != Place::ReaderConfig {
        return;
    }
    let word = |name| match node.get(name) {
        Some(View::Text(word)) => Some(word),
        _ => None,
    };
    let mut say = |field: &str, message: &str, help: &str| {
        found.push(Diagnostic::new(&RULE, node.path(), message).at_field(field).with_help(help));
    };
    let input = word("InputType");
    if word("CSVHeaderLocation") == Some("GIVEN") && !node.has("CSVHeaders") {
        say("CSVHeaderLocation", "the header is `GIVEN`, but there are no `CSVHeaders`", "add `CSVHeaders`");
    }
    let tabular = matches!(input, None | Some("CSV" | "MANIFEST"));
    for field in ["CSVDelimiter", "CSVHeaderLocation", "CSVHeaders"] {
        if !tabular && node.has(field) {
            say(field, &format!("`{field}` means something for CSV only"), "remove it, or set `InputType` to `CSV`");
        }
    }
    if node.has("ItemsPointer") && !matches!(input, None | Some("JSON")) {
        say("ItemsPointer", "`ItemsPointer` means something for JSON only", "remove it, or set `InputType` to `JSON`");
    }
    if word("ManifestType") == Some("S3_INVENTORY") && input.is_some() {
        say("InputType", "an S3 inventory has no `InputType`", "remove `InputType`");
    }
    if word("Transformation") == Some("LOAD_AND_FLATTEN") && !node.has("InputType") {
        say("Transformation", "loading the listed objects needs an `InputType`", "add `InputType`");
    }
}

//! Reader options that contradict each other.

use std::collections::HashSet;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::State;
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL417",
    name: "reader-config",
    summary: "the parts of a `ReaderConfig` fit together",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL417.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
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
    if let Some(View::Texts(headers)) = node.get("CSVHeaders") {
        let mut seen = HashSet::new();
        if let Some(twice) = headers.iter().find(|header| !seen.insert(header.as_str())) {
            let message = format!("the header {} is given twice", quoted(twice));
            say("CSVHeaders", &message, "give each column a name of its own");
        }
    }
    if node.get("MaxItems").is_some_and(|view| matches!(view, View::Number(number) if number.as_f64() == Some(0.0))) {
        say("MaxItems", "no item is read: `MaxItems` is 0", "make it at least 1, or remove it");
    }
    if word("ItemsPointer").is_some_and(|pointer| !pointer.starts_with('/')) {
        say("ItemsPointer", "a JSON pointer begins with `/`", "write it like `/orders`");
    }
    if node.has("ItemsPointer") && !matches!(input, None | Some("JSON")) {
        say("ItemsPointer", "`ItemsPointer` means something for JSON only", "remove it, or set `InputType` to `JSON`");
    }
    let athena = word("ManifestType") == Some("ATHENA_DATA");
    if athena && node.has("InputType") && !matches!(input, None | Some("CSV" | "JSONL" | "PARQUET")) {
        say("InputType", "Athena data is CSV, JSONL or PARQUET", "set `InputType` to what the query wrote");
    } else if athena && !node.has("InputType") {
        say("ManifestType", "reading Athena data needs an `InputType`", "add `InputType`: `CSV`, `JSONL` or `PARQUET`");
    }
    if word("ManifestType") == Some("S3_INVENTORY") && input.is_some() {
        say("InputType", "an S3 inventory has no `InputType`", "remove `InputType`");
    }
    let load = word("Transformation") == Some("LOAD_AND_FLATTEN");
    if load && !node.has("InputType") {
        say("Transformation", "loading the listed objects needs an `InputType`", "add `InputType`");
    } else if load && input == Some("MANIFEST") {
        say("InputType", "the listed objects are no manifests", "set it to `CSV`, `JSON`, `JSONL` or `PARQUET`");
    }
    match resource(node) {
        Some(Reads::Listing) if !load && node.has("InputType") => {
            let help = "add `\"Transformation\": \"LOAD_AND_FLATTEN\"` to read the objects themselves, or remove it";
            say("InputType", "a listing has no `InputType`, unless the listed objects are loaded", help);
        }
        Some(Reads::Object) if load => {
            let help = "use `arn:aws:states:::s3:listObjectsV2`, or remove it";
            say("Transformation", "one object is read, there is no list of objects to load", help);
        }
        _ => {}
    }
}

enum Reads {
    Object,
    Listing,
}

/// What the reader around the options reads.
fn resource(node: &ObjectNode<'_, '_>) -> Option<Reads> {
    let State::Map(map) = node.context.states.get(node.state?)?.state else { return None };
    let resource = map.item_reader.as_ref()?.resource.as_str();
    match () {
        () if resource.ends_with(":s3:getObject") => Some(Reads::Object),
        () if resource.ends_with(":s3:listObjectsV2") => Some(Reads::Listing),
        () => None,
    }
}

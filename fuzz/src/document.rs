//! Files with definitions in them, as YAML and as JSON: what opens has its places in the file, and what the checker finds in it too.

use std::io;
use std::path::Path;

use asl_schema::{Diagnostic, Options, check_document};
use cargo_asl::document::{OpenedDocument, open_with};

use super::place::{self, Places};

/// The file that a template of the seeds names.
const NAMED: &str = r#"{ "StartAt": "Só", "States": { "Só": { "Type": "Succeed", "Next": "${Missing}" } } }"#;

pub(crate) fn run(text: &str) {
    for name in ["file.yaml", "file.json", "file.asl.json"] {
        file(Path::new(name), text);
    }
}

fn file(path: &Path, text: &str) {
    let load = |named: &Path| match named.extension() {
        Some(_) => Ok(NAMED.to_owned()),
        None => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let of = Files { opened: Places::new(text), named: Places::new(NAMED) };
    match open_with(path, text, &load) {
        Err(error) => finding(&of.opened, &error.diagnostic),
        Ok(documents) => documents.iter().for_each(|document| definition(&of, path, document)),
    }
}

fn definition(of: &Files<'_>, path: &Path, opened: &OpenedDocument) {
    let own = of.places(opened.path() == path);
    for found in opened.findings() {
        // Around a definition each finding tells its file: the template, or what the template names.
        let told = found.file.as_deref().map(Path::new);
        finding(told.map_or(own, |told| of.places(told == path)), found);
    }
    let Some(document) = opened.document() else { return };
    for options in [Options::standard(), Options::express()] {
        check_document(&document, &options).diagnostics().iter().for_each(|found| finding(own, found));
    }
}

fn finding(places: &Places<'_>, finding: &Diagnostic) {
    let spans = finding.span.into_iter().chain(finding.labels.iter().filter_map(|label| label.span));
    spans.for_each(|span| places.span(span));
    let texts = finding.labels.iter().map(|label| &label.text).chain(&finding.help);
    texts.chain([&finding.message]).for_each(|text| place::sentence(text));
    if let Some(edit) = finding.suggestion.as_ref().and_then(|suggestion| suggestion.edit.as_ref()) {
        places.span(edit.span);
    }
}

/// The file that is opened, and the one that it may name.
struct Files<'t> {
    opened: Places<'t>,
    named: Places<'t>,
}

impl<'t> Files<'t> {
    fn places(&self, is_opened: bool) -> &Places<'t> {
        if is_opened { &self.opened } else { &self.named }
    }
}

//! A file's text to its findings.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use asl_schema::data::Shape;
use asl_schema::{Diagnostic, Options, check_document};

use crate::allow::Allowances;
use crate::cli::{Check, Format};
use crate::config::Numbered;
use crate::document::{self, OpenedDocument};
use crate::outcome::{Definition, Finding, Outcome};
use crate::render;
use crate::rules::Levels;

/// Everything that decides about the findings in one file.
pub(crate) struct Judge<'a> {
    pub(crate) options: &'a Check,
    config: Option<Numbered>,
    name: &'a Path,
    /// The path from the configuration's folder.
    inside: Option<PathBuf>,
    levels: Levels,
    allowances: &'a mut Allowances,
    /// What executions get, where that is known.
    input: Option<&'a Shape>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        options: &'a Check,
        config: Option<Numbered>,
        name: &'a Path,
        allowances: &'a mut Allowances,
        input: Option<&'a Shape>,
    ) -> Judge<'a> {
        let configured = config.iter().flat_map(|(_, config)| &config.levels);
        let levels = Levels::new().with(configured).with(&options.levels);
        let inside = config.as_ref().and_then(|(_, config)| config.inside(name));
        Judge { options, config, name, inside, levels, allowances, input }
    }

    /// The definitions in the text with what is to be said about them.
    pub(crate) fn judge(&mut self, text: &str) -> Outcome {
        let mut outcome = Outcome::default();
        outcome.texts.insert(self.name.display().to_string(), text.into());
        let opened = match document::open(self.name, text) {
            Ok(opened) => opened,
            Err(error) => {
                let finding = Finding { diagnostic: *error.diagnostic, label: None };
                outcome.findings = self.said(vec![finding]);
                return outcome;
            }
        };
        let mut findings = Vec::new();
        for document in &opened {
            let (definition, found) = self.definition(document);
            outcome.texts.insert(definition.file.clone(), document.text().into());
            let label = definition.label.clone();
            // What else was found rests on a text that says nothing certain.
            let mut found = self.said(found.into_iter().map(|diagnostic| Finding { diagnostic, label: label.clone() }));
            if found.iter().any(Finding::is_bad_input) {
                found.retain(Finding::is_bad_input);
            }
            findings.extend(found);
            if document.document().is_some() {
                outcome.definitions.push(definition);
            }
        }
        let (kept, about_comments) = without_commented(&opened, findings);
        outcome.findings = kept;
        outcome.findings.extend(self.said(about_comments));
        outcome
    }

    fn definition(&self, opened: &OpenedDocument) -> (Definition, Vec<Diagnostic>) {
        let file = opened.path().display().to_string();
        let mut options = match self.input {
            Some(shape) => Options::standard().with_input(shape.clone()),
            None => Options::standard(),
        };
        // The command line goes before the file, that before the configuration.
        let configured = self.config.as_ref().and_then(|(_, config)| config.machine_type);
        let said = self.options.machine_type.map(Into::into).or(opened.machine_type());
        options.machine_type = said.or(configured).unwrap_or_default();

        let mut found = opened.findings().to_vec();
        let mut aws = Vec::new();
        if let Some(document) = opened.document() {
            found.extend(check_document(&document, &options).in_file(&file).into_diagnostics());
            if self.options.format == Format::Aws {
                aws = render::aws::answers(&check_document(&document, &options.ignoring_allowances()));
            }
        }
        (Definition { file, label: opened.label().map(Rc::from), aws }, found)
    }

    /// What levels and the configuration leave of the findings.
    fn said(&mut self, findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
        let mut said = Vec::new();
        for mut finding in findings {
            let allowed = self.config.as_ref().is_some_and(|(number, config)| {
                self.allowances.allow(*number, config, self.inside.as_deref(), &finding.diagnostic)
            });
            if !allowed && self.levels.apply(&mut finding.diagnostic) {
                said.push(finding);
            }
        }
        said
    }
}

/// What comments of the files leave of the findings, which stay in their order, and what is wrong with such comments.
fn without_commented(opened: &[OpenedDocument], findings: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
    let mut left: Vec<Diagnostic> = findings.iter().map(|finding| finding.diagnostic.clone()).collect();
    document::apply_allowances(opened, &mut left);
    let mut left = left.into_iter().peekable();
    let kept =
        findings.into_iter().filter(|finding| left.next_if(|one| *one == finding.diagnostic).is_some()).collect();
    (kept, left.map(|diagnostic| Finding { diagnostic, label: None }).collect())
}

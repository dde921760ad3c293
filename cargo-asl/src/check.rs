//! `cargo asl check`: each file from its path to its findings, then the report.

use std::path::{Path, PathBuf};

use asl_schema::check::Level;
use asl_schema::{Options, Severity, check_document};

use crate::allow::Allowances;
use crate::cli::{Check, Format};
use crate::config::{Configs, Numbered};
use crate::document::{self, OpenedDocument};
use crate::fix;
use crate::input::{self, Input};
use crate::outcome::{Problem, Definition, File, Outcome, Status, is_about_the_text};
use crate::render;
use crate::streams::Streams;

pub(crate) fn run(options: &Check, streams: &mut Streams) -> Status {
    let (inputs, errors) = input::expand(&options.paths);
    let mut outcome = Outcome { files: Vec::new(), errors };
    let mut configs = match Configs::new(options.config.as_deref()) {
        Ok(configs) => configs,
        Err(errors) => {
            outcome.errors = errors;
            render::run(options, &outcome, streams);
            return outcome.status(options.deny_warnings);
        }
    };
    let mut allowances = Allowances::default();
    for input in &inputs {
        match one(input, options, &mut configs, &mut allowances, streams) {
            Ok(file) => outcome.files.push(file),
            Err(errors) => outcome.errors.extend(errors),
        }
    }
    outcome.errors.extend(allowances.unused(&configs));
    render::run(options, &outcome, streams);
    outcome.status(options.deny_warnings)
}

fn one(
    input: &Input,
    options: &Check,
    configs: &mut Configs,
    allowances: &mut Allowances,
    streams: &mut Streams,
) -> Result<File, Vec<Problem>> {
    let mut text = input::read(input, &mut streams.input).map_err(|problem| vec![problem])?;
    let path = match input {
        Input::Stdin => None,
        Input::File(path) => Some(path.as_path()),
    };
    let config = configs.of(path)?;
    let inside = config.as_ref().zip(path).and_then(|((_, config), path)| config.inside(path));
    let mut judge = Judge { options, config, path, inside, allowances };
    if options.fix {
        fix::run(&mut judge, input, &mut text, streams).map_err(|problem| vec![problem])?;
    }
    let definitions = judge.definitions(&text).map_err(|problem| vec![problem])?;
    allowances.seen(path);
    Ok(File { name: input.name(), text, definitions })
}

/// Everything that decides about the findings in one file.
pub(crate) struct Judge<'a> {
    pub(crate) options: &'a Check,
    config: Option<Numbered>,
    path: Option<&'a Path>,
    /// The path from the configuration's folder.
    inside: Option<PathBuf>,
    allowances: &'a mut Allowances,
}

impl Judge<'_> {
    /// The definitions in the text with their findings.
    pub(crate) fn definitions(&mut self, text: &str) -> Result<Vec<Definition>, Problem> {
        let opened = document::open(self.path, text)?;
        Ok(opened.iter().map(|document| self.definition(document)).collect())
    }

    fn definition(&mut self, opened: &OpenedDocument<'_>) -> Definition {
        let document = opened.document();
        let mut findings = check_document(&document, &self.judged_by(opened)).into_diagnostics();
        opened.allow(&mut findings);
        if let Some((number, config)) = &self.config {
            let inside = self.inside.as_deref();
            findings.retain(|finding| !self.allowances.allow(*number, config, inside, finding));
        }
        // What else was found rests on a text that says nothing certain.
        if findings.iter().any(is_about_the_text) {
            findings.retain(is_about_the_text);
        }
        let aws = match self.options.format {
            Format::Aws => render::aws::answers(&check_document(&document, &self.as_aws(opened))),
            _ => Vec::new(),
        };
        Definition { label: opened.label().map(str::to_owned), findings, aws }
    }

    /// The command line goes before the file, that before the configuration.
    fn base(&self, opened: &OpenedDocument<'_>) -> Options {
        let said = self.options.machine_type.map(Into::into);
        let configured = self.config.as_ref().and_then(|(_, config)| config.machine_type);
        let mut options = Options::standard();
        options.machine_type = said.or(opened.machine_type()).or(configured).unwrap_or_default();
        options
    }

    fn judged_by(&self, opened: &OpenedDocument<'_>) -> Options {
        // Which of two values is meant cannot be known, and readers of JSON differ (RFC 8259, section 4).
        let doubled = ("ASL104".to_owned(), Level::At(Severity::Error));
        let configured = self.config.iter().flat_map(|(_, config)| &config.levels);
        let levels = std::iter::once(&doubled).chain(configured).chain(&self.options.levels);
        levels.fold(self.base(opened), |options, (rule, level)| {
            // Unknown rules were reported where they are written.
            options.clone().with_level(rule, *level).unwrap_or(options)
        })
    }

    fn as_aws(&self, opened: &OpenedDocument<'_>) -> Options {
        self.base(opened).ignoring_allowances()
    }
}

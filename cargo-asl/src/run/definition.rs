//! The definition that is meant, judged as `check` does.

use std::io;
use std::path::{Path, PathBuf};

use asl_schema::check::Level;
use asl_schema::{Checked, MachineType, Options, Severity, check_document, closest, quoted};

use crate::allow::Allowances;
use crate::check::Judge;
use crate::cli::{Check, Format, Run};
use crate::config::{Configs, Numbered};
use crate::document::{self, OpenedDocument};
use crate::input::{self, Input};
use crate::outcome::{Outcome, Problem};

/// A definition without errors.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) checked: Checked,
    pub(super) machine_type: MachineType,
    /// The logical id, or the name of the file without its endings.
    pub(super) name: String,
    /// The file it is in.
    pub(super) file: String,
}

impl Definition {
    /// What the state machine is called where it runs: the name, if AWS takes it.
    pub(super) fn machine_name(&self) -> String {
        let is_taken = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let letters = self.name.chars().map(|letter| if is_taken(letter) { letter } else { '-' });
        letters.take(80).collect()
    }
}

/// Reads the definition of another state machine in a file.
///
/// # Errors
/// What is wrong, ready to be shown.
pub(super) fn another(options: &Run, path: PathBuf, definition: Option<String>) -> Result<Definition, Outcome> {
    // A file that is called so is meant, not a stream.
    let path = if path.as_os_str() == "-" { Path::new(".").join(path) } else { path };
    let options = Run { path, definition, machine_type: None, ..options.clone() };
    read(&options, &mut io::empty(), |name| format!("`\"definition\": \"{name}\"`"))
}

/// Reads the file and judges the definition.
///
/// # Errors
/// What is wrong, ready to be shown.
pub(super) fn chosen(options: &Run, stdin: &mut dyn io::Read) -> Result<Definition, Outcome> {
    read(options, stdin, |name| format!("`--definition {name}`"))
}

/// `choose` says how one of several is chosen.
fn read(options: &Run, stdin: &mut dyn io::Read, choose: fn(&str) -> String) -> Result<Definition, Outcome> {
    let input = match options.path.as_os_str() == "-" {
        true => Input::Stdin,
        false => Input::File(options.path.clone()),
    };
    let text = input::read(&input, stdin).map_err(refused)?;
    let file = (input != Input::Stdin).then_some(options.path.as_path());
    let configs = Configs::new(options.config.as_deref());
    let config = configs.and_then(|mut configs| configs.of(file));
    let config = config.map_err(|problems| Outcome { problems, ..Outcome::default() })?;
    let name = input.name();
    let check = as_check(options);
    let configured = config.as_ref().and_then(|(_, config)| config.machine_type);
    let mut allowances = Allowances::default();
    let mut found = judged(&check, config, Path::new(&name), &mut allowances, &text);

    let Ok(opened) = document::open(Path::new(&name), &text) else { return Err(found) };
    let document = one_of(&opened, options.definition.as_deref(), &name, choose).map_err(refused)?;
    found.findings.retain(|finding| finding.label.as_deref() == document.label());
    if found.findings.iter().any(|finding| finding.diagnostic.is_error()) {
        return Err(found);
    }
    let said = options.machine_type.map(Into::into).or(document.machine_type());
    let machine_type = said.or(configured).unwrap_or_default();
    let Some(checked) = checked(document, machine_type) else {
        return Err(refused(Problem::new(format!("{} holds no definition that can be run", quoted(&name)))));
    };
    let name = document.label().map_or_else(|| stem(&options.path), str::to_owned);
    Ok(Definition { checked, machine_type, name, file: document.path().display().to_string() })
}

fn refused(problem: Problem) -> Outcome {
    Outcome { problems: vec![problem], ..Outcome::default() }
}

fn judged(check: &Check, config: Option<Numbered>, name: &Path, allowances: &mut Allowances, text: &str) -> Outcome {
    Judge::new(check, config, name, allowances, None).judge(text)
}

/// The judge's options: all but the type are those of a check without any.
fn as_check(options: &Run) -> Check {
    Check {
        paths: Vec::new(),
        machine_type: options.machine_type,
        input_schema: None,
        format: Format::Text,
        levels: Vec::new(),
        config: None,
        fix: false,
        unsafe_fixes: false,
        deny_warnings: false,
        quiet: false,
        color: options.color,
    }
}

fn one_of<'d>(
    opened: &'d [OpenedDocument],
    name: Option<&str>,
    file: &str,
    choose: fn(&str) -> String,
) -> Result<&'d OpenedDocument, Problem> {
    let labels: Vec<&str> = opened.iter().filter_map(OpenedDocument::label).collect();
    let list = || format!("`{}`", labels.join("`, `"));
    match (name, opened) {
        (None, []) => Err(Problem::new(format!("there is no state machine in {}", quoted(file)))),
        (None, [only]) => Ok(only),
        (None, several) => {
            let message = format!("{} has {} state machines: {}", quoted(file), several.len(), list());
            let help = format!("choose one: {}", choose(labels.first().copied().unwrap_or_default()));
            Err(Problem { help: Some(help), ..Problem::new(message) })
        }
        (Some(name), _) => opened.iter().find(|document| document.label() == Some(name)).ok_or_else(|| {
            let help = match closest(name, labels.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if labels.is_empty() => format!("leave out {}: the file is one definition", choose(name)),
                None => format!("the file has {}", list()),
            };
            let message = format!("there is no state machine {} in {}", quoted(name), quoted(file));
            Problem { help: Some(help), ..Problem::new(message) }
        }),
    }
}

/// The machine. Its errors have been shown, or somebody allowed them: then they are warnings here.
fn checked(opened: &OpenedDocument, machine_type: MachineType) -> Option<Checked> {
    let document = opened.document()?;
    let mut options = Options::standard();
    options.machine_type = machine_type;
    let report = match check_document(&document, &options).into_checked() {
        Ok(checked) => return Some(checked),
        Err(report) => report,
    };
    for error in report.errors() {
        options = options.with_level(error.code(), Level::At(Severity::Warning)).ok()?;
    }
    check_document(&document, &options).into_checked().ok()
}

/// `orders` of `infra/orders.asl.json`.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.split('.').next() {
        Some(stem) if !stem.is_empty() && stem != "-" => stem.to_owned(),
        _ => "Machine".to_owned(),
    }
}

//! From a file to the definitions in it, with the places they were written at.
//!
//! In: a path and the text of a definition in JSON or YAML, of a CloudFormation or SAM template (by hand or by CDK), or of a Serverless
//! Framework configuration. Out: an [`OpenedDocument`] per state machine, which lends the checker its [`Document`], and what is wrong around
//! the definition: names that the template does not fill, definitions that are somewhere else.
//!
//! What a file is, its content says: a template has `Resources`, a definition `StartAt` and `States`. Nothing here judges a definition, and
//! nothing is fetched from AWS; a file that a template names as its definition is read.

mod comments;
mod data;
mod file;
mod format;
mod located;
mod template;
mod yaml;

use std::io;
use std::path::Path;
use std::sync::Arc;

use asl_schema::codes::files as rules;
use asl_schema::source::{Document, TextMap};
use asl_schema::{Diagnostic, MachineType};

pub use comments::{Allowance, apply_allowances};

pub(crate) use data::data;
use file::File;
pub(crate) use located::{Located, Place};

/// A state machine in a file.
#[derive(Debug, Clone)]
pub struct OpenedDocument {
    /// Where the definition is.
    file: Arc<File>,
    /// The template that names the file.
    template: Option<Arc<File>>,
    label: Option<String>,
    machine_type: Option<MachineType>,
    /// Whether the tool that reads the file puts values of any type for placeholders.
    fills_values: bool,
    form: Form,
    findings: Vec<Diagnostic>,
}

/// How the definition stands in the file.
#[derive(Debug, Clone)]
enum Form {
    Json,
    Embedded {
        definition: String,
        map: TextMap,
    },
    Tree(Located),
    /// It is not in any file; a finding says where.
    Elsewhere,
}

impl OpenedDocument {
    fn new(file: &Arc<File>, form: Form) -> OpenedDocument {
        let file = file.clone();
        OpenedDocument {
            file,
            template: None,
            label: None,
            machine_type: None,
            fills_values: false,
            form,
            findings: Vec::new(),
        }
    }

    /// The file that the definition is in: the one that was opened, or one that it names.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// All of that file.
    pub fn text(&self) -> &str {
        &self.file.text
    }

    /// The logical id of the state machine, where a file can have several.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// The type of the state machine, where the file says it.
    pub fn machine_type(&self) -> Option<MachineType> {
        self.machine_type
    }

    /// What is wrong around the definition, in this file or in the template that names it: each finding has its file and its place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The definition; `None` when it is not in a file. A finding says so then.
    pub fn document(&self) -> Option<Document<'_>> {
        let document = match &self.form {
            Form::Json => Document::json(&self.file.text),
            Form::Embedded { definition, map } => Document::embedded(&self.file.text, definition, map),
            Form::Tree(Located { value, node, repeated }) => {
                Document::tree(&self.file.text, value, node).with_repeated(repeated)
            }
            Form::Elsewhere => return None,
        };
        Some(if self.fills_values { document.filled_with_values() } else { document })
    }

    /// What comments in the definition's own file allow. [`apply_allowances`] does what they say, for all files.
    pub fn allowances(&self) -> &[Allowance] {
        &self.file.allowances
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        [Some(&self.file), self.template.as_ref()].into_iter().flatten().map(AsRef::as_ref)
    }
}

/// Why a file cannot be opened: it is no YAML, or neither a definition nor a template.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenError {
    /// What is wrong, with the file and the place.
    pub diagnostic: Box<Diagnostic>,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl std::error::Error for OpenError {}

impl From<Diagnostic> for OpenError {
    fn from(diagnostic: Diagnostic) -> OpenError {
        OpenError { diagnostic: Box::new(diagnostic) }
    }
}

/// The state machines in a text that was read from `path`; none in a template without any. Files that a template names are read beside it.
///
/// ```
/// use asl_schema::{Options, check_document};
/// use cargo_asl::document::open;
///
/// let template = r#"
/// Resources:
///   Orders:
///     Type: AWS::StepFunctions::StateMachine
///     Properties:
///       DefinitionString: !Sub |
///         { "StartAt": "Charge", "States": { "Charge": { "Type": "Pass", "Next": "Shipp" }, "Ship": { "Type": "Succeed" } } }
/// "#;
/// let documents = open("template.yaml".as_ref(), template)?;
/// assert_eq!(documents[0].label(), Some("Orders"));
///
/// let report = check_document(&documents[0].document().unwrap(), &Options::standard());
/// let span = report.errors().next().unwrap().span.unwrap();
/// assert_eq!(&template[span.start.offset..span.end.offset], "\"Shipp\"");
/// # Ok::<(), cargo_asl::document::OpenError>(())
/// ```
///
/// # Errors
/// When the text is no YAML or neither a definition nor a template. What is no JSON opens: the checker says what is wrong with it.
pub fn open(path: &Path, text: &str) -> Result<Vec<OpenedDocument>, OpenError> {
    open_with(path, text, &read_file)
}

/// The same as [`open`], where `load` reads the files that a template names.
///
/// # Errors
/// As those of [`open`].
pub fn open_with(path: &Path, text: &str, load: &Load<'_>) -> Result<Vec<OpenedDocument>, OpenError> {
    let mut file = File::new(path, text);
    Ok(match format::read(&mut file)? {
        format::Content::Definition(form, findings) => {
            vec![OpenedDocument { findings, ..OpenedDocument::new(&Arc::new(file), form) }]
        }
        format::Content::Template(located) => template::machines(&Arc::new(file), &located, load),
        format::Content::Serverless(located) => template::serverless(&Arc::new(file), &located),
    })
}

/// Reads a file.
pub type Load<'a> = dyn Fn(&Path) -> io::Result<String> + 'a;

/// A definition has at most 1 MiB; what is far larger is something else.
const LARGEST_FILE: u64 = 16 << 20;

fn read_file(path: &Path) -> io::Result<String> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    if about.len() > LARGEST_FILE {
        return Err(io::Error::other("it has more than 16 MiB"));
    }
    std::fs::read_to_string(path)
}

#[cfg(test)]
mod tests;

//! From a file to the definitions in it.
//!
//! A file in JSON is one definition. This module says what a file is; reading and judging the definition is `asl_schema`'s.

use std::path::{Path, PathBuf};

use asl_schema::source::Document;
use asl_schema::{Diagnostic, MachineType, Rule};

/// Every rule about files, by code.
pub static RULES: &[&Rule] = &[];

/// A state machine in a file.
#[derive(Debug, Clone)]
pub struct OpenedDocument {
    path: PathBuf,
    text: String,
}

impl OpenedDocument {
    /// The file that the definition is in: the one that was opened, or one that it names.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All of that file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The logical id of the state machine, where a file can have several.
    pub fn label(&self) -> Option<&str> {
        None
    }

    /// The type of the state machine, where the file says it.
    pub fn machine_type(&self) -> Option<MachineType> {
        None
    }

    /// What is wrong around the definition, in this file or in the one that names it: each finding has its file and its place.
    pub fn findings(&self) -> &[Diagnostic] {
        &[]
    }

    /// The definition; `None` when it is not in a file. A finding says so then.
    pub fn document(&self) -> Option<Document<'_>> {
        Some(Document::json(&self.text))
    }
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenError {
    /// What is wrong, with the file and the place.
    pub diagnostic: Box<Diagnostic>,
}

/// The state machines in a text that was read from `path`.
///
/// # Errors
/// When the text is neither a definition nor something that holds definitions.
pub fn open(path: &Path, text: &str) -> Result<Vec<OpenedDocument>, OpenError> {
    Ok(vec![OpenedDocument { path: path.to_owned(), text: text.to_owned() }])
}

/// Drops the findings that comments of these documents' files allow, and adds one for each allowance that names no rule or that nothing
/// needed. JSON has no comments.
pub fn apply_allowances(_documents: &[OpenedDocument], _findings: &mut Vec<Diagnostic>) {}

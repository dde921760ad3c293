//! From a file to the definitions in it.
//!
//! A file in JSON is one definition. This module says what a file is; reading and judging the definition is `asl_schema`'s.

use std::path::Path;

use asl_schema::source::Document;
use asl_schema::{Diagnostic, MachineType};

use crate::outcome::Problem;

/// A definition in a file.
#[derive(Debug)]
pub(crate) struct OpenedDocument<'t> {
    text: &'t str,
}

/// The definitions in a file. The path says what to expect in it; there is none for standard input.
pub(crate) fn open<'t>(_path: Option<&Path>, text: &'t str) -> Result<Vec<OpenedDocument<'t>>, Problem> {
    Ok(vec![OpenedDocument { text }])
}

impl OpenedDocument<'_> {
    /// The definition where it stands.
    pub(crate) fn document(&self) -> Document<'_> {
        Document::json(self.text)
    }

    /// The type of the machine, if the file says it.
    pub(crate) fn machine_type(&self) -> Option<MachineType> {
        None
    }

    /// What the file calls this definition, where there may be several.
    pub(crate) fn label(&self) -> Option<&str> {
        None
    }

    /// Drops the findings that comments of the file allow, and adds what is wrong with such comments.
    pub(crate) fn allow(&self, _findings: &mut Vec<Diagnostic>) {}
}

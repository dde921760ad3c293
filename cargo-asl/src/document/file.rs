//! A file's text, its name, and findings in it.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use asl_schema::source::Lines;
use asl_schema::{Diagnostic, Rule};

use super::comments::Allowance;

/// A file that was opened.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    /// The path as messages show it.
    pub(crate) name: String,
    pub(crate) text: Arc<str>,
    /// What its comments allow.
    pub(crate) allowances: Vec<Allowance>,
}

impl File {
    pub(crate) fn new(path: &Path, text: &str) -> File {
        let name = path.display().to_string();
        File { path: path.to_owned(), name, text: text.into(), allowances: Vec::new() }
    }

    /// The one finding of a file, at these bytes.
    pub(crate) fn only_finding(&self, rule: &'static Rule, range: Range<usize>, message: String) -> Diagnostic {
        self.finding(&Lines::of(&self.text), rule, range, message)
    }

    /// A finding at these bytes. `lines` are those of this file: they are counted once for all findings.
    pub(crate) fn finding(
        &self,
        lines: &Lines<'_>,
        rule: &'static Rule,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut finding = Diagnostic::new(rule, asl_schema::Path::root(), message).in_file(&*self.name);
        finding.span = Some(lines.span(range.start, range.end));
        finding
    }
}

//! The one diagnostic type, the rule it belongs to, and how it reads as plain text.
//!
//! Rules make diagnostics; renderers show them. A diagnostic knows its place in the definition ([`Path`]); the range in a text is filled in
//! when the definition came from one, the place in Rust code when it came from there.

mod aws;
mod quote;
mod rule;
mod suggest;

pub use aws::AwsAnswer;
pub(crate) use quote::without_controls;
pub use quote::{Quoted, quoted};
pub use rule::{Basis, Rule, Severity};
pub use suggest::closest;

use std::ops::Range;

use crate::path::Path;
use crate::source::{SourceLocation, Span};

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it: its code, its name, what the verdict rests on.
    pub rule: &'static Rule,
    /// How bad it is; by default the rule's own severity.
    pub severity: Severity,
    /// What was found and what was expected: lower case, no final full stop, the user's text in backticks.
    pub message: String,
    /// Where, as AWS names it.
    pub path: Path,
    /// The field of the object at `path` that is meant, where AWS names only the object.
    pub field: Option<String>,
    /// The bytes of the string at [`focus`](Diagnostic::focus) that are meant, when not all of it is: of its value, escapes resolved.
    pub within: Option<Range<usize>>,
    /// The name of the file that the text was read from.
    pub file: Option<String>,
    /// The range in the text that was read.
    pub span: Option<Span>,
    /// Further places that explain the finding.
    pub labels: Vec<Label>,
    /// What to do, in the imperative.
    pub help: Option<String>,
    /// A text that would be right in this place.
    pub suggestion: Option<Suggestion>,
    /// The Rust code that the state came from.
    pub source: Option<SourceLocation>,
    /// What AWS was seen to say about it; see [`aws_answers`](Diagnostic::aws_answers).
    pub aws: Vec<AwsAnswer>,
}

/// A further place of a diagnostic, with what to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where.
    pub path: Path,
    /// The bytes of the string there that are meant, when not all of it is.
    pub within: Option<Range<usize>>,
    /// What is there.
    pub text: String,
    /// The range in the text that was read.
    pub span: Option<Span>,
}

/// A replacement that is likely meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What was written: a name, a word, a field.
    pub found: String,
    /// What to write instead.
    pub replacement: String,
    /// What it replaces.
    pub target: Target,
    /// Whether a tool may write it without asking: what stands there is refused, and nothing else can have been meant.
    pub safe: bool,
    /// The replacement as a change of the text that was read, when it can be made there.
    pub edit: Option<Edit>,
}

/// What a [`Suggestion`] replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The key at the diagnostic's focus.
    Key,
    /// The text at the focus, or the part of it that is meant.
    Text,
    /// The whole value at the focus, by the JSON of the replacement.
    Value,
}

/// A change of a text: these bytes become that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

impl Diagnostic {
    /// A finding of `rule` at `path`, with the rule's own severity.
    pub fn new(rule: &'static Rule, path: Path, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            path,
            field: None,
            within: None,
            file: None,
            span: None,
            labels: Vec::new(),
            help: None,
            suggestion: None,
            source: None,
            aws: Vec::new(),
        }
    }

    /// The stable code: `ASL201`.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// Whether it keeps a definition from being deployed.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Points at one field of the object at `path`.
    #[must_use]
    pub fn at_field(mut self, field: impl Into<String>) -> Diagnostic {
        self.field = Some(field.into());
        self
    }

    /// Points at a part of the string at the focus, in bytes of its value.
    #[must_use]
    pub fn within(mut self, range: Range<usize>) -> Diagnostic {
        self.within = Some(range);
        self
    }

    /// Says which file the text came from.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Diagnostic {
        self.file = Some(file.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Says what to do unless that is said already.
    #[must_use]
    pub fn or_help(self, help: &str) -> Diagnostic {
        if self.help.is_some() { self } else { self.with_help(help) }
    }

    /// Adds a further place.
    #[must_use]
    pub fn with_label(mut self, path: Path, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { path, within: None, text: text.into(), span: None });
        self
    }

    /// Offers the closest of `candidates` in place of `found`, if one is close enough; says so as help unless there is help already.
    #[must_use]
    pub fn suggest<'a>(mut self, found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        if let Some(replacement) = closest(found, candidates) {
            if self.help.is_none() {
                self.help = Some(format!("did you mean {}?", quoted(replacement)));
            }
            // A name that differs in case only is the one that was meant.
            let safe = self.is_error() && replacement.eq_ignore_ascii_case(found);
            let target = if self.field.is_some() { Target::Key } else { Target::Text };
            self = self.with_suggestion(found, replacement, target, safe);
        }
        self
    }

    /// Offers a replacement.
    #[must_use]
    pub fn with_suggestion(
        mut self,
        found: impl Into<String>,
        replacement: impl Into<String>,
        target: Target,
        safe: bool,
    ) -> Diagnostic {
        let (found, replacement) = (found.into(), replacement.into());
        self.suggestion = Some(Suggestion { found, replacement, target, safe, edit: None });
        self
    }

    /// The same finding with another severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Diagnostic {
        self.severity = severity;
        self
    }

    /// The path that names the finding most precisely: `path`, or its `field`.
    pub fn focus(&self) -> Path {
        match &self.field {
            Some(field) => self.path.key(field),
            None => self.path.clone(),
        }
    }
}

/// Plain text:
///
/// ```text
/// error[ASL201]: `Next` names a state `Shipp` that does not exist
///  --> orders.asl.json:12:15
///   = in: /States/Charge/Next
///   = help: did you mean `Ship`?
/// ```
impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code(), self.message)?;
        let focus = one_line(&self.focus());
        let place = match (&self.source, &self.span, &self.file) {
            (Some(source), _, _) => Some(source.to_string()),
            (None, Some(span), Some(file)) => Some(format!("{file}:{span}")),
            (None, Some(span), None) => Some(span.to_string()),
            (None, None, _) => None,
        };
        match place {
            Some(place) => write!(f, "\n --> {place}")?,
            None => write!(f, "\n --> {focus}")?,
        }
        // What concerns the machine as a whole is in no state.
        if (self.source.is_some() || self.span.is_some()) && focus != "/" {
            write!(f, "\n  = in: {focus}")?;
        }
        for label in &self.labels {
            let place = one_line(&label.path);
            match label.span {
                Some(span) => write!(f, "\n  = note: {} ({place} at {span})", label.text)?,
                None => write!(f, "\n  = note: {} ({place})", label.text)?,
            }
        }
        if let Some(help) = &self.help {
            write!(f, "\n  = help: {help}")?;
        }
        Ok(())
    }
}

/// A place whose names may hold anything, on one line.
fn one_line(path: &Path) -> String {
    without_controls(&path.to_string())
}

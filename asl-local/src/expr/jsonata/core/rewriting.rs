//! The text that the engine reads, where it is not the one that was written.

use asl_schema::jsonata::{Regex, Span, find_function};

use super::guards::STRING;
use super::integers::MAX_EXACT;

/// Replacements in the text of an expression.
pub(super) struct Rewriting<'c> {
    code: &'c str,
    replacements: Vec<(Span, String)>,
    literals: Vec<(String, i64)>,
}

/// The functions that are ours, which the engine would give every argument that `$map` has, and those whose calls are guarded.
const OURS: [&str; 22] = [
    "base64decode",
    "clone",
    "contains",
    "decodeUrl",
    "decodeUrlComponent",
    "distinct",
    "encodeUrl",
    "encodeUrlComponent",
    "formatInteger",
    "fromMillis",
    "hash",
    "join",
    "match",
    "parse",
    "partition",
    "random",
    "range",
    "replace",
    "split",
    "string",
    "toMillis",
    "uuid",
];

impl<'c> Rewriting<'c> {
    pub(super) fn of(code: &'c str) -> Rewriting<'c> {
        Rewriting { code, replacements: Vec::new(), literals: Vec::new() }
    }

    /// A literal that a double can't hold becomes a variable, which has a stand-in.
    pub(super) fn literal(&mut self, span: Span) {
        let Ok(value) = span.of(self.code).parse::<i64>() else { return };
        if value > MAX_EXACT {
            let name = format!("integer_{}_of_asl", self.literals.len());
            self.replacements.push((span, format!("${name}")));
            self.literals.push((name, value));
        }
    }

    /// A regular expression in the engine's syntax.
    pub(super) fn regex(&mut self, span: Span, written: &Regex<'_>, pattern: &str) {
        if pattern != written.pattern {
            self.replacements.push((span, format!("/{pattern}/{}", written.flags)));
        }
    }

    /// A function of ours as a value becomes a function of as many parameters as it has: the reference cuts arguments to that number.
    pub(super) fn function_value(&mut self, name: &str, span: Span) {
        if !OURS.contains(&name) {
            return;
        }
        if name == "string" {
            self.replacements.push((span, format!("${STRING}")));
            return;
        }
        let count = find_function(name).and_then(|function| function.max_arguments()).unwrap_or(0);
        let parameters = ["$a", "$b", "$c", "$d"].get(..count).unwrap_or_default().join(", ");
        self.replacements.push((span, format!("function({parameters}){{${name}({parameters})}}")));
    }

    /// The text, and the literals that are variables in it.
    pub(super) fn finish(mut self) -> (String, Vec<(String, i64)>) {
        self.replacements.sort_by_key(|(span, _)| span.start);
        let mut text = String::with_capacity(self.code.len());
        let mut copied = 0;
        for (span, replacement) in &self.replacements {
            text.push_str(self.code.get(copied..span.range().start).unwrap_or_default());
            text.push_str(replacement);
            copied = span.range().end;
        }
        text.push_str(self.code.get(copied..).unwrap_or_default());
        (text, self.literals)
    }
}

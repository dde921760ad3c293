//! Names and string literals as JSONata text in which nobody finds a substitution or a directive.
//!
//! A definition passes through tools that substitute text: CloudFormation, SAM and Terraform replace `${…}`, Terraform
//! reads `%{…}` as a directive, and Step Functions itself looks for `{%` and `%}`. What a user puts into a string or a field name is
//! data, so none of these pairs ever stands in the text made of it.

use std::fmt::Write as _;

/// Pairs that some tool between here and the service would read as its own.
const HAZARDS: [&str; 4] = ["${", "%{", "{%", "%}"];

/// Whether a text would be read as a substitution or a directive somewhere on its way.
pub(crate) fn is_hazardous(text: &str) -> bool {
    HAZARDS.iter().any(|pair| text.contains(pair))
}

/// A JSONata string literal.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut previous = '"';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let hazardous = match c {
            '$' => next == Some('{'),
            '%' => previous == '{' || matches!(next, Some('{' | '}')),
            _ => false,
        };
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Control characters, and the two line ends that JavaScript once refused in a string.
            c if hazardous || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                // Writing to a String never fails.
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
        previous = c;
    }
    out.push('"');
    out
}

/// How a field name stands in a path.
pub(crate) enum Step {
    /// `.name` or `` .`any name` ``.
    Path(String),
    /// No path can say it: `$lookup(base, "…")`.
    Lookup,
}

/// Words that the parser doesn't take for a name.
const KEYWORDS: [&str; 7] = ["and", "or", "in", "true", "false", "null", "function"];

/// A field name as a step of a path.
pub(crate) fn step(name: &str) -> Step {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain && !KEYWORDS.contains(&name) {
        return Step::Path(name.to_string());
    }
    let quotable = !name.is_empty()
        && !is_hazardous(name)
        && !name.chars().any(|c| c == '`' || c == '\\' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    if quotable { Step::Path(format!("`{name}`")) } else { Step::Lookup }
}

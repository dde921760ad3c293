//! A name in `Assign` that no variable can have.

use crate::check::strings::Template;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::text::{VariableName, variable_name};

pub(crate) static RULE: Rule = Rule {
    code: "ASL318",
    name: "variable-name",
    summary: "`Assign` sets names that variables can have",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL318.md"),
};

pub(crate) fn check(template: &Template<'_, '_>, found: &mut Vec<Diagnostic>) {
    // The names are the keys of `Assign` itself, not those of the values.
    if !template.is_top_of("Assign") {
        return;
    }
    for key in template.entries.keys() {
        let name = key.strip_suffix(".$").unwrap_or(key);
        let (message, help, severity) = match variable_name(name) {
            VariableName::Good => continue,
            VariableName::Reserved => {
                ("is reserved for what Step Functions provides", "use another name", Severity::Error)
            }
            VariableName::TooLong => ("has more than 80 characters", "use a shorter name", Severity::Error),
            VariableName::Place => {
                ("is a place inside a value, not a variable", "assign the whole variable, changed", Severity::Error)
            }
            // Whether AWS refuses it was not seen.
            VariableName::Underscore => ("begins with `_`, not a letter", "begin it with a letter", Severity::Warning),
            VariableName::Characters => {
                ("cannot name a variable", "use letters, digits and `_`, a letter first", Severity::Error)
            }
        };
        let message = format!("{} {message}", quoted(name));
        let diagnostic = Diagnostic::new(&RULE, template.path(), message).at_field(key);
        found.push(diagnostic.with_help(help).with_severity(severity));
    }
}

//! A JSONata expression in a JSONPath state, where it is text.

use crate::check::strings::{Role, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::text::is_expression;

pub(crate) static RULE: Rule = Rule {
    code: "ASL325",
    name: "expression-in-jsonpath",
    summary: "a `{% … %}` expression stands in a JSONata state",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL325.md"),
};

pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    let is_text = matches!(text.role, Role::Plain | Role::Constant) && !text.field.name.starts_with("Timestamp");
    if is_text && text.object.language == Some(QueryLanguage::JsonPath) && is_expression(text.text) {
        let help = "set `\"QueryLanguage\": \"JSONata\"` on the state or the machine, or use a path under a key that ends with `.$`";
        found.push(
            Diagnostic::new(&RULE, text.path(), "the expression is text: this state is JSONPath").with_help(help),
        );
    }
}

//! A key beside its own `.$` twin.

use crate::check::strings::Template;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::QueryLanguage;

pub(crate) static RULE: Rule = Rule {
    code: "ASL306",
    name: "template-key-clash",
    summary: "no two keys of a payload are the same once `.$` is taken off",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL306.md"),
};

pub(crate) fn check(template: &Template<'_, '_>, found: &mut Vec<Diagnostic>) {
    if template.object.language != Some(QueryLanguage::JsonPath) {
        return;
    }
    for key in template.entries.keys() {
        let Some(plain) = key.strip_suffix(".$").filter(|plain| template.entries.contains_key(*plain)) else {
            continue;
        };
        let message = format!("{} and {} both give the key {}", quoted(plain), quoted(key), quoted(plain));
        let diagnostic = Diagnostic::new(&RULE, template.path(), message).at_field(key);
        found.push(
            diagnostic.with_label(template.path().key(plain), "the other one").with_help("remove one of the two"),
        );
    }
}

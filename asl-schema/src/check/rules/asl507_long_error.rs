//! An error name or a cause that is longer than AWS keeps.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::spec::View;
use crate::text::{grouped, is_expression};

pub(crate) static RULE: Rule = Rule {
    code: "ASL507",
    name: "long-error",
    summary: "errors have at most 256 characters and causes at most 32,768",
    basis: Basis::Budget,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL507.md"),
};

const LIMITS: [(&str, usize); 2] = [("Error", 256), ("Cause", 32_768)];

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (name, most) in LIMITS {
        let Some(View::Text(text)) = node.get(name) else { continue };
        // There are no more characters than bytes.
        if text.len() <= most || node.language == Some(QueryLanguage::Jsonata) && is_expression(text) {
            continue;
        }
        let length = text.chars().count();
        if length > most {
            let message = format!("`{name}` has {} characters, the most is {}", grouped(length), grouped(most));
            found.push(Diagnostic::new(&RULE, node.path().key(name), message).with_help("shorten it"));
        }
    }
}

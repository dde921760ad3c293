//! A `Label` that is empty, too long or has a forbidden character.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::View;
use crate::text::is_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL414",
    name: "bad-label",
    summary: "a label has 1 to 40 plain characters",
    basis: Basis::Rejected(Some("INVALID_LABEL_NAME")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL414.md"),
};

pub(crate) const LONGEST: usize = 40;
/// What the developer guide forbids, besides white space and control characters.
pub(crate) const FORBIDDEN: &str = "?*<>{}[]:;,\\|^~$#%&`\"/";

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Text(label)) = node.get("Label") else { return };
    if is_placeholder(label) {
        return;
    }
    let report =
        |message: String, help: &str| Diagnostic::new(&RULE, node.path().key("Label"), message).with_help(help);
    let length = label.chars().count();
    let is_bad = |letter: char| letter.is_whitespace() || letter.is_control() || FORBIDDEN.contains(letter);
    if length == 0 {
        found.push(report("the label is empty".to_owned(), "write 1 to 40 characters, or remove `Label`"));
    } else if length > LONGEST {
        found.push(report(format!("the label has {length} characters, the most is {LONGEST}"), "shorten it"));
    } else if let Some((at, letter)) = label.char_indices().find(|(_, letter)| is_bad(*letter)) {
        let message = format!("the label has the character `{}`, which is not allowed", letter.escape_debug());
        let diagnostic = report(message, "use letters, digits, `-`, `_` and `.`");
        found.push(diagnostic.within(at..at + letter.len_utf8()));
    }
}

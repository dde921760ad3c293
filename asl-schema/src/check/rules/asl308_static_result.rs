//! A path in the `Result` of a Pass, which is a constant.

use crate::check::strings::{Role, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::text::{is_intrinsic_like, is_path_like};

pub(crate) static RULE: Rule = Rule {
    code: "ASL308",
    name: "static-result",
    summary: "the `Result` of a Pass holds no path",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL308.md"),
};

pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    if text.role == Role::Constant && (is_path_like(text.text) || is_intrinsic_like(text.text)) {
        let message = format!("{} in `Result` is text: a result is taken as it is", quoted(text.text));
        let help = "use `Parameters`, with a key that ends with `.$`";
        found.push(Diagnostic::new(&RULE, text.path(), message).with_help(help));
    }
}

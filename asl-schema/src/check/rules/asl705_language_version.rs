//! A version of the language that does not exist.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL705",
    name: "language-version",
    summary: "the `Version` of the language is 1.0",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL705.md"),
};

const ONLY: &str = "1.0";

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if let Some(View::Text(version)) = node.get("Version")
        && version != ONLY
    {
        let message = format!("the language has no version {}, only `{ONLY}`", quoted(version));
        let help = "remove `Version`, and say in `Comment` which version of your machine this is";
        found.push(Diagnostic::new(&RULE, node.path().key("Version"), message).with_help(help));
    }
}

//! A path or an intrinsic function that is taken as text, since its key does not end with `.$`.

use crate::check::strings::{Role, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::jsonpath;
use crate::model::QueryLanguage;
use crate::spec::Kind;
use crate::text::{is_intrinsic_like, is_path_like};

pub(crate) static RULE: Rule = Rule {
    code: "ASL307",
    name: "missing-dollar",
    summary: "what looks like a path in a payload has a key that ends with `.$`",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL307.md"),
};

pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    let in_payload = matches!(text.field.kind, Kind::Payload | Kind::PayloadObject);
    if text.role != Role::Plain || !in_payload || text.object.language != Some(QueryLanguage::JsonPath) {
        return;
    }
    let what = match text.text {
        // `$.a + $.b` is an expression of something else, such as those that the AWS CDK evaluates.
        path if path == "$" || is_path_like(path) && jsonpath::parse(path).is_ok() => "a path",
        call if is_intrinsic_like(call) => "an intrinsic function",
        _ => return,
    };
    let Some(key) = text.key else {
        let message =
            format!("{} looks like {what}, but is taken as text: an element of a list has no key", quoted(text.text));
        let help = "build the list with `States.Array(…)` under a key that ends with `.$`";
        found.push(Diagnostic::new(&RULE, text.path(), message).with_help(help));
        return;
    };
    let message = format!("{} looks like {what}, but is taken as text", quoted(text.text));
    let help = format!("write the key as {}", quoted(&format!("{key}.$")));
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).with_help(help);
    found.push(diagnostic.with_suggestion(key, format!("{key}.$"), Target::Key, false));
}

//! A path in a field that takes text as it is, though it has a twin that follows paths.

use crate::check::strings::{Role, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::model::{QueryLanguage, StateType};
use crate::spec::{self, Kind, Place};
use crate::text::{is_intrinsic_like, is_path_like};

pub(crate) static RULE: Rule = Rule {
    code: "ASL309",
    name: "path-in-plain-field",
    summary: "a path stands in a field whose name ends with `Path`",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL309.md"),
};

pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    let plain = matches!(text.field.kind, Kind::TextOrExpression | Kind::Operand);
    if text.role != Role::Plain || !plain || text.object.language != Some(QueryLanguage::JsonPath) {
        return;
    }
    // A timestamp that is a path is no timestamp, which is reported.
    if text.field.name.starts_with("Timestamp") {
        return;
    }
    let intrinsic = text.object.place == Place::State(StateType::Fail) && is_intrinsic_like(text.text);
    if !is_path_like(text.text) && !intrinsic {
        return;
    }
    let twin = format!("{}Path", text.field.name);
    if spec::field(text.object.place, &twin).is_none() {
        return;
    }
    let message = format!("{} looks like a path, but `{}` takes it as text", quoted(text.text), text.field.name);
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).with_help(format!("use `{twin}`"));
    found.push(diagnostic.with_suggestion(text.field.name, twin, Target::Key, false));
}

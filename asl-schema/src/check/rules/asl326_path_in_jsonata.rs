//! A path, a `.$` key or an undelimited expression in a JSONata state, where it is text.

use crate::check::strings::{Role, Template, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::model::QueryLanguage;
use crate::text::{is_intrinsic_like, is_path_like};

pub(crate) static RULE: Rule = Rule {
    code: "ASL326",
    name: "path-in-jsonata",
    summary: "a JSONata state holds no JSONPath",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL326.md"),
};

pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    if text.role != Role::Plain || text.object.language != Some(QueryLanguage::Jsonata) {
        return;
    }
    // Under a `.$` key, the key says it already; a moment or a condition that is text is refused as that.
    if text.key.is_some_and(|key| key.ends_with(".$")) || matches!(text.field.name, "Timestamp" | "Condition") {
        return;
    }
    let value = text.text;
    let replacement = if value.starts_with("$states.") {
        format!("{{% {value} %}}")
    } else if value.starts_with("$$.") {
        format!("{{% $states.context{} %}}", value.trim_start_matches('$'))
    } else if reads_variable(value, |name| text.object.context.variables.contains(name)) {
        format!("{{% {value} %}}")
    } else if is_path_like(value) {
        format!("{{% $states.input{} %}}", value.trim_start_matches('$'))
    } else if is_intrinsic_like(value) {
        let message = format!("{} is text: a JSONata state has no intrinsic functions", quoted(value));
        found
            .push(Diagnostic::new(&RULE, text.path(), message).with_help("write it in JSONata, between `{%` and `%}`"));
        return;
    } else {
        return;
    };
    let message = format!("{} is text: only what stands between `{{%` and `%}}` is evaluated", quoted(value));
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).with_help(format!("write {}", quoted(&replacement)));
    found.push(diagnostic.with_suggestion(value, replacement, Target::Text, false));
}

/// Whether the text is a variable that the machine has, or a path into it.
fn reads_variable(text: &str, is_variable: impl Fn(&str) -> bool) -> bool {
    let Some(rest) = text.strip_prefix('$') else { return false };
    let is_part = |letter: char| letter.is_alphanumeric() || "_.[]".contains(letter);
    let name = rest.split(['.', '[']).next().unwrap_or_default();
    !name.is_empty() && rest.chars().all(is_part) && is_variable(name)
}

pub(crate) fn keys(template: &Template<'_, '_>, found: &mut Vec<Diagnostic>) {
    if template.object.language != Some(QueryLanguage::Jsonata) {
        return;
    }
    for key in template.entries.keys() {
        // Credentials without a role are refused, whatever else they hold.
        let Some(plain) = key.strip_suffix(".$").filter(|plain| *plain != "RoleArn") else { continue };
        let message = format!("the key {} keeps its `.$`: this state is JSONata", quoted(key));
        let diagnostic = Diagnostic::new(&RULE, template.path(), message).at_field(key);
        let help = format!("write {} with a `{{% … %}}` expression", quoted(plain));
        found.push(diagnostic.with_help(help).with_suggestion(key, plain, Target::Key, false));
    }
}

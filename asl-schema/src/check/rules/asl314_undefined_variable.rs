//! A variable that is never assigned.

use crate::check::code::VariableRead;
use crate::check::variables::Lookup;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, closest, quoted};
use crate::model::QueryLanguage;

pub(crate) static RULE: Rule = Rule {
    code: "ASL314",
    name: "undefined-variable",
    summary: "variables that are read are assigned somewhere",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL314.md"),
};

pub(crate) fn check(read: &VariableRead<'_, '_>, found: &mut Vec<Diagnostic>) {
    if read.lookup != Lookup::Never {
        return;
    }
    let name = format!("${}", read.name);
    let message = format!("the variable {} is never assigned", quoted(&name));
    let diagnostic = Diagnostic::new(&RULE, read.text.path(), message).within(read.range.clone());
    let object = read.text.object;
    let visible = object.state.map(|state| object.context.variables.visible(object.context, state)).unwrap_or_default();
    // What Step Functions provides is there without being assigned.
    let provided = (object.language == Some(QueryLanguage::Jsonata)).then_some("states");
    found.push(match closest(read.name, visible.into_iter().chain(provided)) {
        Some(close) => {
            let close = format!("${close}");
            let help = format!("did you mean {}?", quoted(&close));
            diagnostic.with_help(help).with_suggestion(name, close, Target::Text, false)
        }
        None => diagnostic.with_help("assign it with `Assign` in a state before this one"),
    });
}

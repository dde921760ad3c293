//! A variable that has no value on some way to where it is read.

use crate::check::code::VariableRead;
use crate::check::variables::Lookup;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL315",
    name: "unassigned-variable",
    summary: "a variable has a value on every way to where it is read",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL315.md"),
};

pub(crate) fn check(read: &VariableRead<'_, '_>, found: &mut Vec<Diagnostic>) {
    let (by, message) = match read.lookup {
        Lookup::OnSomeWays { by } if !read.guarded => (by, "has no value on some way here"),
        Lookup::Later { by } if Some(by) == read.text.object.state => (by, "gets its value only when this state ends"),
        Lookup::Later { by } => (by, "has no value yet on any way here"),
        _ => return,
    };
    let context = read.text.object.context;
    let message = format!("the variable {} {message}", quoted(&format!("${}", read.name)));
    found.push(
        Diagnostic::new(&RULE, read.text.path(), message)
            .within(read.range.clone())
            .with_label(context.state_path(by), "assigned here")
            .with_help("assign it on every way before this state, for instance a default in the first state"),
    );
}

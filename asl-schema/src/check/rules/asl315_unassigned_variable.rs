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
    let everywhere = "assign it on every way before this state, for instance a default in the first state";
    let (by, message, help) = match read.lookup {
        Lookup::OnSomeWays { by } if !read.guarded => (by, "has no value on some way here", everywhere),
        Lookup::Later { by } if Some(by) == read.text.object.state => {
            let help = "write the value itself here, or assign the variable in a state before this one";
            (by, "gets its value only when this state ends", help)
        }
        Lookup::Later { by } => (by, "has no value yet on any way here", everywhere),
        _ => return,
    };
    let context = read.text.object.context;
    let message = format!("the variable {} {message}", quoted(&format!("${}", read.name)));
    found.push(
        Diagnostic::new(&RULE, read.text.path(), message)
            .within(read.range.clone())
            .with_label(context.state_path(by), "assigned here")
            .with_help(help),
    );
}

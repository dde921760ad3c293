//! A variable that another scope assigns.

use crate::check::code::VariableRead;
use crate::check::variables::Lookup;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL316",
    name: "variable-out-of-scope",
    summary: "a variable is read where it can be seen",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL316.md"),
};

pub(crate) fn check(read: &VariableRead<'_, '_>, found: &mut Vec<Diagnostic>) {
    let name = format!("${}", read.name);
    let (by, message, help) = match read.lookup {
        Lookup::BehindDistributedMap { by } => (
            by,
            format!("the variable {} is not seen in the child executions of a Distributed Map", quoted(&name)),
            "pass it on with `ItemSelector` (or `BatchInput`)",
        ),
        Lookup::OtherScope { by } => (
            by,
            format!(
                "the variable {} is not seen here: it ends with the branch or iteration that assigns it",
                quoted(&name)
            ),
            "hand the value on in the `Output` (or result) of that branch or iteration",
        ),
        _ => return,
    };
    let context = read.text.object.context;
    found.push(
        Diagnostic::new(&RULE, read.text.path(), message)
            .within(read.range.clone())
            .with_label(context.state_path(by), "assigned here")
            .with_help(help),
    );
}

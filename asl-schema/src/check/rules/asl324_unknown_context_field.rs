//! A field of the context object that does not exist, or not here.

use crate::check::code::ContextRead;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::spec::context_object::{self, Node};
use crate::text::has_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL324",
    name: "unknown-context-field",
    summary: "the context object has what is read from it",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL324.md"),
};

pub(crate) fn check(read: &ContextRead<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut node = context_object::ROOT;
    let mut above = "the context object".to_owned();
    for (name, range) in read.fields {
        let Node::Object(fields) = node else { return };
        // What a `${Placeholder}` stands for may be any of them.
        if has_placeholder(name) {
            return;
        }
        let Some((_, next)) = fields.iter().find(|(field, _)| field == name) else {
            let names = fields.iter().map(|(field, _)| *field);
            let message = format!("{above} has no field {}", quoted(name));
            let diagnostic = Diagnostic::new(&RULE, read.text.path(), message).within(range.clone());
            found.push(match closest(name, names.clone()) {
                Some(field) => diagnostic.with_help(format!("did you mean `{field}`?")).with_suggestion(
                    *name,
                    field,
                    Target::Text,
                    false,
                ),
                None => diagnostic.with_help(format!(
                    "its fields are {}",
                    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                )),
            });
            return;
        };
        above = format!("`{name}` of the context object");
        node = *next;
    }
}

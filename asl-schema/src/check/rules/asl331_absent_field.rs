//! A field is read that cannot be there.

use std::collections::HashMap;

use crate::check::code::Facts;
use crate::check::context::{Context, StateId};
use crate::check::data::{self, Finding, What};
use crate::check::parsed::address;
use crate::data::Shape;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, closest, quoted};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL331",
    name: "absent-field",
    summary: "the fields that are read are there on some way to the state",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL331.md"),
};

/// How many fields are named in a help.
const MOST_NAMED: usize = 8;

pub(crate) fn check(context: &Context<'_>, facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let flow = data::run(context, &facts.code, &context.known);
    let mut places: (Option<StateId>, HashMap<usize, Path>) = (None, HashMap::new());
    for finding in &flow.findings {
        if places.0 != Some(finding.state) {
            places = (Some(finding.state), data::locate(context, finding.state));
        }
        if let Some(path) = places.1.get(&address(finding.text)) {
            found.push(diagnostic(context, finding, path.clone()));
        }
    }
}

fn diagnostic(context: &Context<'_>, finding: &Finding<'_>, path: Path) -> Diagnostic {
    let name_of = |state: StateId| quoted(context.states.get(state).map_or("", |node| node.name));
    let state = name_of(finding.state);
    let from = match finding.from {
        Some(What::Input) => format!("the input of {state}"),
        Some(What::Result) => format!("the result of {state}"),
        Some(What::Error) => format!("the error output of {state}"),
        Some(What::Output) => format!("the data before `OutputPath` of {state}"),
        None => quoted(&finding.above).to_string(),
    };
    let name = quoted(&finding.name);
    let of = innermost(&finding.of);
    let message = match of.as_object() {
        Some(_) if finding.of.may_be_list() => format!("the items of {from} have no field {name}"),
        Some(_) => format!("{from} has no field {name}"),
        None if finding.of.may_be_list() => format!("the items of {from} are {} and have no field {name}", kinds(&of)),
        None => format!("{from} is {} and has no field {name}", kinds(&of)),
    };
    let mut diagnostic = Diagnostic::new(&RULE, path, message).within(finding.range.clone());
    let maker = of.as_object().and_then(|object| object.made_by()).and_then(|by| usize::try_from(by).ok());
    if let Some(by) = maker {
        diagnostic = diagnostic.with_label(context.state_path(by), format!("made here, by {}", name_of(by)));
    }
    match closest(&finding.name, of.field_names()) {
        Some(field) => diagnostic.with_help(format!("did you mean {}?", quoted(field))).with_suggestion(
            &finding.name,
            field,
            Target::Text,
            false,
        ),
        None => match fields(&of) {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        },
    }
}

/// What is in a list, in the lists in it, and so on; what is no list as it is.
fn innermost(shape: &Shape) -> Shape {
    let mut inner = shape.items();
    while inner.may_be_list() && !inner.is_unknown() {
        inner = inner.items();
    }
    inner
}

/// `a text or null`
fn kinds(of: &Shape) -> String {
    of.to_string()
        .replace(" | ", " or ")
        .replace("text", "a text")
        .replace("number", "a number")
        .replace("boolean", "a boolean")
}

fn fields(of: &Shape) -> Option<String> {
    of.as_object()?;
    let names: Vec<String> = of.field_names().take(MOST_NAMED + 1).map(|name| quoted(name).to_string()).collect();
    Some(match names.as_slice() {
        [] => "it has no fields at all".to_owned(),
        names if names.len() > MOST_NAMED => {
            format!("its fields are {} and others", names.get(..MOST_NAMED).unwrap_or_default().join(", "))
        }
        names => format!("its fields are {}", names.join(", ")),
    })
}

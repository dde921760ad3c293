//! A field is read that cannot be there.

use std::collections::HashMap;

use crate::check::code::Facts;
use crate::check::context::{Context, StateId};
use crate::check::data::{self, Finding, What};
use crate::check::parsed::address;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, closest, quoted};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL331",
    name: "unknown-field",
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
    let is_object = finding.of.as_object().is_some();
    let why = if is_object { String::new() } else { format!(" is {} and", described(finding)) };
    let message = format!("{from}{why} has no field {}", quoted(&finding.name));
    let mut diagnostic = Diagnostic::new(&RULE, path, message).within(finding.range.clone());
    let maker = finding.of.as_object().and_then(|object| object.made_by()).and_then(|by| usize::try_from(by).ok());
    if let Some(by) = maker {
        diagnostic = diagnostic.with_label(context.state_path(by), format!("made here, by {}", name_of(by)));
    }
    match closest(&finding.name, finding.of.field_names()) {
        Some(field) => diagnostic.with_help(format!("did you mean {}?", quoted(field))).with_suggestion(
            &finding.name,
            field,
            Target::Text,
            false,
        ),
        None => match fields(finding) {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        },
    }
}

fn described(finding: &Finding<'_>) -> String {
    format!("{}", finding.of).replace(" | absent", "").replace(" | ", " or ")
}

fn fields(finding: &Finding<'_>) -> Option<String> {
    finding.of.as_object()?;
    let names: Vec<String> = finding.of.field_names().take(MOST_NAMED + 1).map(|name| quoted(name).to_string()).collect();
    Some(match names.as_slice() {
        [] => "it has no fields at all".to_owned(),
        names if names.len() > MOST_NAMED => {
            format!("its fields are {} and others", names.get(..MOST_NAMED).unwrap_or_default().join(", "))
        }
        names => format!("its fields are {}", names.join(", ")),
    })
}

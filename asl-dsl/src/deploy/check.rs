//! Findings about the settings of a deployment: names, bindings, retention, what an EXPRESS machine cannot do.

use std::collections::BTreeSet;

use asl_schema::{Diagnostic, Options, Path, Rule};

use super::binding::Source;
use super::placeholders::Placeholders;
use super::{Deployment, MachineType, resolve, rules, template, text};

/// The values that `RetentionInDays` takes
/// (<https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>).
const RETENTION: [u32; 23] =
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, 0];

/// Judges everything but permissions.
pub(super) fn settings(deployment: &Deployment<'_>, placeholders: &Placeholders, found: &mut Vec<Diagnostic>) {
    name(deployment, found);
    if let Some(logging) = &deployment.logging
        && (logging.retention_days == 0 || !RETENTION.contains(&logging.retention_days))
    {
        let days = logging.retention_days;
        let near =
            RETENTION.iter().copied().filter(|each| *each > 0).min_by_key(|each| each.abs_diff(days)).unwrap_or(30);
        found.push(
            at_root(&rules::SETTING, format!("a log group cannot keep events for {days} days"))
                .with_help(format!("write `retention_days({near})`, the nearest that CloudWatch Logs takes")),
        );
    }
    bindings(deployment, placeholders, found);
    unused(deployment, placeholders, found);
    if deployment.machine_type == MachineType::Express {
        express(deployment, found);
    }
}

fn at_root(rule: &'static Rule, message: String) -> Diagnostic {
    Diagnostic::new(rule, Path::root(), message)
}

/// AWS takes more characters; these are the ones that CloudWatch Logs can log, too
/// (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html>).
fn name(deployment: &Deployment<'_>, found: &mut Vec<Diagnostic>) {
    let Some(name) = &deployment.name else { return };
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if name.is_empty() || name.len() > 80 || !name.chars().all(fits) {
        let shown = super::iam::shortened(name);
        found.push(
            at_root(&rules::SETTING, format!("`{shown}` cannot name a state machine"))
                .with_help("write 1 to 80 letters, digits, `-` and `_`"),
        );
    }
}

fn bindings(deployment: &Deployment<'_>, placeholders: &Placeholders, found: &mut Vec<Diagnostic>) {
    let mut parameters: BTreeSet<String> = BTreeSet::new();
    for (name, inside) in placeholders {
        let Some(binding) = deployment.bindings.get(name) else {
            let parameter = resolve::identifier(name);
            let own = deployment.bindings.contains_key(&parameter) && parameter != *name;
            if template::RESERVED.contains(&parameter.as_str())
                || deployment.resources.contains_key(&parameter)
                || own
                || !parameters.insert(parameter.clone())
            {
                found.push(
                    at_root(
                        &rules::BINDING,
                        format!(
                            "the template cannot have a parameter `{parameter}` for `${{{name}}}`: the name is taken"
                        ),
                    )
                    .with_help(format!("bind it: `.bind({name:?}, Binding::parameter(\"AnotherName\"))`")),
                );
            }
            continue;
        };
        match &binding.source {
            Source::Literal(text) => literal(name, text, inside.0, found),
            Source::Parameter(parameter) if !is_logical_id(parameter) => found.push(
                at_root(&rules::BINDING, format!("`{parameter}` cannot name a parameter"))
                    .with_help("write letters and digits only"),
            ),
            Source::Parameter(parameter)
                if template::RESERVED.contains(&parameter.as_str()) || deployment.resources.contains_key(parameter) =>
            {
                found.push(
                    at_root(
                        &rules::BINDING,
                        format!("the template cannot have a parameter `{parameter}`: the name is taken"),
                    )
                    .with_help("choose another name"),
                );
            }
            Source::Resource { id, .. } if !id.starts_with("AWS::") && !deployment.resources.contains_key(id) => {
                let mut diagnostic = at_root(
                    &rules::BINDING,
                    format!("`${{{name}}}` is bound to a resource `{id}` that the template does not have"),
                )
                .suggest(id, deployment.resources.keys().map(String::as_str));
                if diagnostic.help.is_none() {
                    diagnostic = diagnostic.with_help(format!(
                        "add it with `.resource({id:?}, …)`, or leave the placeholder to a parameter or an import"
                    ));
                }
                found.push(diagnostic);
            }
            _ => {}
        }
    }
    for id in deployment.resources.keys() {
        if template::RESERVED.contains(&id.as_str()) || !is_logical_id(id) {
            found.push(
                at_root(&rules::BINDING, format!("`{id}` cannot name a resource of yours"))
                    .with_help("write letters and digits only, and none of the names that the template makes itself"),
            );
        }
    }
}

fn is_logical_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 255 && id.bytes().all(|each| each.is_ascii_alphanumeric())
}

/// The value is pasted between the quotes of a JSON string, and in an expression perhaps between those of JSONata.
fn literal(name: &str, text: &str, in_expression: bool, found: &mut Vec<Diagnostic>) {
    let breaks = |letter: char| {
        matches!(letter, '"' | '\\') || letter.is_control() || (in_expression && matches!(letter, '\'' | '`'))
    };
    if let Some(letter) = text.chars().find(|letter| breaks(*letter)) {
        let place = if in_expression { "a JSONata expression of the definition" } else { "the JSON of the definition" };
        let shown = if letter.is_control() { letter.escape_debug().to_string() } else { letter.to_string() };
        found.push(
            at_root(&rules::LITERAL, format!("the literal for `${{{name}}}` holds `{shown}`, which breaks {place}"))
                .with_help("write the text in the workflow itself, where it is escaped"),
        );
    }
    if text.contains("${") {
        found.push(
            at_root(&rules::LITERAL, format!("the literal for `${{{name}}}` holds another placeholder"))
                .with_help("bind each placeholder to its own value; a value is not looked at again"),
        );
    }
}

fn unused(deployment: &Deployment<'_>, placeholders: &Placeholders, found: &mut Vec<Diagnostic>) {
    for name in deployment.bindings.keys() {
        let granted = deployment.grants.iter().flat_map(|grant| &grant.resources).any(|resource| {
            resource.pieces().iter().any(|piece| matches!(piece, text::Piece::Hole(hole) if hole == name))
        });
        if !placeholders.contains_key(name) && !granted {
            let message = format!("`{name}` is bound but does not occur as `${{{name}}}` in the definition");
            found.push(at_root(&rules::UNUSED, message).suggest(name, placeholders.keys().map(String::as_str)));
        }
    }
    let stated = deployment.grants.iter().filter_map(|grant| grant.state.as_ref()).chain(deployment.any.keys());
    let mut named = stated.peekable();
    if named.peek().is_none() {
        return;
    }
    let states: Vec<&str> = deployment.machine().visit().iter().map(|visited| visited.name).collect();
    let known: BTreeSet<&str> = states.iter().copied().collect();
    for state in named {
        if !known.contains(state.as_str()) {
            let message = format!("a permission is stated for `{state}`, which is no state of the machine");
            found.push(at_root(&rules::UNUSED, message).suggest(state, states.iter().copied()));
        }
    }
}

/// The machine was checked as a STANDARD one: what an EXPRESS machine cannot do is what the checker says of it beyond that.
fn express(deployment: &Deployment<'_>, found: &mut Vec<Diagnostic>) {
    let errors =
        asl_schema::diagnose(deployment.machine(), &Options::express()).into_iter().filter(Diagnostic::is_error);
    found.extend(errors);
}

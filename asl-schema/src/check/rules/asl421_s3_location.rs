//! A reader or writer that does not say where in S3.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::{Object, QueryLanguage};
use crate::spec::{Place, View};

pub(crate) static RULE: Rule = Rule {
    code: "ASL421",
    name: "s3-location",
    summary: "a reader and a writer say where in S3",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL421.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Text(resource)) = node.get("Resource") else { return };
    let jsonata = node.language == Some(QueryLanguage::Jsonata);
    let field = if jsonata { "Arguments" } else { "Parameters" };
    let needed: &[&str] = match node.place {
        Place::ItemReader if resource.ends_with(":s3:getObject") => &["Bucket", "Key"],
        Place::ItemReader if resource.ends_with(":s3:listObjectsV2") => &["Bucket"],
        Place::ResultWriter if resource.ends_with(":s3:putObject") => &["Bucket"],
        Place::ResultWriter => {
            let message = format!("{} cannot write results", quoted(resource));
            let help = "use `arn:aws:states:::s3:putObject`";
            found.push(Diagnostic::new(&RULE, node.path().key("Resource"), message).with_help(help));
            return;
        }
        // Another rule knows which resources read.
        _ => return,
    };
    match node.get(field) {
        Some(View::Json(Value::Object(request))) => {
            for name in needed.iter().filter(|name| !has(request, name, jsonata)) {
                let message = format!("`{field}` has no `{name}`");
                let help = format!("add `{name}`");
                found.push(Diagnostic::new(&RULE, node.path().key(field), message).with_help(help));
            }
        }
        None if node.place == Place::ItemReader && !node.has("Parameters") && !node.has("Arguments") => {
            let message = "the `ItemReader` does not say what to read";
            let names: Vec<String> = needed.iter().map(|name| format!("`{name}`")).collect();
            let help = format!("add `{field}` with {}", names.join(" and "));
            found.push(Diagnostic::new(&RULE, node.path(), message).with_help(help));
        }
        _ => {}
    }
}

fn has(request: &Object, name: &str, jsonata: bool) -> bool {
    request.contains_key(name) || !jsonata && request.contains_key(&format!("{name}.$"))
}

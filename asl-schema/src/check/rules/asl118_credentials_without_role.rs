//! `Credentials` without `RoleArn`.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL118",
    name: "credentials-without-role",
    summary: "`Credentials` names a role",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL118.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Object(credentials)) = node.get("Credentials") else { return };
    let dynamic = node.language == Some(QueryLanguage::JsonPath) && credentials.contains_key("RoleArn.$");
    if !dynamic && !credentials.contains_key("RoleArn") {
        let path = node.path().key("Credentials");
        let help = match node.language {
            Some(QueryLanguage::JsonPath) => "add `RoleArn` with an ARN, or `RoleArn.$` with a path",
            _ => "add `RoleArn` with an ARN or a `{% … %}` expression",
        };
        found.push(
            Diagnostic::new(&RULE, path, "`Credentials` needs a `RoleArn`")
                .with_help(help)
                .with_aws_message("The field 'RoleArn' is required but was missing"),
        );
    }
}

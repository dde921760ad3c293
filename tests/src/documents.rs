//! What an example deploys, as snapshots.

use asl_dsl::deploy::Deployment;
use asl_dsl::{Definition, Report, diagram};
use asl_schema::model::State;

/// Compares definition, template and diagram of a workflow with `examples/snapshots`, after reading them back: the definition is the same
/// machine again, without findings and without Pass states, and the template holds that definition.
///
/// # Panics
/// When anything of this is not so.
#[track_caller]
#[expect(clippy::unwrap_used, reason = "this is an assertion")]
pub fn documents(definition: Result<Definition, Report>, configure: impl for<'a> Fn(Deployment<'a>) -> Deployment<'a>) {
    let definition = definition.unwrap();
    let text = definition.to_json_string();
    let again = asl_schema::check_str(&text, &asl_schema::Options::standard()).into_checked().unwrap();
    assert_eq!(again.warnings(), []);
    assert_eq!(again.to_value(), definition.machine().to_value());
    assert_eq!(again.to_json_string(), text);
    let passes: Vec<_> = again
        .machine()
        .visit()
        .iter()
        .filter(|visit| matches!(visit.state, State::Pass(_)))
        .map(|visit| visit.name.to_owned())
        .collect();
    assert_eq!(passes, [] as [String; 0], "a compiled workflow needs no Pass");

    let template = configure(definition.deployment()).template().unwrap();
    assert_eq!(template.warnings(), []);
    let deployed = &template.value()["Resources"]["StateMachine"]["Properties"]["DefinitionString"];
    let deployed: serde_json::Value = serde_json::from_str(deployed.as_str().unwrap()).unwrap();
    assert_eq!(deployed, definition.machine().to_value());

    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../examples/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = definition.name();
    settings.bind(|| {
        insta::assert_snapshot!(format!("{name}.asl"), text);
        insta::assert_snapshot!(format!("{name}.template"), template.to_json_string());
        insta::assert_snapshot!(format!("{name}.mermaid"), diagram::mermaid(definition.machine().machine()));
    });
}

//! State machines in CloudFormation and SAM templates, by hand or by CDK, and in configurations of the Serverless Framework.
//!
//! A template is never evaluated: what a function of it will be is a placeholder (`${Name}`) in the definition. Of `Fn::If` both branches are
//! definitions; a macro's work is not guessed.

mod function;
mod inline;
mod machine;
mod placeholder;
mod substitution;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use asl_schema::source::{Lines, Repeated};
use asl_schema::{Diagnostic, Path, Rule};

use super::file::File;
use super::located::{Located, Place};
use super::{Load, OpenedDocument};
use machine::Machine;
pub(super) use placeholder::unfilled;

/// What is known of the template around a state machine.
struct Template<'t> {
    file: &'t Arc<File>,
    lines: Lines<'t>,
    /// In the order of the text.
    repeated: Vec<Repeated>,
    /// Logical ids of parameters and resources.
    names: BTreeSet<&'t str>,
    /// Whether a macro adds resources whose names are not in the template; SAM is one.
    has_macros: bool,
    load: &'t Load<'t>,
}

impl Template<'_> {
    fn finding(&self, rule: &'static Rule, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        self.file.finding(&self.lines, rule, range, message)
    }
}

fn in_order(repeated: &[Repeated]) -> Vec<Repeated> {
    let mut repeated = repeated.to_vec();
    repeated.sort_by_key(|repeated| repeated.second.start);
    repeated
}

/// The state machines of a template, in its order.
pub(super) fn machines(file: &Arc<File>, located: &Located, load: &Load<'_>) -> Vec<OpenedDocument> {
    let root = located.root();
    let sections = ["Parameters", "Resources"].into_iter().filter_map(|section| root.get(section));
    let template = Template {
        file,
        lines: Lines::of(&file.text),
        repeated: in_order(&located.repeated),
        names: sections.flat_map(|section| section.entries().map(|(name, _)| name)).collect(),
        has_macros: root.get("Transform").is_some(),
        load,
    };
    let mut documents = Vec::new();
    for (id, resource) in root.get("Resources").into_iter().flat_map(Place::entries) {
        let kind = resource.get("Type").and_then(|kind| kind.value.as_str());
        let is_serverless = match kind {
            Some("AWS::StepFunctions::StateMachine") => false,
            Some("AWS::Serverless::StateMachine") => true,
            _ => continue,
        };
        let Some(properties) = resource.get("Properties") else { continue };
        let path = Path::root().key("Resources").key(id).key("Properties");
        let machine_type = properties.get(if is_serverless { "Type" } else { "StateMachineType" });
        documents.extend(Machine::new(&template, id, properties, path, machine_type).documents());
    }
    documents
}

/// The state machines of a Serverless Framework configuration, with its plugin `serverless-step-functions`. What the framework fills
/// (`${self:…}`) is not known here.
pub(super) fn serverless(file: &Arc<File>, located: &Located) -> Vec<OpenedDocument> {
    let nothing = |_: &std::path::Path| Err(std::io::ErrorKind::Unsupported.into());
    let template = Template {
        file,
        lines: Lines::of(&file.text),
        repeated: in_order(&located.repeated),
        names: BTreeSet::new(),
        has_macros: true,
        load: &nothing,
    };
    let machines = located.root().get("stepFunctions").and_then(|section| section.get("stateMachines"));
    let mut documents = Vec::new();
    for (id, machine) in machines.into_iter().flat_map(Place::entries) {
        let path = Path::root().key("stepFunctions").key("stateMachines").key(id);
        let machine = Machine::new(&template, id, machine, path, machine.get("type"));
        documents.push(OpenedDocument { fills_values: true, ..machine.configured("definition") });
    }
    documents
}

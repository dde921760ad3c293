//! One state machine of a template: where its definition is, and which names the template fills in it.

use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use asl_schema::source::Repeated;
use asl_schema::{Diagnostic, MachineType, Path, quoted};
use serde_json::Value;

use super::Template;
use super::function::{Composer, branches, call, is_no_value};
use super::inline::{Macro, inline};
use super::placeholder::Text;
use super::substitution::{Substitutions, Use, names_in};
use crate::document::file::File;
use crate::document::located::{Located, Place};
use crate::document::rules::{UNCHECKED_DEFINITION, UNREADABLE_DEFINITION};
use crate::document::{Form, OpenedDocument, format};

/// How many branches of conditions are looked at.
const VARIANTS: usize = 16;

/// A resource that is a state machine.
pub(super) struct Machine<'t> {
    template: &'t Template<'t>,
    id: &'t str,
    properties: Place<'t>,
    /// Where the properties are in the template.
    path: Path,
    machine_type: Option<MachineType>,
    substitutions: Substitutions<'t>,
}

/// A definition, and the names in it that something else than the template's functions fills.
struct Definition {
    file: Arc<File>,
    form: Form,
    uses: Vec<Use>,
    findings: Vec<Diagnostic>,
}

impl<'t> Machine<'t> {
    pub(super) fn new(
        template: &'t Template<'t>,
        id: &'t str,
        properties: Place<'t>,
        path: Path,
        machine_type: Option<Place<'t>>,
    ) -> Machine<'t> {
        let machine_type = match machine_type.and_then(|kind| kind.value.as_str()) {
            Some("EXPRESS") => Some(MachineType::Express),
            Some("STANDARD") => Some(MachineType::Standard),
            _ => None,
        };
        let substitutions = Substitutions::of(properties);
        Machine { template, id, properties, path, machine_type, substitutions }
    }

    /// A document for each definition that the machine can have.
    pub(super) fn documents(&self) -> Vec<OpenedDocument> {
        let forms = ["Definition", "DefinitionString", "DefinitionUri", "DefinitionS3Location"];
        let written = forms.into_iter().find_map(|property| Some((property, self.properties.get(property)?)));
        let Some((property, place)) = written else {
            let range = self.properties.mark();
            let message = format!("the state machine {} has no definition here", quoted(self.id));
            let finding = self.template.finding(&UNCHECKED_DEFINITION, range, message);
            return vec![self.document(self.id.to_owned(), self.elsewhere(finding))];
        };
        let mut variants = Vec::new();
        self.variants(place, self.id.to_owned(), &mut variants);
        let definitions: Vec<_> =
            variants.into_iter().map(|(label, place)| (label, self.definition(property, place))).collect();
        let is_all_known = definitions.iter().all(|(_, definition)| !matches!(definition.form, Form::Elsewhere));
        let uses = definitions.iter().flat_map(|(_, definition)| &definition.uses);
        let unused = if is_all_known { self.substitutions.unused(self.template, uses) } else { Vec::new() };
        let mut documents: Vec<_> =
            definitions.into_iter().map(|(label, definition)| self.document(label, definition)).collect();
        if let Some(first) = documents.first_mut() {
            first.findings.extend(unused);
        }
        documents
    }

    /// The document of a definition in the configuration of a framework that fills names itself, files included.
    pub(super) fn configured(&self, property: &str) -> OpenedDocument {
        let definition = match self.properties.get(property) {
            Some(place) if place.value.is_object() => self.in_place(property, place),
            place => {
                let message = format!("the definition of {} is not in this file: it is not checked", quoted(self.id));
                let range = place.unwrap_or(self.properties).mark();
                let finding = self.template.finding(&UNCHECKED_DEFINITION, range, message);
                self.elsewhere(finding.with_help("check the file that it is in"))
            }
        };
        self.document(self.id.to_owned(), Definition { uses: Vec::new(), ..definition })
    }

    /// A definition that depends on a condition is one of two.
    fn variants<'p>(&self, place: Place<'p>, label: String, found: &mut Vec<(String, Place<'p>)>) {
        match branches(place) {
            Some((condition, with, without)) => {
                self.variants(with, format!("{label} if {condition}"), found);
                self.variants(without, format!("{label} unless {condition}"), found);
            }
            None if found.len() < VARIANTS && !is_no_value(place) => found.push((label, place)),
            None => {}
        }
    }

    fn definition(&self, property: &str, place: Place<'_>) -> Definition {
        match (property, call(place), place.value) {
            ("DefinitionString", Some(("Fn::ToJsonString", object)), _) => self.in_place(property, object),
            (_, Some(("Fn::Transform", _)), _) => self.made_by_macro(place.mark()),
            ("Definition", _, Value::Object(_)) => self.in_place(property, place),
            ("DefinitionString", ..) => self.string(place),
            (_, _, Value::String(location)) if !location.contains("://") => self.local(location, place),
            _ => {
                let message =
                    format!("the definition of {} is not in the template: it is not checked", quoted(self.id));
                let finding = self.template.finding(&UNCHECKED_DEFINITION, place.mark(), message);
                self.elsewhere(finding.with_help("check the file that is uploaded there"))
            }
        }
    }

    fn string(&self, place: Place<'_>) -> Definition {
        let mut composer = Composer::new(self.template);
        let text = composer.text(place).unwrap_or_default();
        // A value that one function gives as a whole is known to nobody here.
        if text.text.is_empty() || text.filled.first().is_some_and(|filled| filled.len() == text.text.len()) {
            let message = format!("the definition of {} is not in the template: it is not checked", quoted(self.id));
            return self.elsewhere(self.template.finding(&UNCHECKED_DEFINITION, place.mark(), message));
        }
        let uses = text.uses();
        let Text { text, map, .. } = text.with_quotes();
        let form = Form::Embedded { definition: text, map };
        Definition { file: self.template.file.clone(), form, uses, findings: composer.findings }
    }

    fn in_place(&self, property: &str, place: Place<'_>) -> Definition {
        let (mut composer, mut uses) = (Composer::new(self.template), Vec::new());
        let (value, node) = match inline(place, &mut composer, &mut uses) {
            Ok(definition) => definition,
            Err(Macro(range)) => return self.made_by_macro(range),
        };
        let base = self.path.key(property);
        let inside = |repeated: &Repeated| {
            let path = repeated.path.strip(&base)?;
            Some(Repeated { path, ..repeated.clone() })
        };
        let range = &place.node.range;
        let first = self.template.repeated.partition_point(|repeated| repeated.second.start < range.start);
        let behind = self.template.repeated.iter().skip(first);
        let repeated = behind.take_while(|repeated| repeated.second.start < range.end).filter_map(inside).collect();
        let form = Form::Tree(Located { value, node, repeated });
        Definition { file: self.template.file.clone(), form, uses, findings: composer.findings }
    }

    /// The file that the template names: before it is deployed, `sam` and `aws cloudformation package` upload it.
    fn local(&self, location: &str, place: Place<'_>) -> Definition {
        let folder = self.template.file.path.parent().unwrap_or(FilePath::new(""));
        let path = folder.join(location);
        let unreadable = |reason: String| {
            let message =
                format!("the definition of {} cannot be read from {}: {reason}", quoted(self.id), quoted(location));
            let finding = self.template.finding(&UNREADABLE_DEFINITION, place.mark(), message);
            self.elsewhere(finding.with_help("write the path of the file from the template's folder"))
        };
        let mut file = match (self.template.load)(&path) {
            Ok(text) => File::new(&path, &text),
            Err(error) => return unreadable(error.to_string()),
        };
        let (form, findings) = match format::read(&mut file) {
            Ok(format::Content::Definition(form, findings)) => (form, findings),
            Ok(_) => return unreadable("it is a template, not a definition".to_owned()),
            Err(error) => return self.elsewhere(*error.diagnostic),
        };
        let uses = match &form {
            Form::Tree(located) => names_in(located, &file.text),
            _ => Text::of_file(&file.text).uses(),
        };
        Definition { file: Arc::new(file), form, uses, findings }
    }

    fn made_by_macro(&self, range: Range<usize>) -> Definition {
        let message = format!("a macro writes a part of the definition of {}: it is not checked", quoted(self.id));
        self.elsewhere(self.template.finding(&UNCHECKED_DEFINITION, range, message))
    }

    fn elsewhere(&self, finding: Diagnostic) -> Definition {
        let file = self.template.file.clone();
        Definition { file, form: Form::Elsewhere, uses: Vec::new(), findings: vec![finding] }
    }

    fn document(&self, label: String, definition: Definition) -> OpenedDocument {
        let Definition { file, form, mut findings, uses } = definition;
        findings.extend(self.substitutions.unknown(self.template, &file, &uses));
        let is_template = Arc::ptr_eq(&file, self.template.file);
        OpenedDocument {
            template: (!is_template).then(|| self.template.file.clone()),
            label: Some(label),
            machine_type: self.machine_type,
            findings,
            ..OpenedDocument::new(&file, form)
        }
    }
}

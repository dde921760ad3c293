//! `DefinitionSubstitutions`: which names of a definition they fill, and which names nothing fills.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html>

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use asl_schema::source::Lines;
use asl_schema::{Diagnostic, closest, quoted};

use super::Template;
use super::placeholder::placeholders;
use crate::document::file::File;
use crate::document::located::{Located, Place};
use crate::document::rules::{UNKNOWN_SUBSTITUTION, UNUSED_SUBSTITUTION};

/// For how many names the closest is looked for, and among how many.
const SUGGESTED: usize = 100;

/// A name in a definition that a template has to fill, and where it is in the definition's file.
pub(super) type Use = (String, Range<usize>);

/// The names that a state machine's template fills.
pub(super) struct Substitutions<'t> {
    /// Each with the place of its key; `None` when a function gives them.
    names: Option<Vec<(&'t str, Range<usize>)>>,
}

impl<'t> Substitutions<'t> {
    pub(super) fn of(properties: Place<'t>) -> Substitutions<'t> {
        let Some(place) = properties.get("DefinitionSubstitutions") else {
            return Substitutions { names: Some(Vec::new()) };
        };
        let is_known = place.value.is_object() && place.entries().all(|(name, _)| !name.starts_with("Fn::"));
        let names = || place.entries().filter_map(|(name, _)| Some((name, place.key(name)?))).collect();
        Substitutions { names: is_known.then(names) }
    }

    /// Names that the template fills and the definitions do not have.
    pub(super) fn unused<'u>(&self, template: &Template<'_>, uses: impl Iterator<Item = &'u Use>) -> Vec<Diagnostic> {
        let used: BTreeSet<&str> = uses.map(|(name, _)| name.as_str()).collect();
        // The name that a misspelled one means is not unused as well.
        let known: BTreeSet<&str> = self.names.iter().flatten().map(|(name, _)| *name).collect();
        let meant: BTreeSet<&str> =
            used.difference(&known).take(SUGGESTED).filter_map(|name| self.meant(name)).collect();
        let names = self.names.iter().flatten();
        let names = names.filter(|(name, _)| !used.contains(name) && !meant.contains(name));
        names
            .map(|(name, range)| {
                let message = format!("the definition has no {}", quoted(&format!("${{{name}}}")));
                template.finding(&UNUSED_SUBSTITUTION, range.clone(), message).with_help("remove it")
            })
            .collect()
    }

    /// Names in the definition that the template does not fill, each once.
    pub(super) fn unknown(&self, template: &Template<'_>, file: &Arc<File>, uses: &[Use]) -> Vec<Diagnostic> {
        let Some(names) = &self.names else { return Vec::new() };
        let mut known: BTreeSet<&str> = names.iter().map(|(name, _)| *name).collect();
        let open: Vec<_> = uses.iter().filter(|(name, _)| known.insert(name)).collect();
        if open.is_empty() {
            return Vec::new();
        }
        let own = (!Arc::ptr_eq(file, template.file)).then(|| Lines::of(&file.text));
        let lines = own.as_ref().unwrap_or(&template.lines);
        let finding = |(index, (name, range)): (usize, &Use)| {
            let message = format!("nothing fills {}: Step Functions gets it as it is", quoted(&format!("${{{name}}}")));
            let finding = file.finding(lines, &UNKNOWN_SUBSTITUTION, range.clone(), message);
            match (index < SUGGESTED).then(|| self.meant(name)).flatten() {
                Some(meant) => finding.with_help(format!("did you mean {}?", quoted(meant))),
                None if name.starts_with("AWS::") => finding.with_help("write the text as the argument of `Fn::Sub`"),
                None => finding.with_help(format!("declare {} in `DefinitionSubstitutions`", quoted(name))),
            }
        };
        open.into_iter().enumerate().map(finding).collect()
    }

    /// The name that is likely meant by one that the template does not fill.
    fn meant(&self, name: &str) -> Option<&'t str> {
        closest(name, self.names.iter().flatten().take(SUGGESTED).map(|(name, _)| *name))
    }
}

/// The names in the texts and keys of a definition.
pub(super) fn names_in(located: &Located, text: &str) -> Vec<Use> {
    fn visit(place: Place<'_>, text: &str, uses: &mut Vec<Use>) {
        if place.value.as_str().is_some_and(|value| value.contains("${"))
            && let Some((value, map)) = place.string(text)
        {
            uses.extend(placeholders(value).map(|(name, range)| (name.to_owned(), map.range(range))));
        }
        place.items().for_each(|item| visit(item, text, uses));
        for (key, item) in place.entries() {
            let range = place.key(key).unwrap_or_default();
            uses.extend(placeholders(key).map(|(name, _)| (name.to_owned(), range.clone())));
            visit(item, text, uses);
        }
    }
    let mut uses = Vec::new();
    visit(located.root(), text, &mut uses);
    uses
}

//! Functions of templates where a text is expected: what is known of the text stays, the rest is a placeholder.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use std::collections::BTreeSet;
use std::ops::Range;

use asl_schema::Diagnostic;
use asl_schema::quoted;

use super::Template;
use super::placeholder::{Text, name};
use crate::document::located::Place;
use crate::document::rules::UNKNOWN_SUBSTITUTION;

/// The function that an object calls, and its argument.
pub(super) fn call(place: Place<'_>) -> Option<(&str, Place<'_>)> {
    place.only().filter(|(name, _)| *name == "Ref" || *name == "Condition" || name.starts_with("Fn::"))
}

/// Whether a value stands for nothing: the property that has it is not there.
pub(super) fn is_no_value(place: Place<'_>) -> bool {
    call(place).is_some_and(|(name, argument)| name == "Ref" && argument.value == "AWS::NoValue")
}

/// Both branches of an `Fn::If`: the condition, and what holds with it and without.
pub(super) fn branches(place: Place<'_>) -> Option<(&str, Place<'_>, Place<'_>)> {
    let (_, argument) = call(place).filter(|(name, _)| *name == "Fn::If")?;
    let mut items = argument.items();
    let (condition, with, without) = (items.next()?, items.next()?, items.next()?);
    Some((condition.value.as_str()?, with, without))
}

/// Composes texts, and collects what is wrong with them.
pub(super) struct Composer<'t> {
    template: &'t Template<'t>,
    pub(super) findings: Vec<Diagnostic>,
    /// Names that are in a finding.
    reported: BTreeSet<String>,
}

impl<'t> Composer<'t> {
    pub(super) fn new(template: &'t Template<'t>) -> Composer<'t> {
        Composer { template, findings: Vec::new(), reported: BTreeSet::new() }
    }

    /// The text of a string, a number, or a function; `None` for anything else.
    pub(super) fn text(&mut self, place: Place<'_>) -> Option<Text> {
        let range = place.node.range.clone();
        let mut text = Text::new(range.start);
        if let Some((value, map)) = place.string(&self.template.file.text) {
            text.push(value, &map);
            return Some(text);
        }
        if place.value.is_number() || place.value.is_boolean() {
            let value = place.value.to_string();
            text.map.push(value.len(), range);
            text.text = value;
            return Some(text);
        }
        let (name, argument) = call(place)?;
        let known = match name {
            "Ref" => argument.value.as_str().map(|name| text.fill(name, range.clone())),
            "Fn::GetAtt" => attribute(argument).map(|name| text.fill(&name, range.clone())),
            "Fn::Sub" => self.sub(argument, &mut text),
            "Fn::Join" => self.join(argument, &mut text),
            _ => None,
        };
        if known.is_none() {
            text = Text::new(range.start);
            text.fill(name, range);
        }
        Some(text)
    }

    /// `[separator, [piece, …]]`.
    fn join(&mut self, argument: Place<'_>, text: &mut Text) -> Option<()> {
        let mut arguments = argument.items();
        let (separator, pieces) = (arguments.next()?, arguments.next()?);
        let (separator, map) = separator.string(&self.template.file.text)?;
        // Pieces that a function gives are not known one by one.
        pieces.value.as_array()?;
        for (index, piece) in pieces.items().enumerate() {
            if index > 0 {
                text.push(separator, &map);
            }
            let piece = self.text(piece)?;
            text.append(&piece);
        }
        Some(())
    }

    /// A text, or `[text, {name: value}]`.
    fn sub(&mut self, argument: Place<'_>, text: &mut Text) -> Option<()> {
        let mut arguments = argument.items();
        let pattern = arguments.next().unwrap_or(argument);
        let variables = arguments.next();
        let (pattern, map) = pattern.string(&self.template.file.text)?;
        let mut copied = 0;
        for (start, _) in pattern.match_indices("${") {
            let rest = pattern.get(start + 2..)?;
            let mut copy = |to: usize, text: &mut Text| {
                text.push(pattern.get(copied..to).unwrap_or_default(), &map.part(copied..to));
                copied = to;
            };
            if rest.strip_prefix('!').and_then(name).is_some() {
                // `${!Name}` is how `Fn::Sub` writes `${Name}`.
                copy(start + 2, text);
                copied += 1;
                continue;
            }
            let Some(name) = name(rest) else { continue };
            copy(start, text);
            let end = start + name.len() + 3;
            let source = map.range(start..end);
            match variables.and_then(|variables| variables.get(name)) {
                Some(value) if value.value.is_string() => {
                    let value = self.text(value)?;
                    text.append(&value);
                }
                Some(_) => text.fill(name, source),
                None => {
                    if !self.is_known(name) {
                        self.unknown(name, source.clone());
                    }
                    text.fill(name, source);
                }
            }
            copied = end;
        }
        text.push(pattern.get(copied..)?, &map.part(copied..pattern.len()));
        Some(())
    }

    /// Whether `Fn::Sub` finds the name in the template: a parameter, a resource, its attribute, or a pseudo parameter.
    pub(super) fn is_known(&self, name: &str) -> bool {
        let id = name.split('.').next().unwrap_or(name);
        self.template.has_macros || name.starts_with("AWS::") || self.template.names.contains(id)
    }

    fn unknown(&mut self, name: &str, range: Range<usize>) {
        if !self.reported.insert(name.to_owned()) {
            return;
        }
        let message = format!("`Fn::Sub` finds no parameter and no resource {} in the template", quoted(name));
        let finding = self.template.finding(&UNKNOWN_SUBSTITUTION, range, message);
        let help =
            format!("write `${{!{name}}}` for the text `${{{name}}}`, such as a name of `DefinitionSubstitutions`");
        // CloudFormation validates references before it does anything: unresolved resource dependencies.
        self.findings.push(finding.with_severity(asl_schema::Severity::Error).with_help(help));
    }
}

/// `Resource.Attribute`, as a text or as a list.
fn attribute(argument: Place<'_>) -> Option<String> {
    if let Some(name) = argument.value.as_str() {
        return Some(name.to_owned());
    }
    let parts: Option<Vec<&str>> = argument.items().map(|part| part.value.as_str()).collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("."))
}

//! Code inside strings: parsed once, and shown to every rule that looks at it.

use super::context::ObjectNode;
use super::registry::Rules;
use super::strings::{self, Template, Text};
use crate::diagnostic::Diagnostic;

/// Runs the rules about strings, payloads and expressions on an object's own fields.
pub(super) fn check(object: &ObjectNode<'_, '_>, rules: &Rules, found: &mut Vec<Diagnostic>) {
    strings::visit(object, &mut Visitor { rules, found });
}

struct Visitor<'r> {
    rules: &'r Rules,
    found: &'r mut Vec<Diagnostic>,
}

impl<'a> strings::Visitor<'a> for Visitor<'_> {
    fn text(&mut self, text: &Text<'a, '_>) {
        self.rules.text.iter().for_each(|check| check(text, self.found));
    }

    fn template(&mut self, template: &Template<'a, '_>) {
        self.rules.template.iter().for_each(|check| check(template, self.found));
    }
}

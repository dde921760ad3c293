//! Code inside strings: parsed once, and shown to every rule that looks at it.

use std::collections::HashSet;
use std::ops::Range;

use super::context::{ObjectNode, StateId};
use super::dispatch::RULES;
use super::parsed::{Code, Parsed};
use super::rules::{asl301_invalid_path, asl304_template_value, asl311_invalid_expression, asl322_expression_too_deep};
use super::strings::{self, Role, Template, Text};
use super::variables::Lookup;
use crate::diagnostic::Diagnostic;
use crate::intrinsic::{self, Call};
use crate::jsonata::{self, Expr, Reference};
use crate::jsonpath::{self, JsonPath, Link, Root};
use crate::spec::{PathKind, Place};
use crate::template::{self, PathOrIntrinsic};
use crate::text::{has_placeholder, variables_in};

/// The length of `{%` and of `%}`.
const DELIMITER: usize = 2;

/// A path that parses.
#[derive(Clone, Copy)]
pub(crate) struct PathNode<'a, 'w> {
    /// The string that it is (in).
    pub(crate) text: &'w Text<'a, 'w>,
    pub(crate) path: &'w JsonPath<'a>,
    /// What the field wants; `None` in a payload and in the arguments of an intrinsic function, where any path may stand.
    pub(crate) kind: Option<PathKind>,
}

/// An intrinsic function that parses.
#[derive(Clone, Copy)]
pub(crate) struct IntrinsicNode<'a, 'w> {
    pub(crate) text: &'w Text<'a, 'w>,
    /// The whole value.
    pub(crate) value: &'w PathOrIntrinsic<'a>,
    pub(crate) call: &'w Call<'a>,
    /// What the field wants; `None` in a payload.
    pub(crate) kind: Option<PathKind>,
}

/// A JSONata expression that parses.
pub(crate) struct ExpressionNode<'a, 'w> {
    pub(crate) text: &'w Text<'a, 'w>,
    /// What stands between `{%` and `%}`, and where in the string that begins.
    pub(crate) code: &'a str,
    pub(crate) offset: usize,
    pub(crate) expr: &'w Expr<'a>,
    /// What it needs from outside, in the order of writing.
    pub(crate) references: &'w [Reference<'w, 'a>],
}

impl ExpressionNode<'_, '_> {
    /// Where in the string something of the expression stands.
    pub(crate) fn range(&self, span: jsonata::Span) -> Range<usize> {
        let range = span.range();
        range.start + self.offset..range.end + self.offset
    }
}

/// A variable that is read.
pub(crate) struct VariableRead<'a, 'w> {
    pub(crate) text: &'w Text<'a, 'w>,
    pub(crate) name: &'a str,
    /// Where in the string.
    pub(crate) range: Range<usize>,
    /// Whether it does no harm when there is no value.
    pub(crate) guarded: bool,
    pub(crate) lookup: Lookup,
}

/// A part of the context object that is read.
pub(crate) struct ContextRead<'a, 'w> {
    pub(crate) text: &'w Text<'a, 'w>,
    /// The fields from the context object on, as far as they are known, and where each is written.
    pub(crate) fields: &'w [(&'w str, Range<usize>)],
    /// Whether it does no harm when there is no value.
    pub(crate) guarded: bool,
}

/// What the walk learns and rules about the whole machine ask.
#[derive(Default)]
pub(crate) struct Facts<'a> {
    /// Every variable that is read anywhere.
    pub(crate) read: HashSet<&'a str>,
    /// All code that parses.
    pub(crate) code: Parsed<'a>,
    /// Every string of a JSONPath state that reads by a path, in the order of the states.
    pub(crate) reads: Vec<(StateId, &'a str)>,
}

/// Runs the rules about strings, payloads and expressions on an object's own fields.
pub(super) fn check<'a>(object: &ObjectNode<'a, '_>, facts: &mut Facts<'a>, found: &mut Vec<Diagnostic>) {
    strings::visit(object, &mut Visitor { facts, found });
}

struct Visitor<'a, 'r> {
    facts: &'r mut Facts<'a>,
    found: &'r mut Vec<Diagnostic>,
}

impl<'a> strings::Visitor<'a> for Visitor<'a, '_> {
    fn text(&mut self, text: &Text<'a, '_>) {
        RULES.text.iter().for_each(|check| check(text, self.found));
        if let (Role::Path(_) | Role::Template, Some(state)) = (text.role, text.object.state)
            && text.role != Role::Path(PathKind::Result)
        {
            self.facts.reads.push((state, text.text));
        }
        match text.role {
            Role::Path(PathKind::Text) | Role::Template => self.template_value(text),
            Role::Path(kind) => match jsonpath::parse(text.text) {
                Ok(path) => {
                    self.path(text, &path, Some(kind));
                    self.facts.code.insert(text.text, Code::Path(path));
                }
                Err(error) => self.unparsed(text, || asl301_invalid_path::diagnostic(text, error)),
            },
            Role::Expression => self.expression(text),
            Role::Plain => self.mentioned(text.text),
            Role::Constant => {}
        }
    }

    fn template(&mut self, template: &Template<'a, '_>) {
        RULES.template.iter().for_each(|check| check(template, self.found));
    }
}

impl<'a> Visitor<'a, '_> {
    /// What looks like code and is text is a finding of its own; the variables that were meant there are not unused as well.
    fn mentioned(&mut self, text: &'a str) {
        if text.starts_with('$') || text.starts_with("{%") {
            self.may_read(text);
        }
    }

    /// Code that does not parse. What a `${Placeholder}` stands for may be any code, so that nothing is known to be wrong with a text that
    /// has one; the variables beside it are read.
    fn unparsed(&mut self, text: &Text<'a, '_>, diagnostic: impl FnOnce() -> Diagnostic) {
        if has_placeholder(text.text) {
            self.may_read(text.text);
        } else {
            self.found.push(diagnostic());
        }
    }

    /// Counts every `$name` as read.
    fn may_read(&mut self, text: &'a str) {
        self.facts.read.extend(variables_in(text));
    }

    fn path(&mut self, text: &Text<'a, '_>, path: &JsonPath<'a>, kind: Option<PathKind>) {
        let node = PathNode { text, path, kind };
        RULES.path.iter().for_each(|check| check(&node, self.found));
        let guarded = text.object.place == Place::ChoiceRule && text.object.has("IsPresent");
        match path.root() {
            // A result is put there, nothing is read.
            Root::Variable(_) if kind == Some(PathKind::Result) => {}
            Root::Variable(name) => self.variable(text, name, path.root_span(), guarded),
            Root::Context => {
                let fields = path.static_chain().map_while(|link| match link {
                    Link::Field { name, span } => Some((name, span)),
                    Link::Element { .. } => None,
                });
                self.context(text, &fields.collect::<Vec<_>>(), guarded);
            }
            Root::Input | Root::Item => {}
        }
    }

    fn template_value(&mut self, text: &Text<'a, '_>) {
        let kind = match text.role {
            Role::Path(kind) => Some(kind),
            _ => None,
        };
        let value = match template::classify(text.text) {
            Ok(value) => value,
            Err(error) => return self.unparsed(text, || asl304_template_value::diagnostic(text, error)),
        };
        match &value {
            PathOrIntrinsic::Path(path) => self.path(text, path, kind),
            PathOrIntrinsic::Intrinsic(call) => {
                let node = IntrinsicNode { text, value: &value, call, kind };
                RULES.intrinsic.iter().for_each(|check| check(&node, self.found));
                self.arguments(text, call);
            }
        }
        self.facts.code.insert(text.text, Code::Value(value));
    }

    /// Recursion is bounded: the parser refuses calls that nest too deeply.
    fn arguments(&mut self, text: &Text<'a, '_>, call: &Call<'a>) {
        for argument in &call.arguments {
            match &argument.value {
                intrinsic::Value::Path(path) => self.path(text, path, None),
                intrinsic::Value::Call(inner) => self.arguments(text, inner),
                _ => {}
            }
        }
    }

    fn expression(&mut self, text: &Text<'a, '_>) {
        let offset = DELIMITER;
        let code = text.text.get(offset..text.text.len() - DELIMITER).unwrap_or_default();
        let expr = match jsonata::parse(code) {
            Ok(expr) => expr,
            // Only what nests too deeply has no code of the reference, which has no bound.
            Err(error) if error.code.is_none() => {
                return self.found.push(asl322_expression_too_deep::unread(text, error.shifted(offset)));
            }
            Err(error) => {
                return self.unparsed(text, || asl311_invalid_expression::diagnostic(text, error.shifted(offset)));
            }
        };
        let references = jsonata::references(&expr);
        let node = ExpressionNode { text, code, offset, expr: &expr, references: &references };
        RULES.expression.iter().for_each(|check| check(&node, self.found));
        for reference in &references {
            match reference {
                Reference::Variable(read) if read.variable == "states" => {
                    let fields = read.fields().map(|field| (field.name, node.range(field.span)));
                    let fields: Vec<_> = fields.collect();
                    if let [("context", _), fields @ ..] = fields.as_slice() {
                        self.context(text, fields, read.guarded);
                    }
                }
                Reference::Variable(read) => self.variable(text, read.variable, node.range(read.span), read.guarded),
                // A variable may have the name of a function.
                Reference::FunctionValue { name, span } if text.object.context.variables.contains(name) => {
                    self.variable(text, name, node.range(*span), false);
                }
                Reference::FunctionValue { .. } => {}
                Reference::Call(call) => _ = self.facts.read.insert(call.name),
                Reference::Context { .. } | Reference::Root { .. } | Reference::LaterOperator { .. } => {}
            }
        }
        drop(references);
        self.facts.code.insert(text.text, Code::Expression(expr));
    }

    fn variable(&mut self, text: &Text<'a, '_>, name: &'a str, range: Range<usize>, guarded: bool) {
        self.facts.read.insert(name);
        let Some(state) = text.object.state else { return };
        let lookup = text.object.context.variables.at(text.object.context, state, name);
        let read = VariableRead { text, name, range, guarded, lookup };
        RULES.variable.iter().for_each(|check| check(&read, self.found));
    }

    fn context(&mut self, text: &Text<'a, '_>, fields: &[(&str, Range<usize>)], guarded: bool) {
        let read = ContextRead { text, fields, guarded };
        RULES.context_read.iter().for_each(|check| check(&read, self.found));
    }
}

//! JSONPath: what a path finds, what an intrinsic function gives, what a payload template makes.

use serde_json::Value;

use super::scene::{Root, Scene};
use crate::data::{ObjectShape, Shape};
use crate::intrinsic::{self, Call, Function, Kind};
use crate::jsonpath::{self, JsonPath, StepKind};
use crate::template::PathOrIntrinsic;
use crate::text::has_placeholder;

/// How deep templates are followed.
const DEEPEST: usize = 128;

impl<'a> Scene<'_, 'a> {
    /// What a field finds that holds a path; unknown when it holds none. `guarded`: whether nothing is wrong when it finds nothing.
    pub(super) fn path_field(&mut self, text: &'a str, root: &Root, guarded: bool) -> Shape {
        match self.world.code.path(text) {
            Some(path) => self.path(text, path, root, guarded),
            None => Shape::unknown(),
        }
    }

    fn path(&mut self, text: &'a str, path: &JsonPath<'a>, root: &Root, guarded: bool) -> Shape {
        let (mut shape, from) = match path.root() {
            jsonpath::Root::Input => (root.shape.clone(), Some(root.name)),
            jsonpath::Root::Context => (self.context.clone(), None),
            jsonpath::Root::Variable(name) => (self.variable(name), None),
            jsonpath::Root::Item => return Shape::unknown(),
        };
        // A path that may find several finds none where nothing is: AWS was seen to answer `[]` for `$.item.items[1:5].itemValue` of `{}`.
        let silent = guarded || !path.is_definite() || has_placeholder(text);
        let mut several = false;
        for (index, step) in path.steps().iter().enumerate() {
            if shape.is_never() {
                return shape;
            }
            shape = match &step.kind {
                StepKind::Name(name) => {
                    let found = shape.field(&name.key);
                    if found.is_absent() && !shape.is_absent() && !silent {
                        let from = from.filter(|_| index == 0);
                        let above = text.get(path.span().start..step.span.start).unwrap_or_default();
                        return self.missing(text, name.span.clone(), &name.key, &shape, from, above);
                    }
                    match silent && !guarded {
                        true => found.present(),
                        false => found,
                    }
                }
                StepKind::Index(index) if !several => shape.element(i64::from(*index)),
                StepKind::Index(_) | StepKind::Indexes(_) | StepKind::Slice { .. } | StepKind::Filter(_) => {
                    several = true;
                    list_items(&shape)
                }
                StepKind::Wildcard => {
                    several = true;
                    children(&shape)
                }
                StepKind::Names(_) | StepKind::Descent | StepKind::FromEnd(_) | StepKind::Function(_) => {
                    return Shape::unknown();
                }
            };
        }
        if several { Shape::list_of(shape) } else { shape }
    }

    /// What the value of a `.$` key gives, and `ErrorPath` and `CausePath`.
    pub(super) fn template_value(&mut self, text: &'a str, root: &Root) -> Shape {
        let shape = match self.world.code.value(text) {
            Some(PathOrIntrinsic::Path(path)) => self.path(text, path, root, false),
            Some(PathOrIntrinsic::Intrinsic(call)) => self.call(text, call, root),
            None => Shape::unknown(),
        };
        shape.present()
    }

    /// What a payload template makes of `$`.
    pub(super) fn template(&mut self, value: &'a Value, root: &Root) -> Shape {
        self.template_at(value, root, 0)
    }

    fn template_at(&mut self, value: &'a Value, root: &Root, depth: usize) -> Shape {
        if depth > DEEPEST {
            return Shape::unknown();
        }
        match value {
            Value::Object(entries) => {
                let mut fields = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    fields.push(self.template_entry(key, value, root, depth));
                }
                let open = entries.keys().any(|key| has_placeholder(key));
                Shape::from_object(ObjectShape::new(fields, open, self.maker()))
            }
            Value::Array(items) => {
                let items: Vec<Shape> = items.iter().map(|item| self.template_at(item, root, depth + 1)).collect();
                Shape::tuple(items)
            }
            _ => Shape::made(value, self.maker()),
        }
    }

    fn template_entry(&mut self, key: &'a str, value: &'a Value, root: &Root, depth: usize) -> (&'a str, Shape) {
        match (key.strip_suffix(".$"), value) {
            (Some(name), Value::String(text)) => (name, self.template_value(text, root)),
            (Some(name), _) => (name, Shape::unknown()),
            (None, value) => (key, self.template_at(value, root, depth + 1)),
        }
    }

    /// The variables that an `Assign` sets.
    pub(super) fn assign_template(&mut self, entries: &'a crate::model::Object, root: &Root) {
        for (key, value) in entries {
            let (name, shape) = self.template_entry(key, value, root, 0);
            self.assign(name, shape);
        }
    }

    /// Recursion is bounded: the parser refuses calls that nest too deeply.
    fn call(&mut self, text: &'a str, call: &Call<'a>, root: &Root) -> Shape {
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for argument in &call.arguments {
            arguments.push(match &argument.value {
                intrinsic::Value::Text(_) => Shape::text(),
                intrinsic::Value::Number(_) => Shape::number(),
                intrinsic::Value::Bool(value) => Shape::flag(*value),
                intrinsic::Value::Null => Shape::null(),
                intrinsic::Value::Path(path) => self.path(text, path, root, false).present(),
                intrinsic::Value::Call(inner) => self.call(text, inner, root),
            });
        }
        // Before all variables have their first value.
        if let Some(never) = arguments.iter().find(|argument| argument.is_never()) {
            return never.clone();
        }
        match (call.function(), arguments.as_slice()) {
            (Some(Function::Array), _) => Shape::tuple(arguments),
            (Some(Function::JsonMerge), [one, two, ..]) => one.merged(two),
            (Some(Function::ArrayUnique), [list, ..]) => Shape::list_of(list_items(list)),
            (Some(Function::ArrayPartition), [list, ..]) => Shape::list_of(Shape::list_of(list_items(list))),
            (Some(Function::ArrayGetItem), [list, ..]) => list_items(list).or(&Shape::null()),
            (Some(Function::StringSplit), _) => Shape::list_of(Shape::text()),
            (Some(Function::ArrayRange), _) => Shape::list_of(Shape::number()),
            (Some(function), _) => match function.gives() {
                Kind::Text => Shape::text(),
                Kind::Number => Shape::number(),
                Kind::Bool => Shape::boolean(),
                _ => Shape::unknown(),
            },
            (None, _) => Shape::unknown(),
        }
    }
}

/// The items of what is certainly a list.
fn list_items(shape: &Shape) -> Shape {
    shape.certain_list().map_or_else(Shape::unknown, |list| list.item())
}

/// Every item, or the value of every field.
fn children(shape: &Shape) -> Shape {
    match (shape.certain_list(), shape.is_closed_object(), shape.as_object()) {
        (Some(list), _, _) => list.item(),
        (None, true, Some(object)) => {
            object.fields().iter().fold(Shape::never(), |all, (_, field)| all.or(&field.clone().present()))
        }
        _ => Shape::unknown(),
    }
}

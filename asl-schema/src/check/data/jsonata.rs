//! JSONata: what an expression gives, and what a template with expressions makes.
//!
//! Rules of the reference, version 2.0.6. What can be undefined has a shape that may be absent; what is guarded (compared, tested) may be.

use serde_json::Value;

use super::scene::{Scene, What};
use crate::data::{ObjectShape, Shape, Truth};
use crate::jsonata::{Binary, BinaryOperator, Conditional, Expr, ExprKind, Pair};
use crate::text::{has_placeholder, is_expression};

/// How deep templates are followed.
const DEEPEST: usize = 128;
/// How many variables an expression may bind before they are told apart no more: each is looked for among all.
const MOST_LOCALS: usize = 64;
/// The length of `{%`.
pub(super) const DELIMITER: usize = 2;

/// What `$states` holds, the context object aside.
#[derive(Clone)]
pub(super) struct States {
    pub(super) input: Shape,
    pub(super) result: Shape,
    pub(super) error: Shape,
}

impl States {
    pub(super) fn new(input: &Shape) -> States {
        States { input: input.clone(), result: Shape::unknown(), error: Shape::unknown() }
    }

    pub(super) fn member(&self, name: &str) -> Option<(Shape, What)> {
        match name {
            "input" => Some((self.input.clone(), What::Input)),
            "result" => Some((self.result.clone(), What::Result)),
            "errorOutput" => Some((self.error.clone(), What::Error)),
            _ => None,
        }
    }
}

impl<'a> Scene<'_, 'a> {
    /// What a template makes: each expression in it must give something, or the state fails.
    pub(super) fn output(&mut self, value: &'a Value, states: &States) -> Shape {
        self.output_at(value, states, 0)
    }

    fn output_at(&mut self, value: &'a Value, states: &States, depth: usize) -> Shape {
        match value {
            Value::String(text) if is_expression(text) => self.expression(text, states).present(),
            _ if depth > DEEPEST => Shape::unknown(),
            Value::Array(items) => {
                let items: Vec<Shape> = items.iter().map(|item| self.output_at(item, states, depth + 1)).collect();
                Shape::tuple(items)
            }
            Value::Object(entries) => self.output_object(entries, states, depth),
            _ => Shape::made(value, self.maker()),
        }
    }

    fn output_object(&mut self, entries: &'a crate::model::Object, states: &States, depth: usize) -> Shape {
        let mut fields = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            fields.push((name, self.output_at(value, states, depth + 1)));
        }
        let open = entries.keys().any(|name| has_placeholder(name));
        Shape::from_object(ObjectShape::new(fields, open, self.maker()))
    }

    /// The variables that an `Assign` sets.
    pub(super) fn assign_output(&mut self, entries: &'a crate::model::Object, states: &States) {
        for (name, value) in entries {
            let shape = self.output_at(value, states, 1);
            self.assign(name, shape);
        }
    }

    /// Evaluates what stands in a payload for the sake of what it reads.
    pub(super) fn read_all(&mut self, value: &'a Value, states: &States) {
        self.read_all_at(value, states, 0);
    }

    fn read_all_at(&mut self, value: &'a Value, states: &States, depth: usize) {
        match value {
            Value::String(text) if is_expression(text) => _ = self.expression(text, states),
            Value::Array(items) if depth < DEEPEST => {
                items.iter().for_each(|item| self.read_all_at(item, states, depth + 1));
            }
            Value::Object(entries) if depth < DEEPEST => {
                entries.values().for_each(|value| self.read_all_at(value, states, depth + 1));
            }
            _ => {}
        }
    }

    /// What the expression in a string gives.
    pub(super) fn expression(&mut self, text: &'a str, states: &States) -> Shape {
        // The code lives as long as the world, not only as long as this borrow of the scene.
        let world = self.world;
        let Some(expr) = world.code.expression(text).filter(|_| !has_placeholder(text)) else {
            return Shape::unknown();
        };
        Evaluation::new(self, states, text, expr).eval(expr, Place { item: None, guarded: false })
    }
}

/// Every name that `:=` binds, as often as it does.
fn bindings<'a>(expr: &Expr<'a>, found: &mut Vec<&'a str>) {
    if let ExprKind::Bind(bind) = &expr.kind {
        found.push(bind.variable.name);
    }
    expr.for_each_child(|child| bindings(child, found));
}

/// The evaluation of one expression.
pub(super) struct Evaluation<'s, 'w, 'a> {
    pub(super) scene: &'s mut Scene<'w, 'a>,
    pub(super) states: &'s States,
    pub(super) text: &'a str,
    /// What the expression has bound itself, the innermost last.
    pub(super) locals: Vec<(&'a str, Shape)>,
    /// Every name that `:=` binds anywhere in it, sorted.
    bound: Vec<&'a str>,
}

/// What surrounds a part of an expression.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// `$`: the item at hand, in a step or a predicate.
    pub(super) item: Option<&'p Shape>,
    /// Whether nothing is wrong when it is undefined.
    pub(super) guarded: bool,
}

impl Place<'_> {
    pub(super) fn guarded(self) -> Self {
        Place { guarded: true, ..self }
    }
}

impl<'s, 'w, 'a> Evaluation<'s, 'w, 'a> {
    /// Of the code in `text`, which parsed as `expr`.
    pub(super) fn new(scene: &'s mut Scene<'w, 'a>, states: &'s States, text: &'a str, expr: &Expr<'a>) -> Self {
        let mut bound = Vec::new();
        if text.contains(":=") {
            bindings(expr, &mut bound);
            bound.sort_unstable();
        }
        Evaluation { scene, states, text, locals: Vec::new(), bound }
    }

    /// Recursion is bounded: the parser refuses trees that are too high.
    pub(super) fn eval(&mut self, expr: &Expr<'a>, place: Place<'_>) -> Shape {
        match &expr.kind {
            ExprKind::Null => Shape::null(),
            ExprKind::Bool(value) => Shape::flag(*value),
            ExprKind::Number(_) => Shape::number(),
            ExprKind::String(_) => Shape::text(),
            ExprKind::Name(name) => match place.item {
                Some(item) => self.field(item, name, expr.span, place, None, expr.span.start),
                None => Shape::unknown(),
            },
            ExprKind::Variable("") => place.item.map_or_else(Shape::unknown, |item| item.clone().optional()),
            ExprKind::Variable(name) => self.variable(name),
            ExprKind::Negate(operand) => {
                self.eval(operand, place);
                Shape::number().optional()
            }
            ExprKind::Binary(binary) => self.binary(binary, place),
            ExprKind::Conditional(conditional) => self.conditional(conditional, place),
            ExprKind::Bind(bind) => {
                let value = self.eval(&bind.value, place);
                self.locals.push((bind.variable.name, value.clone()));
                value
            }
            ExprKind::Path(path) => self.path(path, place),
            ExprKind::Block(expressions) => {
                let mark = self.locals.len();
                let mut last = Shape::absent();
                for expr in expressions {
                    last = self.eval(expr, place);
                }
                self.locals.truncate(mark);
                last
            }
            ExprKind::Array(items) => self.array(items, place),
            ExprKind::Object(pairs) => self.object(pairs, place),
            ExprKind::Call(call) => self.call(call, None, place),
            ExprKind::Lambda(lambda) => {
                let parameters = vec![Shape::unknown().optional(); lambda.parameters.len()];
                self.apply(lambda, parameters, place);
                Shape::unknown()
            }
            ExprKind::Regex(_)
            | ExprKind::Wildcard
            | ExprKind::Descendants
            | ExprKind::Parent
            | ExprKind::Transform(_) => Shape::unknown().optional(),
        }
    }

    /// A variable of the expression or of the machine, without its fields.
    pub(super) fn variable(&mut self, name: &str) -> Shape {
        if self.is_rebound(name) || self.locals.len() > MOST_LOCALS {
            return Shape::unknown().optional();
        }
        if let Some((_, shape)) = self.locals.iter().rev().find(|(local, _)| *local == name) {
            return shape.clone();
        }
        // It may be bound later, before a function that reads it is called.
        if name == "states" || name == "$" || self.bound.binary_search(&name).is_ok() {
            return Shape::unknown().optional();
        }
        self.scene.variable(name)
    }

    /// Whether `:=` binds it more than once, so that what it holds depends on the order of evaluation.
    fn is_rebound(&self, name: &str) -> bool {
        let first = self.bound.partition_point(|bound| *bound < name);
        self.bound.get(first + 1) == Some(&name)
    }

    pub(super) fn is_local(&self, name: &str) -> bool {
        self.locals.len() > MOST_LOCALS
            || self.locals.iter().any(|(local, _)| *local == name)
            || self.bound.binary_search(&name).is_ok()
    }

    fn conditional(&mut self, conditional: &Conditional<'a>, place: Place<'_>) -> Shape {
        let condition = self.eval(&conditional.condition, place.guarded());
        if condition.is_never() {
            return condition;
        }
        // What a test for something that is never there leads to is not looked at.
        let Truth { may_hold, may_fail } = condition.truth();
        let then = if may_hold { self.eval(&conditional.then, place) } else { Shape::never() };
        let otherwise = match &conditional.otherwise {
            Some(otherwise) if may_fail => self.eval(otherwise, place),
            None if may_fail => Shape::absent(),
            _ => Shape::never(),
        };
        then.or(&otherwise)
    }

    fn binary(&mut self, binary: &Binary<'a>, place: Place<'_>) -> Shape {
        use BinaryOperator::*;
        if binary.operator == Apply {
            return self.pipe(binary, place);
        }
        let inner = if binary.operator.is_predicate() { place.guarded() } else { place };
        let left_place = if binary.operator.is_later_than_2_0_6() { place.guarded() } else { inner };
        let left = self.eval(&binary.left, left_place);
        if binary.operator == And && !left.truth().may_hold {
            return if left.is_never() { left } else { Shape::flag(false) };
        }
        if binary.operator == Or && !left.truth().may_fail {
            return if left.is_never() { left } else { Shape::flag(true) };
        }
        let right = self.eval(&binary.right, inner);
        if left.is_never() || right.is_never() {
            return Shape::never();
        }
        match binary.operator {
            Add | Subtract | Multiply | Divide | Remainder => Shape::number().optional(),
            Concatenate => Shape::text(),
            // The reference: false when either is undefined.
            Equal | NotEqual | In if left.is_absent() || right.is_absent() => Shape::flag(false),
            Less | LessEqual | Greater | GreaterEqual if left.is_absent() || right.is_absent() => Shape::absent(),
            Equal | NotEqual | In => Shape::boolean(),
            Less | LessEqual | Greater | GreaterEqual => Shape::boolean().optional(),
            And => {
                let (left, right) = (left.truth(), right.truth());
                let may_hold = left.may_hold && right.may_hold;
                Truth { may_hold, may_fail: left.may_fail || right.may_fail }.shape()
            }
            Or => {
                let (left, right) = (left.truth(), right.truth());
                let may_fail = left.may_fail && right.may_fail;
                Truth { may_hold: left.may_hold || right.may_hold, may_fail }.shape()
            }
            Range => Shape::list_of(Shape::number()).optional(),
            Default | Coalesce => left.or(&right),
            Apply => Shape::unknown(),
        }
    }

    /// `[a, b]`: what is a list itself is taken apart, except where it is written as one.
    fn array(&mut self, items: &[Expr<'a>], place: Place<'_>) -> Shape {
        let mut all = Vec::with_capacity(items.len());
        let mut exact = true;
        for item in items {
            let shape = self.eval(item, place);
            let nested = matches!(item.kind, ExprKind::Array(_));
            if shape.is_never() {
                return shape;
            }
            exact &= nested || !(shape.may_be_list() || shape.may_be_absent());
            all.push(if nested { shape } else { shape.items() });
        }
        if exact {
            return Shape::tuple(all);
        }
        Shape::list_of(all.iter().fold(Shape::never(), |all, item| all.or(item)))
    }

    fn object(&mut self, pairs: &[Pair<'a>], place: Place<'_>) -> Shape {
        let mut fields = Vec::with_capacity(pairs.len());
        let mut open = false;
        for pair in pairs {
            let value = self.eval(&pair.value, place);
            if value.is_never() {
                return value;
            }
            match &pair.key.kind {
                ExprKind::String(name) => fields.push((name.as_ref(), value)),
                _ => {
                    self.eval(&pair.key, place);
                    open = true;
                }
            }
        }
        Shape::from_object(ObjectShape::new(fields, open, self.scene.maker()))
    }
}

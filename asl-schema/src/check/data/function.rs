//! JSONata: what the functions give. Those that are not modelled give what their signature says.

use super::jsonata::{Evaluation, Place};
use crate::data::{Shape, Truth};
use crate::jsonata::{Argument, Binary, Call, Expr, ExprKind, Lambda, find_function};

impl<'a> Evaluation<'_, '_, 'a> {
    /// `left ~> right`
    pub(super) fn pipe(&mut self, binary: &Binary<'a>, place: Place<'_>) -> Shape {
        let tests = |function: &Expr<'_>| matches!(function.kind, ExprKind::Variable("exists" | "boolean" | "not"));
        let function = match &binary.right.kind {
            ExprKind::Call(call) => &call.function,
            _ => &binary.right,
        };
        let first = self.eval(&binary.left, if tests(function) { place.guarded() } else { place });
        match &binary.right.kind {
            ExprKind::Call(call) if !call.is_partial() => self.call(call, Some(first), place),
            ExprKind::Variable(name) if !self.is_function_of_user(name) => self.builtin(name, &[first]),
            _ => {
                self.eval(&binary.right, place);
                Shape::unknown().optional()
            }
        }
    }

    pub(super) fn call(&mut self, call: &Call<'a>, piped: Option<Shape>, place: Place<'_>) -> Shape {
        let name = match call.function.kind {
            ExprKind::Variable(name) if !self.is_function_of_user(name) => Some(name),
            ExprKind::Variable(_) => None,
            _ => {
                self.eval(&call.function, place);
                None
            }
        };
        let inner = if matches!(name, Some("exists" | "boolean" | "not")) { place.guarded() } else { place };
        let mut arguments: Vec<Shape> = piped.into_iter().collect();
        for argument in &call.arguments {
            let Argument::Value(expr) = argument else { continue };
            let shape = match (&expr.kind, name, arguments.first()) {
                (ExprKind::Lambda(lambda), Some(name @ ("map" | "filter")), Some(list)) => {
                    let list = list.clone();
                    let parameters = vec![list.items(), Shape::number(), list.clone()];
                    let body = self.apply(lambda, parameters, place);
                    return if name == "map" { many(&body, &list) } else { many(&list.items(), &list) };
                }
                _ => self.eval(expr, inner),
            };
            arguments.push(shape);
        }
        match name {
            Some("lookup") => self.lookup(call, &arguments),
            Some(name) if !call.is_partial() => self.builtin(name, &arguments),
            _ => Shape::unknown().optional(),
        }
    }

    /// The body of a function, its parameters being these.
    pub(super) fn apply(&mut self, lambda: &Lambda<'a>, arguments: Vec<Shape>, place: Place<'_>) -> Shape {
        let mark = self.locals.len();
        let arguments = arguments.into_iter().chain(std::iter::repeat(Shape::unknown().optional()));
        self.locals.extend(lambda.parameters.iter().map(|parameter| parameter.name).zip(arguments));
        let body = self.eval(&lambda.body, place);
        self.locals.truncate(mark);
        body
    }

    /// Whether the name is that of a variable, which hides the function.
    fn is_function_of_user(&self, name: &str) -> bool {
        self.is_local(name) || self.scene.world.resolve(self.scene.state, name).is_some()
    }

    fn lookup(&mut self, call: &Call<'a>, arguments: &[Shape]) -> Shape {
        let Some(Argument::Value(last)) = call.arguments.last() else { return Shape::unknown().optional() };
        match (&last.kind, arguments) {
            (ExprKind::String(name), [of, _]) => of.step(name),
            _ => Shape::unknown().optional(),
        }
    }

    fn builtin(&mut self, name: &str, arguments: &[Shape]) -> Shape {
        if let Some(never) = arguments.iter().find(|argument| argument.is_never()) {
            return never.clone();
        }
        match (name, arguments) {
            ("exists", [of]) => of.presence().shape(),
            ("not", [of]) if !of.may_be_absent() => of.truth().not().shape(),
            // Of what is undefined, both are undefined.
            ("boolean", [of]) if !of.may_be_absent() => of.truth().shape(),
            ("not" | "boolean", _) => Truth::MAYBE.shape().optional(),
            ("merge", [list]) => merge(list),
            ("append", [one, two]) => {
                let all = one.items().or(&two.items());
                one.or(two).or(&Shape::list_of(all))
            }
            ("distinct" | "reverse" | "shuffle" | "sort", [list, ..]) => many(&list.items(), list),
            ("keys", _) => Shape::text().or(&Shape::list_of(Shape::text())).optional(),
            ("split", _) => Shape::text().or(&Shape::list_of(Shape::text())).optional(),
            _ => result_of(name).optional(),
        }
    }
}

/// None, one or a list of these, whatever number `list` has.
fn many(item: &Shape, list: &Shape) -> Shape {
    if item.is_never() && list.is_never() {
        return Shape::never();
    }
    if item.is_unknown() {
        return Shape::unknown().optional();
    }
    let item = item.clone().optional();
    item.or(&Shape::list_of(item.clone())).or(&Shape::list_of(Shape::never()))
}

/// `$merge([…])`: the later fields win.
fn merge(list: &Shape) -> Shape {
    let open = || Shape::open_object(std::iter::empty::<(&str, Shape)>()).optional();
    if list.is_closed_object() {
        return list.clone();
    }
    let Some(items) = list.certain_list().and_then(|list| list.as_tuple()) else { return open() };
    let [first, rest @ ..] = items else { return open() };
    rest.iter().fold(first.clone(), |all, next| all.merged(next))
}

/// What the signature says behind its last `:`.
fn result_of(name: &str) -> Shape {
    let signature = find_function(name).map_or("", |function| function.signature);
    match signature.rsplit_once(':').map(|(_, result)| result) {
        Some("s>") => Shape::text(),
        Some("n>") => Shape::number(),
        Some("b>") => Shape::boolean(),
        _ => Shape::unknown(),
    }
}

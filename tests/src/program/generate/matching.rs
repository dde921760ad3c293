//! Patterns and `match`: exhaustive as rustc demands.

use super::basics::bind;
use super::types::is_ordered;
use super::{Builder, boxed, pattern};
use asl_dsl::shape::{ErrorKind, FieldShape, Tagging, Type};
use asl_hir::{Arm, Expr, ExprKind, FieldPattern, Literal, Pattern, PatternKind};

/// Text to compare with: what values are made of.
const TEXTS: &[&str] = &["a", "b", "", "ok", "{% $states.input %}", "$.x", "it's", "0", "héllo😀"];

/// Makes one arm's pattern.
type Make = Box<dyn Fn(&mut Builder) -> Pattern>;

impl Builder {
    /// A pattern that always matches.
    pub(super) fn irrefutable(&mut self, ty: &Type, depth: u32) -> Pattern {
        match ty {
            Type::Unit => pattern(PatternKind::Wild),
            Type::Tuple(parts) if self.random.one_in(2) => {
                let parts = parts.iter().map(|part| self.irrefutable(part, depth)).collect();
                pattern(PatternKind::Tuple(parts))
            }
            Type::Struct(shape) if depth > 0 && self.random.one_in(3) => {
                let fields = self.field_patterns(shape.fields, &mut |builder, ty| builder.irrefutable(ty, depth - 1));
                pattern(PatternKind::Item { name: shape.name.to_owned(), fields })
            }
            _ if self.random.one_in(9) => pattern(PatternKind::Wild),
            ty => {
                let name = self.fresh_name();
                bind(self.bind(&name, ty, false))
            }
        }
    }

    /// The fields of a struct or variant; a name is bound but once.
    fn field_patterns(
        &mut self,
        fields: &'static [FieldShape],
        make: &mut dyn FnMut(&mut Self, &Type) -> Pattern,
    ) -> Vec<FieldPattern> {
        let mut patterns = Vec::new();
        for field in fields {
            if !field.rust.starts_with(|c: char| c.is_ascii_digit()) && self.random.one_in(3) {
                continue;
            }
            let ty = (field.ty)();
            patterns.push(FieldPattern { name: field.rust.to_owned(), pattern: make(self, &ty) });
        }
        patterns
    }

    /// A pattern that may fail to match.
    pub(super) fn refutable(&mut self, ty: &Type, depth: u32) -> Pattern {
        if depth == 0 || self.random.one_in(6) {
            return self.irrefutable(ty, 0);
        }
        if !matches!(ty, Type::Float | Type::Option(_) | Type::Tuple(_) | Type::Json)
            && self.random.one_in(6)
            && let Some(constant) = self.constant_pattern(ty)
        {
            return pattern(PatternKind::Value(boxed(constant)));
        }
        match ty {
            // No field says which it is.
            Type::Enum(shape) if matches!(shape.tagging, Tagging::Untagged) => self.irrefutable(ty, 0),
            Type::Bool => {
                let value = self.random.one_in(2);
                self.literal_pattern(Literal::Bool(value), ty)
            }
            Type::Int(int) => {
                let n = self.random.below(4) as i64;
                match self.random.below(5) {
                    0 => {
                        let (from, to) = (self.int(n, ty), self.int(n + 3, ty));
                        let inclusive = self.random.one_in(2);
                        pattern(PatternKind::Range { from: Some(boxed(from)), to: Some(boxed(to)), inclusive })
                    }
                    1 => {
                        let from = self.int(n, ty);
                        pattern(PatternKind::Range { from: Some(boxed(from)), to: None, inclusive: false })
                    }
                    2 => {
                        let both = [n, n + 1].map(|n| self.literal_pattern(Literal::Int(n.to_string()), ty));
                        pattern(PatternKind::Or(both.into()))
                    }
                    3 => {
                        let to = self.int(n + 1, ty);
                        let sub = PatternKind::Range { from: None, to: Some(boxed(to)), inclusive: int.signed };
                        let name = self.fresh_name();
                        let var = self.bind(&name, ty, false);
                        pattern(PatternKind::Bind { var, sub: Some(Box::new(pattern(sub))) })
                    }
                    _ => self.literal_pattern(Literal::Int(n.to_string()), ty),
                }
            }
            Type::String => {
                let text = (*self.random.pick(TEXTS)).to_owned();
                self.literal_pattern(Literal::Str(text), ty)
            }
            Type::Char => self.literal_pattern(Literal::Char('a'), ty),
            Type::Option(inner) => match self.random.below(4) {
                0 => pattern(PatternKind::Item { name: "None".to_owned(), fields: Vec::new() }),
                _ => self.wrapped("Some", inner, depth),
            },
            Type::Result(ok, err) => match self.random.below(3) {
                0 => self.wrapped("Ok", ok, depth),
                _ => self.wrapped("Err", err, depth),
            },
            Type::Tuple(parts) => {
                let parts = parts.iter().map(|part| self.refutable(part, depth - 1)).collect();
                pattern(PatternKind::Tuple(parts))
            }
            Type::List(inner) => {
                let many = self.random.below(3);
                pattern(PatternKind::List((0..many).map(|_| self.refutable(inner, depth - 1)).collect()))
            }
            Type::Struct(shape) => {
                let fields = self.field_patterns(shape.fields, &mut |builder, ty| builder.refutable(ty, depth - 1));
                pattern(PatternKind::Item { name: shape.name.to_owned(), fields })
            }
            Type::Enum(shape) => {
                let variant = self.random.pick(shape.variants);
                let fields = self.field_patterns(variant.fields, &mut |builder, ty| builder.refutable(ty, depth - 1));
                pattern(PatternKind::Item { name: variant.rust.to_owned(), fields })
            }
            Type::Error(shape) => {
                let variant = self.random.pick(shape.variants);
                if let ErrorKind::Transparent(inner) = variant.kind {
                    return item(variant.rust, self.refutable(&Type::Error(inner()), depth - 1));
                }
                let fields = self.field_patterns(variant.fields, &mut |builder, ty| builder.refutable(ty, depth - 1));
                pattern(PatternKind::Item { name: variant.rust.to_owned(), fields })
            }
            _ => self.irrefutable(ty, 0),
        }
    }

    fn wrapped(&mut self, name: &str, inner: &Type, depth: u32) -> Pattern {
        let sub = if self.random.one_in(2) { self.refutable(inner, depth - 1) } else { self.irrefutable(inner, 0) };
        item(name, sub)
    }

    fn literal_pattern(&mut self, literal: Literal, ty: &Type) -> Pattern {
        let value = self.lit(literal, ty);
        pattern(PatternKind::Value(boxed(value)))
    }

    /// What a pattern can take apart. Text is matched as `&str`.
    pub(super) fn scrutinee(&mut self, value: Expr) -> Expr {
        let value = match self.type_of(&value) {
            Type::String => self.method(value, "as_str", Vec::new(), &Type::String),
            _ => value,
        };
        self.told(value)
    }

    /// A `match` on a value; `arm` makes what each arm gives.
    pub(super) fn matching(&mut self, value: Expr, ty: &Type, arm: &mut dyn FnMut(&mut Self) -> Expr) -> Expr {
        let on = self.type_of(&value);
        let scrutinee = self.scrutinee(value);
        let mut arms = Vec::new();
        for _ in 0..self.random.below(3) {
            arms.push(self.scoped(|builder| {
                let pattern = builder.refutable(&on, 2);
                let guard = builder.random.one_in(3).then(|| builder.pure(&Type::Bool, 1));
                Arm { pattern, guard, body: arm(builder) }
            }));
        }
        for pattern in self.covering(&on) {
            arms.push(self.scoped(|builder| {
                let pattern = pattern(builder);
                Arm { pattern, guard: None, body: arm(builder) }
            }));
        }
        self.node(ExprKind::Match { scrutinee: boxed(scrutinee), arms }, ty)
    }

    /// Patterns that together match every value.
    fn covering(&mut self, ty: &Type) -> Vec<Make> {
        if self.random.one_in(3) {
            return vec![Box::new({
                let ty = ty.clone();
                move |builder: &mut Self| builder.irrefutable(&ty, 0)
            })];
        }
        let wrapped = |name: &'static str, inner: &Type| -> Make {
            let inner = inner.clone();
            Box::new(move |builder: &mut Self| item(name, builder.irrefutable(&inner, 1)))
        };
        let none: Make =
            Box::new(|_: &mut Self| pattern(PatternKind::Item { name: "None".to_owned(), fields: Vec::new() }));
        let variants = |fields: &'static [FieldShape], name: &'static str| -> Make {
            Box::new(move |builder: &mut Self| {
                let fields = builder.field_patterns(fields, &mut |builder, ty| builder.irrefutable(ty, 1));
                pattern(PatternKind::Item { name: name.to_owned(), fields })
            })
        };
        match ty {
            Type::Option(inner) => match self.random.one_in(2) {
                true => vec![wrapped("Some", inner), none],
                false => vec![none, wrapped("Some", inner)],
            },
            Type::Result(ok, err) => vec![wrapped("Ok", ok), wrapped("Err", err)],
            Type::Enum(shape) if !matches!(shape.tagging, Tagging::Untagged) => {
                shape.variants.iter().map(|variant| variants(variant.fields, variant.rust)).collect()
            }
            Type::Error(shape) => {
                let each = shape.variants.iter().map(|variant| match variant.kind {
                    ErrorKind::Transparent(inner) => wrapped(variant.rust, &Type::Error(inner())),
                    _ => variants(variant.fields, variant.rust),
                });
                each.collect()
            }
            Type::Bool => [true, false]
                .map(|value| -> Make {
                    Box::new(move |builder: &mut Self| builder.literal_pattern(Literal::Bool(value), &Type::Bool))
                })
                .into(),
            _ => vec![Box::new(|_: &mut Self| pattern(PatternKind::Wild))],
        }
    }

    /// A value worth matching on.
    pub(super) fn matched_value(&mut self, depth: u32) -> Expr {
        let candidates: Vec<_> = self
            .scope
            .iter()
            .filter(|known| !is_ordered(&known.ty) && !matches!(known.ty, Type::Unit | Type::Map(_) | Type::Bool))
            .cloned()
            .collect();
        if !candidates.is_empty() && !self.random.one_in(4) {
            let known = self.random.pick(&candidates).clone();
            return self.read(known.var, &known.ty);
        }
        if self.effects && self.random.one_in(2) {
            let tasks: Vec<_> =
                self.tasks.iter().filter(|task| matches!(task.output, Type::Result(..))).cloned().collect();
            let task = self.random.pick(&tasks).clone();
            return self.call_of(&task, depth);
        }
        let ty = match self.random.below(3) {
            0 => self.any_type(1),
            1 => {
                let inner = self.any_type(1);
                self.optional(inner)
            }
            _ => self.any_tuple(1),
        };
        self.expr(&ty, depth)
    }
}

fn item(name: &str, sub: Pattern) -> Pattern {
    pattern(PatternKind::Item {
        name: name.to_owned(),
        fields: vec![FieldPattern { name: "0".to_owned(), pattern: sub }],
    })
}

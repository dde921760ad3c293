//! Patterns: when they match, and what they bind.

use super::errors;
use super::fields::{member, read};
use crate::jsonata::{BinOp, Jx};
use crate::lower::{Cx, Match, Value};
use crate::shape::{EnumShape, ErrorKind, ErrorShape, FieldShape, Layout, StructShape, Tagging, Type, VariantShape};
use asl_hir::{Expr, FieldPattern, Pattern, PatternKind, Span, VarId};

/// A match under construction: every test so far, in order.
#[derive(Default)]
struct Tests {
    conds: Vec<Jx>,
    binds: Vec<(VarId, Value)>,
}

impl Tests {
    fn test(&mut self, cond: Jx) {
        self.conds.push(cond);
    }

    fn and(&mut self, found: Match) {
        self.conds.extend(found.cond);
        self.binds.extend(found.binds);
    }

    fn done(self) -> Option<Match> {
        let cond = Jx::and_in_order(self.conds);
        Some(Match { cond: (cond != Jx::Bool(true)).then_some(cond), binds: self.binds })
    }
}

impl Cx<'_> {
    /// When `value` matches `pattern`, and what that binds. The value is written once per test and binding: share it before.
    pub(crate) fn test(&mut self, pattern: &Pattern, value: &Value) -> Option<Match> {
        let mut tests = Tests::default();
        match &pattern.kind {
            PatternKind::Wild => {}
            PatternKind::Bind { var, sub } => {
                let mut value = value.clone();
                if let Some(slot) = self.program.vars.get(var.0 as usize).and_then(|var| var.ty) {
                    value.ty = super::unify(value.ty, self.slot(slot));
                }
                if let Some(sub) = sub {
                    let found = self.test(sub, &value)?;
                    tests.and(found);
                }
                tests.binds.insert(0, (*var, value));
            }
            PatternKind::Value(e) => {
                let literal = self.value_as(e, &value.ty)?;
                let equal = self.equal(value.clone(), literal, pattern.span)?;
                tests.test(equal.x);
            }
            PatternKind::Range { from, to, inclusive } => {
                let upper = if *inclusive { BinOp::Le } else { BinOp::Lt };
                self.bound(from.as_deref(), BinOp::Ge, value, &mut tests)?;
                self.bound(to.as_deref(), upper, value, &mut tests)?;
            }
            PatternKind::Or(alternatives) => return self.alternatives(alternatives, value),
            PatternKind::Tuple(parts) => self.tuple_pattern(parts, value, pattern.span, &mut tests)?,
            PatternKind::List(items) => self.list_pattern(items, value, pattern.span, &mut tests)?,
            PatternKind::Item { name, fields } => self.item(name, fields, value, pattern.span, &mut tests)?,
        }
        tests.done()
    }

    /// Binds what a pattern binds that always matches: a parameter, a `let`.
    pub(crate) fn bind_irrefutable(&mut self, pattern: &Pattern, value: Value) -> Option<()> {
        let found = self.test(pattern, &value)?;
        self.bind_all(&found);
        Some(())
    }

    fn bound(&mut self, bound: Option<&Expr>, op: BinOp, value: &Value, tests: &mut Tests) -> Option<()> {
        if let Some(bound) = bound {
            let bound = self.value_as(bound, &value.ty)?;
            tests.test(Jx::binary(op, value.x.clone(), bound.x));
        }
        Some(())
    }

    /// `a | b`: a variable takes the value of the alternative that matches.
    fn alternatives(&mut self, alternatives: &[Pattern], value: &Value) -> Option<Match> {
        let mut found = Vec::with_capacity(alternatives.len());
        for alternative in alternatives {
            found.push(self.test(alternative, value)?);
        }
        let cond = Jx::or_in_order(found.iter().map(|found| found.cond.clone().unwrap_or(Jx::Bool(true))).collect());
        let last = found.pop()?;
        let binds = last.binds.iter().map(|(var, otherwise)| {
            let branches = found.iter().filter_map(|found| {
                let (_, value) = found.binds.iter().find(|(known, _)| known == var)?;
                Some((found.cond.clone().unwrap_or(Jx::Bool(true)), value.x.clone()))
            });
            let x = Jx::choose(branches.collect(), otherwise.x.clone());
            (*var, Value { x, ty: otherwise.ty.clone() })
        });
        Some(Match { cond: (cond != Jx::Bool(true)).then_some(cond), binds: binds.collect() })
    }

    fn tuple_pattern(&mut self, parts: &[Pattern], value: &Value, span: Span, tests: &mut Tests) -> Option<()> {
        if parts.is_empty() {
            return Some(());
        }
        let Type::Tuple(types) = value.ty.peel() else {
            return self.unsupported(span, "take apart as a tuple a value of type", &value.ty, "name the fields");
        };
        if types.len() != parts.len() {
            return self.error(
                span,
                format!("cannot match {} patterns with the {} parts of `{}`", parts.len(), types.len(), value.ty),
                Some("write `_` for each part instead of `..`".to_owned()),
            );
        }
        for (i, (part, ty)) in parts.iter().zip(types).enumerate() {
            let found = self.test(part, &Value { x: Jx::element(value.x.clone(), i), ty })?;
            tests.and(found);
        }
        Some(())
    }

    fn list_pattern(&mut self, items: &[Pattern], value: &Value, span: Span, tests: &mut Tests) -> Option<()> {
        let Type::List(inner) = value.ty.peel() else {
            return self.unsupported(span, "match as a list a value of type", &value.ty, "match lists");
        };
        tests.test(Jx::eq(Jx::call("count", [value.x.clone()]), Jx::int(items.len() as i128)));
        for (i, item) in items.iter().enumerate() {
            let found = self.test(item, &Value { x: Jx::element(value.x.clone(), i), ty: (*inner).clone() })?;
            tests.and(found);
        }
        Some(())
    }

    fn item(
        &mut self,
        name: &str,
        fields: &[FieldPattern],
        value: &Value,
        span: Span,
        tests: &mut Tests,
    ) -> Option<()> {
        let ty = &value.ty;
        match (ty, name) {
            (Type::Option(inner), "Some" | "None") => {
                self.check_option(inner, span)?;
                if name == "None" {
                    tests.test(Jx::is_none(&value.x));
                    return Some(());
                }
                tests.test(Jx::is_some(&value.x));
                let inner = Value { x: value.x.unguarded().clone(), ty: (**inner).clone() };
                self.only_field(fields, &inner, tests)
            }
            (Type::Result(ok, err), "Ok" | "Err") => {
                let read = Jx::field(value.x.clone(), name);
                tests.test(Jx::exists(read.clone()));
                let ty = if name == "Ok" { ok } else { err };
                self.only_field(fields, &Value { x: read, ty: (**ty).clone() }, tests)
            }
            (Type::Struct(StructShape { layout, fields: shapes, .. }), _) => {
                self.members(value.x.clone(), *layout, shapes, fields, ty, span, tests)
            }
            (Type::Enum(shape), _) => self.variant(shape, name, fields, value, span, tests),
            (Type::Error(shape), _) => self.error_pattern(shape, name, fields, value, span, tests),
            (ty, _) => {
                let help = "match on an enum, a struct, an `Option` or a `Result`";
                self.unsupported(span, &format!("match `{name}` with a value of type"), ty, help)
            }
        }
    }

    fn only_field(&mut self, fields: &[FieldPattern], value: &Value, tests: &mut Tests) -> Option<()> {
        if let [field] = fields {
            let found = self.test(&field.pattern, value)?;
            tests.and(found);
        }
        Some(())
    }

    #[expect(clippy::too_many_arguments, reason = "one call site per kind of type; a struct would only rename them")]
    fn members(
        &mut self,
        content: Jx,
        layout: Layout,
        shapes: &'static [FieldShape],
        fields: &[FieldPattern],
        ty: &Type,
        span: Span,
        tests: &mut Tests,
    ) -> Option<()> {
        for field in fields {
            if matches!(field.pattern.kind, PatternKind::Wild) {
                continue;
            }
            let Some(value) = member(content.clone(), layout, shapes, &field.name) else {
                return self.error(
                    span,
                    format!("cannot match field `{}`: it isn't part of the JSON of `{ty}`", field.name),
                    Some("remove `#[serde(skip)]` from the field, or write `..`".to_owned()),
                );
            };
            let found = self.test(&field.pattern, &value)?;
            tests.and(found);
        }
        Some(())
    }

    fn variant(
        &mut self,
        shape: &'static EnumShape,
        name: &str,
        fields: &[FieldPattern],
        value: &Value,
        span: Span,
        tests: &mut Tests,
    ) -> Option<()> {
        let Some(variant) = shape.variants.iter().find(|variant| variant.rust == name) else {
            return self.error(
                span,
                format!("cannot match `{name}`: the JSON of `{}` has no such variant", value.ty),
                Some("remove `#[serde(skip)]` from the variant, or match another".to_owned()),
            );
        };
        let sole = shape.variants.len() == 1;
        let x = &value.x;
        let (cond, content) = match shape.tagging {
            Tagging::External => (is_external(x, variant), Jx::field(x.clone(), variant.json)),
            Tagging::Internal { tag } => {
                let content = match (variant.layout, variant.fields, fields) {
                    // The struct inside a newtype variant shares its object with the tag, which isn't part of it.
                    (Layout::Newtype, [inner], [only]) if !matches!(only.pattern.kind, PatternKind::Wild) => {
                        let fields = match (inner.ty)().peel() {
                            Type::Struct(shape) => shape.fields,
                            _ => &[],
                        };
                        self.without(x, &[tag], fields)
                    }
                    _ => x.clone(),
                };
                (has_tag(x, tag, variant), content)
            }
            Tagging::Adjacent { tag, content } => (has_tag(x, tag, variant), Jx::field(x.clone(), content)),
            Tagging::Untagged if sole => (Jx::Bool(true), x.clone()),
            Tagging::Untagged => {
                return self.unsupported(
                    span,
                    "match variants of the untagged enum",
                    &value.ty,
                    "give the enum a tag: `#[serde(tag = \"type\")]`",
                );
            }
        };
        if !sole {
            tests.test(cond);
        }
        self.members(content, variant.layout, variant.fields, fields, &value.ty, span, tests)
    }

    fn error_pattern(
        &mut self,
        shape: &'static ErrorShape,
        name: &str,
        fields: &[FieldPattern],
        value: &Value,
        span: Span,
        tests: &mut Tests,
    ) -> Option<()> {
        let Some(variant) = shape.variants.iter().find(|variant| variant.rust == name) else {
            return self.unsupported(span, &format!("match `{name}` with"), &value.ty, "match its variants");
        };
        if let Some(cond) = errors::is_variant(&value.x, shape, variant) {
            tests.test(cond);
        }
        match variant.kind {
            ErrorKind::Transparent(inner) => {
                let value = Value { x: value.x.clone(), ty: Type::Error(inner()) };
                self.only_field(fields, &value, tests)
            }
            ErrorKind::Other => {
                for field in fields {
                    let x = match field.name.as_str() {
                        "cause" | "1" => errors::cause(&value.x),
                        _ => Jx::field(value.x.clone(), "Error"),
                    };
                    let value = Value { x, ty: Type::String };
                    let found = self.test(&field.pattern, &value)?;
                    tests.and(found);
                }
                Some(())
            }
            ErrorKind::Named(_) => {
                if fields.iter().all(|field| matches!(field.pattern.kind, PatternKind::Wild)) {
                    return Some(());
                }
                let payload = self.payload(&value.x, variant.fields);
                for field in fields {
                    // The payload is an object whatever the variant's layout: positional fields are named by position.
                    let Some(shape) = super::types::find_field(variant.fields, &field.name) else {
                        continue;
                    };
                    let found = self.test(&field.pattern, &read(payload.clone(), shape))?;
                    tests.and(found);
                }
                Some(())
            }
        }
    }
}

/// `"Idle"`, or an object whose one key is the variant's name.
fn is_external(x: &Jx, variant: &VariantShape) -> Jx {
    if variant.layout == Layout::Unit {
        return match x {
            // An object literal is another variant.
            Jx::Object(_) => Jx::Bool(false),
            x => Jx::eq(x.clone(), Jx::str(variant.json)),
        };
    }
    match x {
        Jx::Str(_) => Jx::Bool(false),
        x => Jx::exists(Jx::field(x.clone(), variant.json)),
    }
}

fn has_tag(x: &Jx, tag: &str, variant: &VariantShape) -> Jx {
    Jx::eq(Jx::field(x.clone(), tag), Jx::str(variant.json))
}

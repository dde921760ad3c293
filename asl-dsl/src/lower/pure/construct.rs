//! Making values: structs, enum variants, errors, options, results, tuples, defaults.

use super::errors;
use super::types::{element, option_of, unify};
use crate::jsonata::{Element, Jx};
use crate::lower::{Cx, Value};
use crate::shape::{ErrorKind, ErrorShape, FieldShape, Layout, Skipped, Tagging, Type, VariantShape};
use asl_hir::{Expr, ExprKind, FieldInit, Span};

/// The fields of a constructor as written: `name: value` or by position.
struct Parts<'e> {
    named: &'e [FieldInit],
    positional: &'e [Expr],
    base: Option<&'e Expr>,
}

impl<'e> Parts<'e> {
    fn get(&self, field: &FieldShape) -> Option<&'e Expr> {
        match self.named.iter().find(|init| init.name == field.rust) {
            Some(init) => Some(&init.value),
            None => field.rust.parse::<usize>().ok().and_then(|at| self.positional.get(at)),
        }
    }
}

/// Whether a field is in the JSON.
pub(super) enum Presence {
    /// With this value.
    There(Jx),
    /// Decided when it runs: an object with the field or without.
    Maybe(Jx),
    /// Left out.
    Absent,
}

impl Cx<'_> {
    pub(super) fn construct(&mut self, e: &Expr, want: &Type) -> Option<Value> {
        let ty = unify(e.ty.map_or(Type::Unknown, |slot| self.slot(slot)), want.clone());
        let (name, parts) = match &e.kind {
            ExprKind::Struct { name, fields, base } => {
                (name, Parts { named: fields, positional: &[], base: base.as_deref() })
            }
            ExprKind::Ctor { name, args } => (name, Parts { named: &[], positional: args, base: None }),
            _ => return None,
        };
        let x = match &ty {
            Type::Struct(shape) => self.content(shape.layout, shape.fields, &parts, &ty, e.span)?,
            Type::Enum(shape) => {
                let Some(variant) = shape.variants.iter().find(|variant| variant.rust == *name) else {
                    return self.no_variant(e.span, name, &ty);
                };
                let content = self.content(variant.layout, variant.fields, &parts, &ty, e.span)?;
                tagged(shape.tagging, variant, content)
            }
            Type::TaskToken => crate::lower::token::task_token(),
            Type::Error(shape) => self.error_value(shape, name, &parts, e.span)?,
            ty => {
                return self.unsupported(
                    e.span,
                    &format!("make `{name}`: it isn't a value of"),
                    ty,
                    "derive `Shape` on it",
                );
            }
        };
        Some(Value { x, ty })
    }

    fn no_variant<T>(&mut self, span: Span, name: &str, ty: &Type) -> Option<T> {
        self.error(
            span,
            format!("cannot use `{name}`: the JSON of `{ty}` has no such variant"),
            Some("remove `#[serde(skip)]` from the variant, or use another".to_owned()),
        )
    }

    /// The JSON of the fields alone.
    fn content(
        &mut self,
        layout: Layout,
        fields: &'static [FieldShape],
        parts: &Parts<'_>,
        ty: &Type,
        span: Span,
    ) -> Option<Jx> {
        match layout {
            Layout::Unit => Some(Jx::Null),
            Layout::Newtype => {
                let field = fields.first()?;
                match parts.get(field) {
                    Some(value) => Some(self.value_as(value, &(field.ty)())?.x),
                    None => Some(self.value_as(parts.base?, ty)?.x),
                }
            }
            Layout::Tuple => {
                let mut elements = Vec::with_capacity(fields.len());
                for field in fields {
                    let ty = (field.ty)();
                    let Some(value) = parts.get(field) else {
                        return self.missing(span, field, ty);
                    };
                    elements.push((self.value_as(value, &ty)?.x, element(&ty)));
                }
                Some(Jx::array(elements))
            }
            Layout::Object => self.object(fields, parts, ty, span),
        }
    }

    fn missing<T>(&mut self, span: Span, field: &FieldShape, ty: Type) -> Option<T> {
        self.error(
            span,
            format!("cannot leave out field `{}` of type `{ty}`", field.rust),
            Some("write every field out".to_owned()),
        )
    }

    fn object(&mut self, fields: &'static [FieldShape], parts: &Parts<'_>, ty: &Type, span: Span) -> Option<Jx> {
        let mut members: Vec<(&'static str, Jx)> = Vec::with_capacity(fields.len());
        // Members that may be absent, each an object of its own, and the keys that a base must not bring back.
        let (mut absent, mut gone) = (Vec::new(), Vec::new());
        for field in fields {
            match parts.get(field) {
                Some(value) if field.skipped != Skipped::Never => {
                    let x = self.value_as(value, &(field.ty)())?.x;
                    let is_some = matches!(value.kind, ExprKind::Some(_));
                    match self.presence(field, x, is_some, value.span)? {
                        Presence::There(x) => {
                            members.push((field.json, x));
                            continue;
                        }
                        Presence::Maybe(object) => absent.push(object),
                        Presence::Absent => {}
                    }
                    gone.push(field.json);
                }
                Some(value) => members.push((field.json, self.value_as(value, &(field.ty)())?.x)),
                None if parts.base.is_some() => {}
                None => return self.missing(span, field, (field.ty)()),
            }
        }
        let Some(base) = parts.base else {
            return Some(merged(std::iter::once(Jx::object(members)).chain(absent)));
        };
        let base = self.value_as(base, ty)?;
        let base = if gone.is_empty() { base.x } else { self.without(&base.x, &gone, fields) };
        Some(match base {
            // The members keep the place they have in the type.
            Jx::Object(known) => {
                let all = Jx::object(known.iter().cloned().chain(members.into_iter().map(|(key, x)| (key.into(), x))));
                merged(std::iter::once(all).chain(absent))
            }
            base => merged([base, Jx::object(members)].into_iter().chain(absent)),
        })
    }

    /// Whether a field that serde may leave out is in the JSON. `null` is not the same to a service: it may refuse it.
    pub(super) fn presence(&mut self, field: &FieldShape, x: Jx, is_some: bool, span: Span) -> Option<Presence> {
        let name = self.local(field.rust);
        let there = match field.skipped {
            Skipped::If(path) => {
                let Some(there) = is_not_empty(path, &(field.ty)(), &x, Jx::local(&name)) else {
                    let message = format!("cannot tell whether `{path}` leaves out the field `{}`", field.rust);
                    return self.error(span, message, Some("use an `Option` and `Option::is_none`".to_owned()));
                };
                there
            }
            Skipped::Never | Skipped::None if is_some => Jx::Bool(true),
            Skipped::Never | Skipped::None if x.is_literal() => Jx::Bool(x != Jx::Null),
            Skipped::Never | Skipped::None => Jx::ne(Jx::local(&name), Jx::Null),
        };
        Some(match there {
            Jx::Bool(true) => Presence::There(x),
            Jx::Bool(false) => Presence::Absent,
            there => {
                let member = Jx::object([(field.json, Jx::local(&name))]);
                Presence::Maybe(Jx::bind(&name, x, Jx::cond(there, member, Jx::object::<&str>([]))))
            }
        })
    }

    fn error_value(&mut self, shape: &'static ErrorShape, name: &str, parts: &Parts<'_>, span: Span) -> Option<Jx> {
        let ty = Type::Error(shape);
        let Some(variant) = shape.variants.iter().find(|variant| variant.rust == name) else {
            return self.no_variant(span, name, &ty);
        };
        match variant.kind {
            ErrorKind::Named(name) => {
                let payload = self.object(variant.fields, parts, &ty, span)?;
                Some(errors::named(name, &payload))
            }
            ErrorKind::Transparent(inner) => {
                let value = parts.named.first().map(|init| &init.value).or_else(|| parts.positional.first())?;
                Some(self.value_as(value, &Type::Error(inner()))?.x)
            }
            ErrorKind::Other => {
                let mut texts = Vec::new();
                for field in variant.fields {
                    match parts.get(field) {
                        Some(value) => texts.push(self.value_as(value, &Type::String)?.x),
                        None => return self.missing(span, field, Type::String),
                    }
                }
                let mut texts = texts.into_iter();
                Some(errors::parts(texts.next()?, texts.next().unwrap_or_else(|| Jx::str(""))))
            }
        }
    }

    pub(super) fn some(&mut self, inner: &Expr, want: &Type) -> Option<Value> {
        let want = match option_of(want) {
            Type::Option(inner) => *inner,
            _ => Type::Unknown,
        };
        let value = self.value_as(inner, &want)?;
        self.check_option(&value.ty, inner.span)?;
        Some(Value { x: value.x, ty: Type::option(value.ty) })
    }

    /// JSON has one null: `Some(None)` and `Some(())` can't be told from `None`.
    pub(crate) fn check_option(&mut self, inner: &Type, span: Span) -> Option<()> {
        if matches!(inner.peel(), Type::Option(_) | Type::Unit) {
            return self.error(
                span,
                format!("cannot tell `Some` from `None` in `Option<{inner}>`: both are null in JSON"),
                Some("use an enum with a variant for each case".to_owned()),
            );
        }
        Some(())
    }

    /// `Ok(e)` or `Err(e)`: `{"Ok": e}`, `{"Err": e}`.
    pub(super) fn outcome(&mut self, variant: &'static str, inner: &Expr, want: &Type) -> Option<Value> {
        let (ok, err) = match want {
            Type::Result(ok, err) => (&**ok, &**err),
            _ => (&Type::Unknown, &Type::Unknown),
        };
        let value = self.value_as(inner, if variant == "Ok" { ok } else { err })?;
        let ty = match variant {
            "Ok" => Type::Result(Box::new(value.ty), Box::new(err.clone())),
            _ => Type::Result(Box::new(ok.clone()), Box::new(value.ty)),
        };
        Some(Value { x: Jx::object([(variant, value.x)]), ty })
    }

    /// The default of a type of the standard library.
    pub(crate) fn default_value(&mut self, ty: &Type, span: Span) -> Option<Value> {
        let x = match ty {
            Type::TaskToken => crate::lower::token::task_token(),
            Type::Unit | Type::Option(_) => Jx::Null,
            Type::Bool => Jx::Bool(false),
            Type::Int(_) | Type::Float | Type::Duration => Jx::int(0),
            Type::String => Jx::str(""),
            Type::Char => Jx::str("\0"),
            Type::List(_) => Jx::empty(),
            Type::Map(_) => Jx::object::<&str>([]),
            Type::Tuple(parts) => {
                let mut elements: Vec<(Jx, Element)> = Vec::with_capacity(parts.len());
                for part in parts {
                    elements.push((self.default_value(part, span)?.x, element(part)));
                }
                Jx::array(elements)
            }
            ty => {
                return self.unsupported(
                    span,
                    "use the default of",
                    ty,
                    "write the value out, or put it into a `const`",
                );
            }
        };
        Some(Value { x, ty: ty.clone() })
    }
}

/// What the standard library's `is_empty` of a list or text denies, if `path` is that. `name` stands for `x`.
fn is_not_empty(path: &str, ty: &Type, x: &Jx, name: Jx) -> Option<Jx> {
    let mut segments = path.rsplit("::");
    let of_std = segments.next() == Some("is_empty") && matches!(segments.next(), Some("Vec" | "VecDeque" | "String"));
    match (ty.peel(), x) {
        _ if !of_std => None,
        (Type::List(_), Jx::Array(elements)) => Some(Jx::Bool(!elements.is_empty())),
        (Type::List(_), _) => Some(Jx::ne(Jx::call("count", [name]), Jx::int(0))),
        (Type::String, Jx::Str(text)) => Some(Jx::Bool(!text.is_empty())),
        (Type::String, _) => Some(Jx::ne(name, Jx::str(""))),
        _ => None,
    }
}

/// `$merge([…])`: shallow, the later wins, as in a struct update. What adds nothing is left out.
pub(super) fn merged(parts: impl IntoIterator<Item = Jx>) -> Jx {
    let adds = |(i, part): &(usize, Jx)| *i == 0 || !matches!(part, Jx::Object(members) if members.is_empty());
    let parts: Vec<Jx> = parts.into_iter().enumerate().filter(adds).map(|(_, part)| part).collect();
    match <[Jx; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => {
            Jx::call("merge", [Jx::array(parts.into_iter().map(|part| (part, Element::Single)).collect::<Vec<_>>())])
        }
    }
}

/// A variant's JSON from that of its fields.
fn tagged(tagging: Tagging, variant: &VariantShape, content: Jx) -> Jx {
    let name = Jx::str(variant.json);
    match (tagging, variant.layout) {
        (Tagging::External, Layout::Unit) => name,
        (Tagging::External, _) => Jx::object([(variant.json, content)]),
        (Tagging::Internal { tag }, Layout::Unit) | (Tagging::Adjacent { tag, .. }, Layout::Unit) => {
            Jx::object([(tag, name)])
        }
        (Tagging::Internal { tag }, _) => match content {
            Jx::Object(members) => Jx::object(std::iter::once((tag.into(), name)).chain(members.iter().cloned())),
            content => merged([Jx::object([(tag, name)]), content]),
        },
        (Tagging::Adjacent { tag, content: key }, _) => Jx::object([(tag, name), (key, content)]),
        (Tagging::Untagged, _) => content,
    }
}

//! Patterns.

use super::exprs::{NameKind, member_name};
use super::literals::literal;
use super::{Front, expr, plain, position};
use asl_hir::{Expr, ExprKind, FieldPattern, Pattern, PatternKind, Var, VarId};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::Pat;
use syn::spanned::Spanned as _;

/// What one pattern has bound so far: the alternatives of an or-pattern bind the same variables.
type Bound = Vec<(String, VarId)>;

impl Front {
    /// Translates a pattern and binds its names in the innermost scope.
    pub(crate) fn pattern(&mut self, source: &Pat) -> Pattern {
        let mut bound = Bound::new();
        let pattern = self.sub_pattern(source, &mut bound);
        for (name, var) in bound {
            self.names.bind(name, var);
        }
        pattern
    }

    /// Adds a variable without binding its name.
    pub(crate) fn declare(&mut self, ident: &Ident, mutable: bool) -> VarId {
        let var = VarId(self.vars.len() as u32);
        self.vars.push(Var { name: plain(ident), mutable, ty: None, span: position(ident.span()) });
        self.idents.push(ident.clone());
        var
    }

    /// The variables a pattern binds, with the tokens that bind them.
    pub(crate) fn bindings_of(&self, pattern: &Pattern) -> Vec<(VarId, Ident)> {
        let ident = |var: VarId| Some((var, self.idents.get(var.0 as usize)?.clone()));
        pattern.bindings().into_iter().filter_map(ident).collect()
    }

    fn sub_pattern(&mut self, source: &Pat, bound: &mut Bound) -> Pattern {
        let kind = match source {
            Pat::Wild(_) => PatternKind::Wild,
            Pat::Ident(ident) => return self.ident_pattern(ident, bound),
            Pat::Type(typed) => return self.sub_pattern(&typed.pat, bound),
            Pat::Paren(inner) => return self.sub_pattern(&inner.pat, bound),
            Pat::Reference(inner) if inner.mutability.is_none() => return self.sub_pattern(&inner.pat, bound),
            Pat::Lit(lit) => match literal(&lit.lit) {
                Ok(value) => PatternKind::Value(Box::new(expr(ExprKind::Lit(value), lit.span()))),
                Err(message) => return self.reject_pattern(source, &message, "compare it in a `#[task]`"),
            },
            Pat::Path(path) => self.path_pattern(path),
            Pat::TupleStruct(item) => {
                let name = last_name(&item.path);
                let mut fields = Vec::new();
                for (i, part) in self.positional(&item.elems, bound).into_iter().enumerate() {
                    fields.push(FieldPattern { name: i.to_string(), pattern: part });
                }
                PatternKind::Item { name, fields }
            }
            Pat::Struct(item) => {
                let fields = item.fields.iter().map(|field| FieldPattern {
                    name: member_name(&field.member),
                    pattern: self.sub_pattern(&field.pat, bound),
                });
                PatternKind::Item { name: last_name(&item.path), fields: fields.collect() }
            }
            Pat::Tuple(tuple) => PatternKind::Tuple(self.positional(&tuple.elems, bound)),
            Pat::Slice(slice) => {
                if let Some(rest) = slice.elems.iter().find(|part| is_rest(part)) {
                    return self.reject_pattern(
                        rest,
                        "`..` in a list pattern has no JSONata equivalent",
                        "match on `xs.first()`, `xs.get(1)` or `xs.len()`",
                    );
                }
                PatternKind::List(slice.elems.iter().map(|part| self.sub_pattern(part, bound)).collect())
            }
            Pat::Or(or) => PatternKind::Or(or.cases.iter().map(|case| self.sub_pattern(case, bound)).collect()),
            Pat::Range(range) => PatternKind::Range {
                from: range.start.as_deref().map(|bound| Box::new(self.bound_value(bound))),
                to: range.end.as_deref().map(|bound| Box::new(self.bound_value(bound))),
                inclusive: matches!(range.limits, syn::RangeLimits::Closed(_)),
            },
            Pat::Reference(_) => {
                return self.reject_pattern(
                    source,
                    "`&mut` in a pattern lends a variable, but a state machine has only values",
                    "bind the value, and assign to the variable itself",
                );
            }
            _ => {
                return self.reject_pattern(
                    source,
                    "this pattern can't become the condition of a Choice",
                    "bind the value and test it with `if`",
                );
            }
        };
        Pattern { kind, span: position(source.span()) }
    }

    fn ident_pattern(&mut self, source: &syn::PatIdent, bound: &mut Bound) -> Pattern {
        let name = plain(&source.ident);
        let span = position(source.span());
        if let (Some(_), Some(mutability)) = (&source.by_ref, &source.mutability) {
            return self.reject_pattern(
                &mutability,
                "`ref mut` lends a variable, but a state machine has only values",
                "bind the value, and assign to the variable itself",
            );
        }
        let plain_name = source.by_ref.is_none() && source.mutability.is_none() && source.subpat.is_none();
        match NameKind::of_ident(&name) {
            NameKind::Type if plain_name => {
                return Pattern { kind: PatternKind::Item { name, fields: Vec::new() }, span };
            }
            NameKind::Constant if plain_name => {
                let kind = PatternKind::Value(Box::new(self.constant_value(&source.ident)));
                return Pattern { kind, span };
            }
            _ => {}
        }
        let var = match bound.iter().find(|(known, _)| *known == name) {
            Some((_, var)) => *var,
            None => {
                let var = self.declare(&source.ident, source.mutability.is_some());
                bound.push((name, var));
                var
            }
        };
        let sub = source.subpat.as_ref().map(|(_, sub)| Box::new(self.sub_pattern(sub, bound)));
        Pattern { kind: PatternKind::Bind { var, sub }, span }
    }

    fn path_pattern(&mut self, source: &syn::ExprPath) -> PatternKind {
        match NameKind::of_path(&source.path) {
            NameKind::Constant => PatternKind::Value(Box::new(self.constant_value(source))),
            _ => PatternKind::Item { name: last_name(&source.path), fields: Vec::new() },
        }
    }

    /// Patterns by position. A `..` at the end leaves the rest unnamed; elsewhere the positions after it are unknown here.
    fn positional(
        &mut self,
        source: &syn::punctuated::Punctuated<Pat, syn::Token![,]>,
        bound: &mut Bound,
    ) -> Vec<Pattern> {
        let mut parts = Vec::new();
        for (i, part) in source.iter().enumerate() {
            if !is_rest(part) {
                parts.push(self.sub_pattern(part, bound));
            } else if i + 1 < source.len() {
                let error = self.reject_pattern(
                    part,
                    "`..` before other fields hides which fields those are",
                    "write `_` for each field left out",
                );
                parts.push(error);
            }
        }
        parts
    }

    fn bound_value(&mut self, source: &syn::Expr) -> Expr {
        match source {
            syn::Expr::Lit(lit) => match literal(&lit.lit) {
                Ok(value) => expr(ExprKind::Lit(value), lit.span()),
                Err(message) => self.reject(source, message, "compare it in a `#[task]`").hir,
            },
            other => self.constant_value(other),
        }
    }

    /// A constant in a pattern. Its type is that of what is matched.
    fn constant_value(&mut self, source: &(impl ToTokens + syn::spanned::Spanned)) -> Expr {
        let span = source.span();
        let id = self.data(source);
        expr(ExprKind::Const(id), span)
    }

    fn reject_pattern(&mut self, at: &dyn ToTokens, message: &str, help: &str) -> Pattern {
        self.errors.report(at, message, help);
        Pattern { kind: PatternKind::Wild, span: Default::default() }
    }
}

fn is_rest(pattern: &Pat) -> bool {
    matches!(pattern, Pat::Rest(_))
        || matches!(pattern, Pat::Ident(ident) if ident.subpat.as_ref().is_some_and(|(_, sub)| is_rest(sub)))
}

fn last_name(path: &syn::Path) -> String {
    path.segments.last().map(|segment| plain(&segment.ident)).unwrap_or_default()
}

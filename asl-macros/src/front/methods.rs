//! Method calls and the closures in their arguments.

use super::exprs::NameKind;
use super::probe::{parenthesized, tied};
use super::{Barrier, Ends, Front, Node, Question, ends, plain};
use crate::methods::{Check, ResultSlot};
use asl_hir::{Closure, ExprKind, Pattern, PatternKind};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprClosure, ExprMethodCall, ExprPath};

impl Front {
    pub(crate) fn method_call(&mut self, source: &ExprMethodCall) -> Node {
        if let Some(node) = self.option(source) {
            return node;
        }
        let name = plain(&source.method);
        let receiver = self.expr(&source.receiver);
        let known = match crate::methods::find(&name) {
            Ok(known) => known,
            Err(refusal) => return self.reject(&source.method, refusal.message, refusal.help),
        };
        let span = source.method.span();
        let receiver = match known.check {
            Some(Check::Receiver(function)) => self.checked(receiver, &source.receiver, function, span),
            _ => self.known(receiver, &source.receiver),
        };
        if crate::methods::changes(&name, source.args.len())
            && let Some(ident) = root(&source.receiver)
            && let Some((_, Some(barrier))) = self.variable(ident)
        {
            self.assigned_copy(ident, barrier);
        }
        let mut args = Vec::new();
        let mut body = TokenStream::new();
        for (i, pair) in source.args.pairs().enumerate() {
            let (arg, comma) = pair.into_tuple();
            let node = self.argument(arg, crate::methods::applies(&name, i));
            args.push(node.hir);
            body.extend(node.probe);
            comma.to_tokens(&mut body);
        }
        let (base, dot, method, turbofish) = (receiver.probe, &source.dot_token, &source.method, &source.turbofish);
        let arguments = parenthesized(body, source.paren_token.span.close());
        let kind = ExprKind::Method { receiver: Box::new(receiver.hir), name, args };
        let mut node = Node::new(kind, span, quote!(#base #dot #method #turbofish #arguments));
        let question = match known.slot {
            ResultSlot::Unneeded => None,
            ResultSlot::Whole => Some(Question::Type),
            ResultSlot::Through(function) => Some(Question::Through(function)),
        };
        let check = match known.check {
            Some(Check::Result(function)) => Some(function),
            _ => None,
        };
        if question.is_some() || check.is_some() {
            let slot = self.slot(span);
            node.hir.ty = question.map(|question| self.ask(slot, question, span));
            self.checks.extend(check.map(|function| super::Check { slot, function, span }));
            node.probe = tied(slot, node.probe, method_ends(source));
        }
        node
    }

    /// An argument of a method: a value, a closure, or a constructor that stands for one.
    fn argument(&mut self, source: &Expr, applied: bool) -> Node {
        match source {
            Expr::Closure(closure) => self.closure(closure),
            Expr::Path(path) => match path.path.get_ident() {
                Some(ident) if ident == "Some" || ident == "Ok" => self.constructor_closure(path, ident),
                _ => match path.path.segments.last() {
                    Some(last) if applied && NameKind::of_path(&path.path) == NameKind::Type => {
                        self.constructor_closure(path, &last.ident)
                    }
                    _ => self.expr(source),
                },
            },
            other => self.expr(other),
        }
    }

    /// `.map(Some)` is `.map(|value| Some(value))`, `.map_err(OrderError::Pay)` is `.map_err(|value| OrderError::Pay(value))`.
    fn constructor_closure(&mut self, source: &ExprPath, ident: &proc_macro2::Ident) -> Node {
        let span = ident.span();
        let var = self.declare(&proc_macro2::Ident::new("value", span), false);
        let value = super::expr(ExprKind::Var(var), span);
        let body = match plain(ident).as_str() {
            "Some" => super::expr(ExprKind::Some(Box::new(value)), span),
            "Ok" => super::expr(ExprKind::Ok(Box::new(value)), span),
            name => {
                let slot = self.slot(span);
                let mut body = super::expr(ExprKind::Ctor { name: name.to_owned(), args: vec![value] }, span);
                body.ty = Some(self.ask(slot, Question::Constructs(source.to_token_stream()), span));
                body
            }
        };
        let pattern = Pattern { kind: PatternKind::Bind { var, sub: None }, span: super::position(span) };
        let closure = Closure { params: vec![pattern], body: Box::new(body) };
        Node::new(ExprKind::Closure(closure), span, source.to_token_stream())
    }

    fn closure(&mut self, source: &ExprClosure) -> Node {
        if let Some(asyncness) = &source.asyncness {
            return self.reject(
                asyncness,
                "an `async` closure has states, and a method's closure becomes one JSONata expression",
                "use `map_each(items, 1, |item| async move { … })`, or a `for` loop",
            );
        }
        if let Expr::Async(block) = &*source.body {
            return self.reject(
                &block.async_token,
                "an `async` block has states, and a method's closure becomes one JSONata expression",
                "use `map_each(items, 1, |item| async move { … })`, or a `for` loop",
            );
        }
        let (params, body, never) = self.scope(Some(Barrier::Closure), |front| {
            let params: Vec<_> = source.inputs.iter().map(|input| front.pattern(input)).collect();
            let (body, never) = front.closure_body(&source.body);
            (params, body, never)
        });
        let (capture, or1, inputs, or2) = (&source.capture, &source.inputs_begin, &source.inputs, &source.inputs_end);
        let (output, probe) = (&source.output, body.probe);
        let kind = ExprKind::Closure(Closure { params, body: Box::new(body.hir) });
        Node::new(kind, source.span(), quote!(#capture #or1 #inputs #or2 #output { #never #probe }))
    }

    pub(crate) fn stray_closure(&mut self, source: &ExprClosure) -> Node {
        self.reject(
            source,
            "a closure is translated only as the argument of a method: a state machine has no function values",
            "write it where it is used, as in `.map(|x| …)`, or declare a `#[task]`",
        )
    }
}

fn method_ends(source: &ExprMethodCall) -> Ends {
    Ends { first: ends(&source.receiver).first, last: source.paren_token.span.close() }
}

/// The variable that a place is a part of.
fn root(source: &Expr) -> Option<&proc_macro2::Ident> {
    match source {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Paren(inner) => root(&inner.expr),
        Expr::Group(inner) => root(&inner.expr),
        _ => None,
    }
}

//! The probe: how sub-expressions are tied to slots so that rustc answers, and says each error once.
//!
//! rustc prints a diagnostic once if it is found twice with equal text and spans. The native copy and the probe hold the
//! same user code, so whatever wraps it must not widen its spans: `tie` takes the span of the first user token and its closing
//! parenthesis that of the last, which makes the call cover exactly the user's expression.

use super::{Check, Front, Node, Question, Slot};
use asl_hir::Pattern;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;

/// The spans of the first and the last token of something.
#[derive(Clone, Copy)]
pub(crate) struct Ends {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

/// `::asl_dsl::__private::name`, at a span.
pub(crate) fn private(name: &str, span: Span) -> TokenStream {
    let name = Ident::new(name, span);
    quote_spanned!(span=> ::asl_dsl::__private::#name)
}

/// The slot's variable where it is declared and tied.
pub(crate) fn slot_ident(slot: Slot) -> Ident {
    slot_ident_at(slot, slot.span)
}

/// The slot's variable where rustc is asked: what is wrong with the type is reported on that token.
pub(crate) fn slot_ident_at(slot: Slot, span: Span) -> Ident {
    Ident::new(&format!("__slot{}", slot.id), span.resolved_at(slot.span))
}

/// `never();`: what follows is type-checked but not borrow-checked, because it can't be reached. Needed in each body:
/// the function's, each closure's, each `async` block's.
pub(crate) fn never() -> TokenStream {
    quote!(::asl_dsl::__private::never();)
}

/// `(tokens)` whose closing parenthesis stands at `last`.
pub(crate) fn parenthesized(tokens: TokenStream, last: Span) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(last);
    TokenTree::Group(group).into()
}

impl Front {
    /// Asks for the type of an expression.
    pub(crate) fn tie(&mut self, mut node: Node, ends: Ends) -> Node {
        let slot = self.slot(ends.first);
        node.hir.ty = Some(self.ask(slot, Question::Type, ends.first));
        node.probe = tied(slot, node.probe, ends);
        node
    }

    /// Demands that the type of an expression meets a bound, which is reported on `span`.
    pub(crate) fn checked(&mut self, mut node: Node, source: &Expr, function: &'static str, span: Span) -> Node {
        if !can_be_tied(source) {
            return node;
        }
        let ends = ends(source);
        let slot = self.slot(ends.first);
        if !node.hir.type_follows() {
            node.hir.ty = Some(self.ask(slot, Question::Type, ends.first));
        }
        node.probe = tied(slot, node.probe, ends);
        self.checks.push(Check { slot, function, span });
        node
    }

    /// Asks for the type of an expression unless it follows from its parts.
    pub(crate) fn known(&mut self, node: Node, source: &Expr) -> Node {
        if node.hir.type_follows() || !can_be_tied(source) { node } else { self.tie(node, ends(source)) }
    }

    /// Statements that ask for the types of what a pattern binds.
    pub(crate) fn see(&mut self, pattern: &Pattern, span: Span) -> TokenStream {
        let mut statements = TokenStream::new();
        for (var, ident) in self.bindings_of(pattern) {
            let slot = self.slot(ident.span());
            let asked = self.ask(slot, Question::Type, span);
            if let Some(var) = self.vars.get_mut(var.0 as usize) {
                var.ty = Some(asked);
            }
            let slot = slot_ident(slot);
            statements.extend(quote!(::asl_dsl::__private::see(&#slot, &#ident);));
        }
        statements
    }
}

/// `tie(&slot, probe)`, covering exactly what lies between the ends.
pub(crate) fn tied(slot: Slot, probe: TokenStream, ends: Ends) -> TokenStream {
    let slot = slot_ident(slot);
    let mut tokens = private("tie", ends.first);
    tokens.extend(parenthesized(quote!(&#slot, #probe), ends.last));
    tokens
}

/// Unsized places can't be passed to a function: `*text`, `list[1..]`.
fn can_be_tied(source: &Expr) -> bool {
    match source {
        Expr::Unary(unary) => !matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Index(index) => !matches!(*index.index, Expr::Range(_)),
        Expr::Paren(inner) => can_be_tied(&inner.expr),
        Expr::Group(inner) => can_be_tied(&inner.expr),
        _ => true,
    }
}

/// The first and the last token of an expression. Chains are walked rather than turned into tokens: each link asks.
pub(crate) fn ends(source: &Expr) -> Ends {
    let last = match source {
        Expr::MethodCall(call) => Some(call.paren_token.span.close()),
        Expr::Call(call) => Some(call.paren_token.span.close()),
        Expr::Index(index) => Some(index.bracket_token.span.close()),
        Expr::Field(field) => Some(last_token(&field.member)),
        Expr::Await(wait) => Some(wait.await_token.span),
        Expr::Try(question) => Some(question.question_token.span),
        Expr::Binary(binary) => Some(ends(&binary.right).last),
        Expr::Struct(item) => Some(item.brace_token.span.close()),
        Expr::Paren(paren) => Some(paren.paren_token.span.close()),
        _ => None,
    };
    let Some(last) = last else { return token_ends(source) };
    let mut head = source;
    loop {
        head = match head {
            Expr::MethodCall(call) => &call.receiver,
            Expr::Call(call) => &call.func,
            Expr::Index(index) => &index.expr,
            Expr::Field(field) => &field.base,
            Expr::Await(wait) => &wait.base,
            Expr::Try(question) => &question.expr,
            Expr::Binary(binary) => &binary.left,
            Expr::Paren(paren) => return Ends { first: paren.paren_token.span.open(), last },
            _ => break,
        };
    }
    let first = match head {
        Expr::Struct(item) => token_ends(&item.path).first,
        other => token_ends(other).first,
    };
    Ends { first, last }
}

/// The first and the last token of anything.
pub(crate) fn token_ends(source: &impl ToTokens) -> Ends {
    let mut tokens = source.to_token_stream().into_iter();
    let Some(first) = tokens.next() else { return Ends { first: Span::call_site(), last: Span::call_site() } };
    let last = tokens.last().map_or_else(|| close(&first), |last| close(&last));
    let first = match &first {
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    };
    Ends { first, last }
}

fn last_token(source: &impl ToTokens) -> Span {
    token_ends(source).last
}

fn close(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

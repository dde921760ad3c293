//! Control flow: `if`, `match`, loops, `break`, `continue`, `return`, `?`.

use super::probe::never;
use super::{Front, Node, Returns, private};
use asl_hir::{Arm, ExprKind};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{Expr, Label, Lifetime};

impl Front {
    pub(crate) fn conditional(&mut self, source: &syn::ExprIf) -> Node {
        // What an `if let` binds is seen in its condition and its first block only.
        let (cond, then) = self.scope(None, |front| (front.expr(&source.cond), front.block(&source.then_branch)));
        let otherwise = source.else_branch.as_ref().map(|(_, otherwise)| self.expr(otherwise));
        let (if_token, cond_probe, then_probe) = (&source.if_token, cond.probe, then.probe);
        let mut probe = quote!(#if_token #cond_probe #then_probe);
        if let (Some((else_token, _)), Some(otherwise)) = (&source.else_branch, &otherwise) {
            let otherwise = &otherwise.probe;
            probe.extend(quote!(#else_token #otherwise));
        }
        let kind = ExprKind::If {
            cond: Box::new(cond.hir),
            then: Box::new(then.hir),
            otherwise: otherwise.map(|otherwise| Box::new(otherwise.hir)),
        };
        Node::new(kind, source.span(), probe)
    }

    /// `let pattern = value` in a condition; it binds in the scope that the condition's owner opened.
    pub(crate) fn let_condition(&mut self, source: &syn::ExprLet) -> Node {
        let value = self.expr(&source.expr);
        let value = self.known(value, &source.expr);
        let pattern = self.pattern(&source.pat);
        let (let_token, pat, eq, probe) = (&source.let_token, &source.pat, &source.eq_token, value.probe);
        let kind = ExprKind::Let { pattern, value: Box::new(value.hir) };
        Node::new(kind, source.span(), quote!(#let_token #pat #eq #probe))
    }

    pub(crate) fn matching(&mut self, source: &syn::ExprMatch) -> Node {
        let scrutinee = self.expr(&source.expr);
        let scrutinee = self.known(scrutinee, &source.expr);
        let mut arms = Vec::new();
        let mut body = TokenStream::new();
        for arm in &source.arms {
            self.attributes(&arm.attrs);
            let arm = self.scope(None, |front| front.arm(arm, &mut body));
            arms.push(arm);
        }
        // rustc checks exhaustiveness in dead code too, and the native copy has already said what is missing.
        let never = private("never", proc_macro2::Span::call_site());
        body.extend(quote!(#[allow(unreachable_patterns)] _ => #never(),));
        let (match_token, value) = (&source.match_token, scrutinee.probe);
        let mut probe = quote!(#match_token #value);
        source.brace_token.surround(&mut probe, |tokens| tokens.extend(body));
        Node::new(ExprKind::Match { scrutinee: Box::new(scrutinee.hir), arms }, source.span(), probe)
    }

    fn arm(&mut self, source: &syn::Arm, out: &mut TokenStream) -> Arm {
        let (pat, guard) = match &source.pat {
            syn::Pat::Guard(guarded) => (&*guarded.pat, Some((&guarded.if_token, &guarded.guard))),
            pat => (pat, None),
        };
        let pattern = self.pattern(pat);
        let guard = guard.map(|(if_token, guard)| {
            let guard = self.expr(guard);
            let probe = guard.probe;
            (guard.hir, quote!(#if_token #probe))
        });
        let body = self.expr(&source.body);
        let (arrow, value) = (&source.fat_arrow_token, body.probe);
        let (guard, condition) = guard.unzip();
        // The comma is always written: after a wrapped block the user's may be missing.
        out.extend(quote!(#pat #condition #arrow #value,));
        Arm { pattern, guard, body: body.hir }
    }

    pub(crate) fn while_loop(&mut self, source: &syn::ExprWhile) -> Node {
        self.attributes(&source.attrs);
        let (cond, body) = self.scope(None, |front| (front.expr(&source.cond), front.block(&source.body)));
        let (label, while_token, condition, block) = (&source.label, &source.while_token, cond.probe, body.probe);
        let kind = ExprKind::While { label: label_name(label), cond: Box::new(cond.hir), body: Box::new(body.hir) };
        Node::new(kind, source.span(), quote!(#label #while_token #condition #block))
    }

    pub(crate) fn endless_loop(&mut self, source: &syn::ExprLoop) -> Node {
        let errors = self.errors.len();
        let body = self.block(&source.body);
        if self.errors.len() == errors && !goes_anywhere(&body.hir) {
            return self.reject(
                &source.loop_token,
                "this loop never ends: nothing in it waits, calls or leaves",
                "call a task or `sleep` in it, or leave it with `break` or `return`",
            );
        }
        let (label, loop_token, block) = (&source.label, &source.loop_token, body.probe);
        let kind = ExprKind::Loop { label: label_name(label), body: Box::new(body.hir) };
        Node::new(kind, source.span(), quote!(#label #loop_token #block))
    }

    pub(crate) fn for_loop(&mut self, source: &syn::ExprForLoop) -> Node {
        let iter = self.expr(&source.expr);
        let follows = iter.hir.type_follows();
        // Ranges are numbers, and what an iterator method gives was checked where the iterator began.
        let iter = match iter.hir.kind {
            ExprKind::Range { .. } | ExprKind::Method { .. } => iter,
            _ => self.checked(iter, &source.expr, "iterated", source.expr.span()),
        };
        let (pattern, body) = self.scope(None, |front| {
            let pattern = front.pattern(&source.pat);
            let seen = if follows { TokenStream::new() } else { front.see(&pattern, source.pat.span()) };
            let body = front.block_with(&source.body, seen);
            (pattern, body)
        });
        let (label, for_token, pat, in_token) = (&source.label, &source.for_token, &source.pat, &source.in_token);
        let (items, block) = (iter.probe, body.probe);
        let kind =
            ExprKind::For { label: label_name(label), pattern, iter: Box::new(iter.hir), body: Box::new(body.hir) };
        Node::new(kind, source.span(), quote!(#label #for_token #pat #in_token #items #block))
    }

    pub(crate) fn break_loop(&mut self, source: &syn::ExprBreak) -> Node {
        let value = source.expr.as_deref().map(|value| self.expr(value));
        let (break_token, label) = (&source.break_token, &source.label);
        let (value, probe) = value.map(|value| (Box::new(value.hir), value.probe)).unzip();
        let kind = ExprKind::Break { label: lifetime_name(label), value };
        Node::new(kind, source.span(), quote!(#break_token #label #probe))
    }

    pub(crate) fn continue_loop(&mut self, source: &syn::ExprContinue) -> Node {
        let kind = ExprKind::Continue { label: lifetime_name(&source.label) };
        Node::new(kind, source.span(), source.to_token_stream())
    }

    pub(crate) fn return_value(&mut self, source: &syn::ExprReturn) -> Node {
        if let Returns::Closure = self.returns {
            return self.reject(
                &source.return_token,
                "`return` inside a closure has no JSONata equivalent",
                "make the value the closure's last expression",
            );
        }
        let value = source.expr.as_deref().map(|value| self.expr(value));
        let (return_token, probe) = (&source.return_token, value.as_ref().map(|value| &value.probe));
        let probe = quote!(#return_token #probe);
        let kind = ExprKind::Return(value.map(|value| Box::new(value.hir)));
        Node::new(kind, source.span(), probe)
    }

    pub(crate) fn question(&mut self, source: &syn::ExprTry) -> Node {
        if let Returns::Closure = self.returns {
            return self.reject(
                &source.question_token,
                "`?` inside a closure has no JSONata equivalent",
                "use `?` in a `for` loop or in the body of `map_each`, or map the error inside the closure",
            );
        }
        let value = self.expr(&source.expr);
        if let ExprKind::Join { .. } | ExprKind::MapEach { .. } = &value.hir.kind {
            self.started(&value, &source.expr);
            return Node::stand_in();
        }
        let value = self.known(value, &source.expr);
        let (question, probe) = (&source.question_token, value.probe);
        let probe = quote!(#probe #question);
        Node::new(ExprKind::Try(Box::new(value.hir)), source.span(), probe)
    }

    /// `{ … }`, and `'label: { … }` with `break 'label`: a loop that runs once.
    pub(crate) fn block_expr(&mut self, source: &syn::ExprBlock) -> Node {
        let block = self.block(&source.block);
        let Some(label) = &source.label else { return block };
        let probe = block.probe;
        let name = Some(label.name.ident.to_string());
        let leave = ExprKind::Break { label: name.clone(), value: Some(Box::new(block.hir)) };
        let leave = Node::new(leave, source.span(), TokenStream::new());
        let kind = ExprKind::Loop { label: name, body: Box::new(leave.hir) };
        Node::new(kind, source.span(), quote!(#label #probe))
    }

    /// A plain closure is one expression of JSONata: it has no states.
    pub(crate) fn closure_body(&mut self, source: &Expr) -> (Node, TokenStream) {
        let body = self.returning(Returns::Closure, |front| {
            let body = front.expr(source);
            if let ExprKind::Call { name, .. } = &body.hir.kind {
                return front.reject(
                    source,
                    format_args!("`{name}` is called in a closure, which becomes one expression: it can't start a task"),
                    "use `map_each(items, 1, |item| …)` or a `for` loop; an ordinary function can't run in a state machine",
                );
            }
            front.known(body, source)
        });
        (body, never())
    }
}

fn label_name(label: &Option<Label>) -> Option<String> {
    label.as_ref().map(|label| label.name.ident.to_string())
}

fn lifetime_name(label: &Option<Lifetime>) -> Option<String> {
    label.as_ref().map(|label| label.ident.to_string())
}

/// Whether something in a loop's body waits, calls or leaves.
fn goes_anywhere(e: &asl_hir::Expr) -> bool {
    let leaves = matches!(
        e.kind,
        ExprKind::Await(_) | ExprKind::Try(_) | ExprKind::Break { .. } | ExprKind::Return(_) | ExprKind::Call { .. }
    );
    let mut found = leaves;
    asl_hir::walk_expr(e, &mut |sub| found = found || goes_anywhere(sub));
    found
}

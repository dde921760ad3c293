//! Assignment: `x = …`, `x.field = …`, `xs[i] = …`, and who may assign what.

use super::exprs::member_name;
use super::{Barrier, Front, Node};
use asl_hir::{ExprKind, Stmt};
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{Expr, UnOp};

impl Front {
    pub(crate) fn assign(&mut self, source: &syn::ExprAssign) -> Node {
        if let Expr::Infer(_) = &*source.left {
            return self.discard(source);
        }
        let value = self.expr(&source.right);
        let place = self.place(&source.left);
        let (left, eq, right) = (place.probe, &source.eq_token, value.probe);
        let kind = ExprKind::Assign { place: Box::new(place.hir), op: None, value: Box::new(value.hir) };
        Node::new(kind, source.span(), quote!(#left #eq #right))
    }

    /// `_ = e`: evaluated for its effect.
    fn discard(&mut self, source: &syn::ExprAssign) -> Node {
        let value = self.expr(&source.right);
        let (left, eq, right) = (&source.left, &source.eq_token, value.probe);
        let stmts = vec![Stmt::Expr { expr: value.hir, name: None }];
        let kind = ExprKind::Block(asl_hir::Block { stmts, tail: None });
        Node::new(kind, source.span(), quote!(#left #eq #right))
    }

    /// What is assigned: a variable, or a part of one. Nothing in it is tied: a tie would assign a temporary.
    pub(crate) fn place(&mut self, source: &Expr) -> Node {
        match source {
            Expr::Path(path) => {
                let Some(ident) = path.path.get_ident() else { return self.not_a_place(source) };
                let Some((var, barrier)) = self.variable(ident) else {
                    // Unknown to rustc too, or a static.
                    return Node { probe: source.to_token_stream(), ..self.expr(source) };
                };
                if let Some(barrier) = barrier {
                    self.assigned_copy(ident, barrier);
                }
                Node::new(ExprKind::Var(var), path.span(), source.to_token_stream())
            }
            Expr::Field(field) => {
                let base = self.place(&field.base);
                let (dot, member, probe) = (&field.dot_token, &field.member, base.probe);
                let kind = ExprKind::Field { base: Box::new(base.hir), name: member_name(member) };
                Node::new(kind, source.span(), quote!(#probe #dot #member))
            }
            Expr::Index(index) => {
                let base = self.place(&index.expr);
                let position = self.expr(&index.index);
                let mut probe = base.probe;
                index.bracket_token.surround(&mut probe, |tokens| tokens.extend(position.probe));
                let kind = ExprKind::Index { base: Box::new(base.hir), index: Box::new(position.hir) };
                Node::new(kind, source.span(), probe)
            }
            Expr::Paren(paren) => {
                let inner = self.place(&paren.expr);
                let probe = inner.probe;
                Node { hir: inner.hir, probe: quote!((#probe)) }
            }
            Expr::Group(group) => self.place(&group.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
                let inner = self.place(&unary.expr);
                let (op, probe) = (&unary.op, inner.probe);
                Node { hir: inner.hir, probe: quote!(#op #probe) }
            }
            other => self.not_a_place(other),
        }
    }

    fn not_a_place(&mut self, source: &Expr) -> Node {
        self.reject(
            source,
            "a state machine can only assign to a variable, a field of one or an element of one",
            "assign to a variable: `x = …`, `x.field = …`, `xs[i] = …`",
        )
    }

    /// A branch, an iteration or a closure has its own copy of a variable: assigning it would be lost, and rustc may only
    /// warn, because a `Copy` value captured by `async move` is copied natively too.
    pub(crate) fn assigned_copy(&mut self, ident: &proc_macro2::Ident, barrier: Barrier) {
        let (place, help) = match barrier {
            Barrier::Branch => ("a branch of `join!`", "let the branch return the value and use what `join!` returns"),
            Barrier::Item => {
                ("the body of `map_each`", "let the body return the value and use the list that `map_each` returns")
            }
            Barrier::Closure => ("a closure", "return the value: `.map(…)`, `.fold(…)`, or write a `for` loop"),
        };
        self.errors.report(
            ident,
            format_args!(
                "`{ident}` belongs to the workflow, and {place} has only a copy of it, so this assignment would be lost"
            ),
            help,
        );
    }
}

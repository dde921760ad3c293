//! Operators: arithmetic, comparison, logic, casts, index, ranges.

use super::{Front, Node, ends, probe};
use asl_hir::{BinaryOp, ExprKind, UnaryOp};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{BinOp, Expr, UnOp};

/// How long a chain of operators may be: the program form nests it, and is written and dropped on rustc's stack.
const OPERATORS: usize = 1_000;

impl Front {
    /// A chain `a + b + c` is walked along its left side, so its length is not nesting.
    pub(crate) fn binary(&mut self, source: &syn::ExprBinary) -> Node {
        let mut spine = vec![source];
        while let Some(Expr::Binary(left)) = spine.last().map(|last| &*last.left) {
            spine.push(left);
        }
        if spine.len() > OPERATORS {
            return self.reject(
                &source.op,
                format_args!("this expression has more than {OPERATORS} operators in a row"),
                "give a part of it a name with `let`",
            );
        }
        let Some(innermost) = spine.last() else { return Node::stand_in() };
        let mut left = self.expr_operand(&innermost.left, innermost);
        for binary in spine.into_iter().rev() {
            left = self.combine(left, binary);
        }
        left
    }

    /// The left side: a place where the operator assigns, a value elsewhere.
    fn expr_operand(&mut self, left: &Expr, binary: &syn::ExprBinary) -> Node {
        if assigning(&binary.op).is_some() { self.place(left) } else { self.expr(left) }
    }

    fn combine(&mut self, left: Node, binary: &syn::ExprBinary) -> Node {
        let right = self.expr(&binary.right);
        // One known side is enough: Rust's operators on JSON's types have operands of one type.
        let known = left.hir.type_follows() || right.hir.type_follows() || assigning(&binary.op).is_some();
        let literal = matches!(left.hir.kind, ExprKind::Lit(_)) || matches!(right.hir.kind, ExprKind::Lit(_));
        let left = match &binary.op {
            // What compares with a literal is a number or a text.
            BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) if !literal => {
                self.checked(left, &binary.left, "ordered", binary.op.span())
            }
            _ if known => left,
            _ => self.known(left, &binary.left),
        };
        let op = &binary.op;
        let mut probe = left.probe;
        op.to_tokens(&mut probe);
        probe.extend(right.probe);
        let (left, right) = (Box::new(left.hir), Box::new(right.hir));
        let kind = if let Some(op) = assigning(op) {
            ExprKind::Assign { place: left, op: Some(op), value: right }
        } else if let Some(op) = operator(op) {
            ExprKind::Binary { op, left, right }
        } else {
            let name = op.to_token_stream().to_string();
            let help = match name.trim_end_matches('=') {
                "&" => "of conditions write `&&`; compute with bits in a `#[task]`",
                "|" => "of conditions write `||`; compute with bits in a `#[task]`",
                "^" => "of conditions write `!=`; compute with bits in a `#[task]`",
                _ => "compute with bits in a `#[task]`",
            };
            return self.reject(&op, format_args!("the bit operator `{name}` has no JSONata equivalent"), help);
        };
        Node::new(kind, binary.span(), probe)
    }

    pub(crate) fn unary(&mut self, source: &syn::ExprUnary) -> Node {
        let operand = self.expr(&source.expr);
        let (op, probe) = (&source.op, operand.probe);
        let probe = quote!(#op #probe);
        let kind = match source.op {
            // References are transparent, and so is what goes through them.
            UnOp::Deref(_) => return Node { hir: operand.hir, probe },
            UnOp::Not(_) => UnaryOp::Not,
            UnOp::Neg(_) => UnaryOp::Neg,
            _ => return self.unsupported(&Expr::Unary(source.clone())),
        };
        Node::new(ExprKind::Unary { op: kind, operand: Box::new(operand.hir) }, source.span(), probe)
    }

    pub(crate) fn cast(&mut self, source: &syn::ExprCast) -> Node {
        let value = self.expr(&source.expr);
        let value = self.known(value, &source.expr);
        let (as_token, ty, probe) = (&source.as_token, &source.ty, value.probe);
        let node = Node::new(ExprKind::Cast(Box::new(value.hir)), source.span(), quote!(#probe #as_token #ty));
        let ends = probe::Ends { first: ends(&source.expr).first, last: probe::token_ends(ty).last };
        self.tie(node, ends)
    }

    pub(crate) fn index(&mut self, source: &syn::ExprIndex) -> Node {
        if let Expr::Range(range) = &*source.index {
            // `xs[..]`: the list itself, as a slice.
            if range.start.is_none() && range.end.is_none() {
                let base = self.expr(&source.expr);
                let mut probe = base.probe;
                source.bracket_token.surround(&mut probe, |tokens| range.to_tokens(tokens));
                return Node { hir: base.hir, probe };
            }
            return self.reject(
                range,
                "a slice can't be taken by a range in a state machine",
                "write `.iter().skip(from).take(count)`; of text `.chars().skip(from).take(count)`",
            );
        }
        let base = self.expr(&source.expr);
        let base = self.known(base, &source.expr);
        let index = self.expr(&source.index);
        let mut probe = base.probe;
        source.bracket_token.surround(&mut probe, |tokens| tokens.extend(index.probe));
        let kind = ExprKind::Index { base: Box::new(base.hir), index: Box::new(index.hir) };
        Node::new(kind, source.span(), probe)
    }

    pub(crate) fn range(&mut self, source: &syn::ExprRange) -> Node {
        let (Some(from), Some(to)) = (&source.start, &source.end) else {
            return self.reject(
                source,
                "a range without both bounds has no end in a state machine",
                "write `from..to`, or `loop` with `break`",
            );
        };
        let inclusive = matches!(source.limits, syn::RangeLimits::Closed(_));
        let (from, to) = (self.expr(from), self.expr(to));
        let (limits, first, last) = (&source.limits, from.probe, to.probe);
        let probe: TokenStream = quote!(#first #limits #last);
        let kind = ExprKind::Range { from: Box::new(from.hir), to: Box::new(to.hir), inclusive };
        Node::new(kind, source.span(), probe)
    }
}

/// `+` and the like; `None` for bit operators.
fn operator(op: &BinOp) -> Option<BinaryOp> {
    Some(match op {
        BinOp::Add(_) => BinaryOp::Add,
        BinOp::Sub(_) => BinaryOp::Sub,
        BinOp::Mul(_) => BinaryOp::Mul,
        BinOp::Div(_) => BinaryOp::Div,
        BinOp::Rem(_) => BinaryOp::Rem,
        BinOp::And(_) => BinaryOp::And,
        BinOp::Or(_) => BinaryOp::Or,
        BinOp::Eq(_) => BinaryOp::Eq,
        BinOp::Ne(_) => BinaryOp::Ne,
        BinOp::Lt(_) => BinaryOp::Lt,
        BinOp::Le(_) => BinaryOp::Le,
        BinOp::Gt(_) => BinaryOp::Gt,
        BinOp::Ge(_) => BinaryOp::Ge,
        _ => return None,
    })
}

/// Whether it is `+=` or the like.
pub(crate) fn assigns(op: &BinOp) -> bool {
    assigning(op).is_some()
}

/// `+=` and the like.
fn assigning(op: &BinOp) -> Option<BinaryOp> {
    Some(match op {
        BinOp::AddAssign(_) => BinaryOp::Add,
        BinOp::SubAssign(_) => BinaryOp::Sub,
        BinOp::MulAssign(_) => BinaryOp::Mul,
        BinOp::DivAssign(_) => BinaryOp::Div,
        BinOp::RemAssign(_) => BinaryOp::Rem,
        _ => return None,
    })
}

//! The attributes of an expression statement: syn puts them on the leftmost part of the expression.

use syn::{Attribute, Expr};

macro_rules! statement_attributes {
    ($(#[$doc:meta])* $name:ident $($mutable:tt)?) => {
        $(#[$doc])*
        pub(crate) fn $name(source: &$($mutable)? Expr) -> Option<&$($mutable)? Vec<Attribute>> {
            Some(match source {
                Expr::Assign(inner) => return $name(&$($mutable)? inner.left),
                Expr::Binary(inner) => return $name(&$($mutable)? inner.left),
                Expr::Cast(inner) => return $name(&$($mutable)? inner.expr),
                Expr::Array(inner) => &$($mutable)? inner.attrs,
                Expr::Async(inner) => &$($mutable)? inner.attrs,
                Expr::Await(inner) => &$($mutable)? inner.attrs,
                Expr::Block(inner) => &$($mutable)? inner.attrs,
                Expr::Break(inner) => &$($mutable)? inner.attrs,
                Expr::Call(inner) => &$($mutable)? inner.attrs,
                Expr::Continue(inner) => &$($mutable)? inner.attrs,
                Expr::Field(inner) => &$($mutable)? inner.attrs,
                Expr::ForLoop(inner) => &$($mutable)? inner.attrs,
                Expr::If(inner) => &$($mutable)? inner.attrs,
                Expr::Index(inner) => &$($mutable)? inner.attrs,
                Expr::Lit(inner) => &$($mutable)? inner.attrs,
                Expr::Loop(inner) => &$($mutable)? inner.attrs,
                Expr::Macro(inner) => &$($mutable)? inner.attrs,
                Expr::Match(inner) => &$($mutable)? inner.attrs,
                Expr::MethodCall(inner) => &$($mutable)? inner.attrs,
                Expr::Paren(inner) => &$($mutable)? inner.attrs,
                Expr::Path(inner) => &$($mutable)? inner.attrs,
                Expr::Return(inner) => &$($mutable)? inner.attrs,
                Expr::Struct(inner) => &$($mutable)? inner.attrs,
                Expr::Try(inner) => &$($mutable)? inner.attrs,
                Expr::Tuple(inner) => &$($mutable)? inner.attrs,
                Expr::Unary(inner) => &$($mutable)? inner.attrs,
                Expr::While(inner) => &$($mutable)? inner.attrs,
                _ => return None,
            })
        }
    };
}

statement_attributes! {
    /// To read them.
    statement_attributes
}
statement_attributes! {
    /// To change them.
    statement_attributes_mut mut
}

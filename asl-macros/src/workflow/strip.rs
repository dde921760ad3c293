//! Removes from the native copy what only the state machine means: `#[name("…")]` on statements.

use syn::visit_mut::{VisitMut, visit_block_mut};
use syn::{Attribute, Block, Expr, Stmt};

/// Removes every `#[name]`.
pub(crate) fn strip_names(block: &mut Block) {
    Strip.visit_block_mut(block);
}

struct Strip;

impl VisitMut for Strip {
    fn visit_block_mut(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Local(local) => strip(&mut local.attrs),
                Stmt::Macro(call) => strip(&mut call.attrs),
                Stmt::Expr(expr, _) => {
                    if let Some(attributes) = attributes_mut(expr) {
                        strip(attributes);
                    }
                }
                Stmt::Item(_) => {}
            }
        }
        visit_block_mut(self, block);
    }
}

fn strip(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !attribute.path().is_ident("name"));
}

/// The attributes of an expression statement; syn puts them on its leftmost part.
fn attributes_mut(source: &mut Expr) -> Option<&mut Vec<Attribute>> {
    Some(match source {
        Expr::Assign(inner) => return attributes_mut(&mut inner.left),
        Expr::Binary(inner) => return attributes_mut(&mut inner.left),
        Expr::Cast(inner) => return attributes_mut(&mut inner.expr),
        Expr::Array(inner) => &mut inner.attrs,
        Expr::Async(inner) => &mut inner.attrs,
        Expr::Await(inner) => &mut inner.attrs,
        Expr::Block(inner) => &mut inner.attrs,
        Expr::Break(inner) => &mut inner.attrs,
        Expr::Call(inner) => &mut inner.attrs,
        Expr::Continue(inner) => &mut inner.attrs,
        Expr::Field(inner) => &mut inner.attrs,
        Expr::ForLoop(inner) => &mut inner.attrs,
        Expr::If(inner) => &mut inner.attrs,
        Expr::Index(inner) => &mut inner.attrs,
        Expr::Lit(inner) => &mut inner.attrs,
        Expr::Loop(inner) => &mut inner.attrs,
        Expr::Macro(inner) => &mut inner.attrs,
        Expr::Match(inner) => &mut inner.attrs,
        Expr::MethodCall(inner) => &mut inner.attrs,
        Expr::Paren(inner) => &mut inner.attrs,
        Expr::Path(inner) => &mut inner.attrs,
        Expr::Return(inner) => &mut inner.attrs,
        Expr::Struct(inner) => &mut inner.attrs,
        Expr::Try(inner) => &mut inner.attrs,
        Expr::Tuple(inner) => &mut inner.attrs,
        Expr::Unary(inner) => &mut inner.attrs,
        Expr::While(inner) => &mut inner.attrs,
        _ => return None,
    })
}

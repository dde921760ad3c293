//! Removes from the native copy what only the state machine means: `#[name("…")]` on statements.

use crate::attributes::statement_attributes_mut;
use syn::visit_mut::{VisitMut, visit_block_mut};
use syn::{Attribute, Block, Stmt};

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
                    if let Some(attributes) = statement_attributes_mut(expr) {
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

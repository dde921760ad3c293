//! The front end on token streams: what each construct becomes, and what each mistake is told.

mod constructs;
mod mistakes;
mod render;

use super::Front;
use asl_hir::{Expr, Var};
use proc_macro2::TokenStream;

/// A translated body.
struct Body {
    hir: Expr,
    vars: Vec<Var>,
    probe: TokenStream,
    errors: Vec<String>,
}

/// Translates the body of a workflow that has the parameters `order`, `items` and `flag`.
fn translate(body: &str) -> Body {
    let block: syn::Block = syn::parse_str(&format!("{{ {body} }}")).unwrap_or_else(|error| panic!("{body}: {error}"));
    let mut front = Front::new("process_order".to_owned());
    for name in ["order", "items", "flag"] {
        let ident = proc_macro2::Ident::new(name, proc_macro2::Span::call_site());
        front.pattern(&syn::parse_quote!(#ident));
    }
    let node = front.body(&block);
    Body { hir: node.hir, vars: front.vars, probe: node.probe, errors: front.errors.texts() }
}

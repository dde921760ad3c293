//! `expr!(…)`: an ordinary Rust expression over the builder's variables in; an `Ex` of its type out.
//!
//! Names that the expression doesn't bind itself are the builder's variables (`Var<T>`). In the probe they are values of type
//! `T`, so rustc checks the expression as if it ran; the value of the last slot is the `T` of the `Ex<T>`.

use crate::front::{Front, ends, never, slot_ident, tied};
use crate::workflow::{asked, checks, nested_too_deeply};
use asl_hir::Fragment;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// Expands `expr!(source)`.
pub(crate) fn expand(tokens: TokenStream) -> TokenStream {
    if let Some(error) = nested_too_deeply(&tokens) {
        return stand_in(&error);
    }
    let source: syn::Expr = match syn::parse2(tokens) {
        Ok(source) => source,
        Err(error) => return stand_in(&error.to_compile_error()),
    };
    let mut front = Front::new(String::new());
    front.free = Some(Vec::new());
    let node = front.expr(&source);
    if !front.errors.is_empty() {
        return stand_in(&front.errors.to_compile_errors());
    }
    let ends = ends(&source);
    let value = front.slot(ends.first);
    let probe = tied(value, node.probe, ends);
    let free = front.free.take().unwrap_or_default();
    let fragment =
        Fragment { vars: front.vars.clone(), free: free.iter().map(|(_, var)| *var).collect(), expr: node.hir };
    let json = match serde_json::to_string(&fragment) {
        Ok(json) => json,
        // No map with other keys than text and no failing `Serialize` is in it.
        Err(error) => return stand_in(&syn::Error::new(ends.first, error).to_compile_error()),
    };
    let slots = front.slots.iter().map(|slot| slot_ident(*slot));
    let (checks, asked, never) = (checks(&front), front.asked.iter().map(asked), never());
    let (names, consts, value) = (free.iter().map(|(name, _)| name), &front.consts, slot_ident(value));
    let vars: Vec<Ident> = (0..free.len()).map(|i| format_ident!("__var{}", i)).collect();
    let free_names: Vec<_> = names.collect();
    quote! {{
        #[allow(warnings, clippy::all, clippy::pedantic)]
        let __ex = {
            use ::asl_dsl::__private::{FitsData as _, FitsNothing as _, HasDisplay as _, HasNoDisplay as _};
            #(let #slots = ::asl_dsl::__private::slot();)*
            #(let #vars = ::asl_dsl::__private::builder_variable(#free_names);)*
            let _ = || {
                #never
                #(let #free_names = #vars.__probe();)*
                #probe
            };
            #(#checks)*
            ::asl_dsl::__private::Ex::__new(
                #value,
                #json,
                ::std::vec![#(#asked),*],
                ::std::vec![#(#consts),*],
                ::std::vec![#(#vars.__id()),*],
            )
        };
        __ex
    }}
}

/// The errors, as an expression of any type.
fn stand_in(errors: &TokenStream) -> TokenStream {
    quote!({ #errors; ::asl_dsl::__private::never() })
}

#[cfg(test)]
mod tests;

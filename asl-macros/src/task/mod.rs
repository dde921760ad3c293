//! `#[task]`: a function without a body as something a state machine calls.
//!
//! In goes `#[task(lambda = "charge-card")] async fn charge(req: R) -> O;`, out come a function `charge` that makes a `TaskCall`
//! and a type `charge` that carries the declaration. `options` reads the attribute, `declaration` the function.

mod declaration;
mod options;

use crate::errors::Errors;
use declaration::Declaration;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// Expands the attribute.
pub(crate) fn task(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let declaration = match Declaration::parse(item, &mut errors) {
        Ok(declaration) => declaration,
        Err(error) => return error.to_compile_error(),
    };
    let integration = options::integration(attribute, &declaration.name, &mut errors);
    let errors = errors.to_compile_errors();
    let item = expand(&declaration, &integration);
    quote!(#errors #item)
}

fn expand(declaration: &Declaration, integration: &TokenStream) -> TokenStream {
    let Declaration { cfgs, docs, vis, name, params, output } = declaration;
    let rust = name.unraw().to_string();
    let names: Vec<String> = params.iter().map(|param| param.name.unraw().to_string()).collect();
    let inputs = params.iter().map(|param| {
        let (name, ty) = (&param.name, &param.ty);
        quote!(#name: #ty)
    });
    let owned = params.iter().map(|param| &param.owned);
    let args = params.iter().zip(&names).map(|(param, json)| {
        // A complaint about the argument's type belongs on the type.
        let span = param.ty.span();
        let mut name = param.name.clone();
        name.set_span(name.span().located_at(span));
        quote_spanned!(span=> .arg(#json, &#name))
    });
    let def = quote_spanned!(output.span()=> type Output = #output;);
    // With the place of the name, an error about the type shows the user's word, and not that a macro wrote it.
    let twin = quote_spanned!(name.span()=> enum #name {});
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
        #vis #twin

        #(#cfgs)*
        #[automatically_derived]
        impl ::asl_dsl::task::TaskDef for #name {
            #def
            type Args = (#(#owned,)*);
            const INFO: ::asl_dsl::task::TaskInfo = ::asl_dsl::task::TaskInfo {
                name: #rust,
                params: &[#(#names),*],
                integration: ::asl_dsl::task::Integration::#integration,
            };
        }

        #(#cfgs)*
        #(#docs)*
        #vis fn #name(#(#inputs),*) -> ::asl_dsl::task::TaskCall<#name, #output> {
            ::asl_dsl::task::TaskCall::new(::asl_dsl::task::Request::new() #(#args)*)
        }
    }
}

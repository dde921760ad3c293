//! What `#[workflow]` expands to: the native function, the definition with its probe, and the generated test.

use super::Translated;
use super::options::Options;
use super::signature::{Param, Signature};
use super::strip::strip_names;
use crate::errors::Errors;
use crate::front::{Asked, Question, Slot, never, plain, slot_ident};
use asl_hir::Program;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ItemFn;
use syn::spanned::Spanned as _;

/// The expansion of a workflow without errors.
pub(crate) fn complete(
    item: &ItemFn,
    signature: &Signature,
    options: &Options,
    translated: &Translated,
    program: &Program,
) -> TokenStream {
    let json = match serde_json::to_string(program) {
        Ok(json) => json,
        // No map with other keys than text and no failing `Serialize` is in a program.
        Err(error) => {
            let mut errors = Errors::default();
            errors.report(
                &item.sig.ident,
                format_args!("this workflow can't be written down: {error}"),
                "report a bug of asl-dsl",
            );
            return with_errors(item, signature, options, &errors);
        }
    };
    let native = native(item, signature);
    let declaration = declaration(item, signature, options);
    let definition = definition(item, signature, translated, &json);
    let test = test(item);
    quote!(#native #declaration #definition #test)
}

/// The errors, beside everything others may refer to.
pub(crate) fn with_errors(item: &ItemFn, signature: &Signature, options: &Options, errors: &Errors) -> TokenStream {
    let errors = errors.to_compile_errors();
    let native = native(item, signature);
    let declaration = declaration(item, signature, options);
    let stub = stub(item);
    quote!(#errors #native #declaration #stub)
}

/// The errors, beside the function as it is: its signature can't be that of a call.
pub(crate) fn without_native(item: &ItemFn, errors: &Errors) -> TokenStream {
    let errors = errors.to_compile_errors();
    let mut item = item.clone();
    strip_names(&mut item.block);
    let (vis, name) = (&item.vis, &item.sig.ident);
    let stub = stub(&item);
    quote! {
        #errors
        #[allow(unused)]
        #item
        #[allow(non_camel_case_types, dead_code)]
        #[doc(hidden)]
        #vis enum #name {}
        #stub
    }
}

/// `fn name(…) -> WorkflowCall<name, Out>`, with the user's function inside.
fn native(item: &ItemFn, signature: &Signature) -> TokenStream {
    let mut inner = item.clone();
    strip_names(&mut inner.block);
    let (attributes, vis, name) = (std::mem::take(&mut inner.attrs), &item.vis, &item.sig.ident);
    inner.vis = syn::Visibility::Inherited;
    let output = &signature.output;
    let idents: Vec<_> = signature.params.iter().map(|param| &param.ident).collect();
    let types: Vec<_> = signature.params.iter().map(|param| &param.ty).collect();
    let names: Vec<_> = signature.params.iter().map(|param| &param.name).collect();
    let arguments = if idents.is_empty() { quote!(_) } else { quote!(mut __arguments) };
    quote! {
        #(#attributes)*
        #vis fn #name(#(#idents: #types),*) -> ::asl_dsl::__private::WorkflowCall<#name, #output> {
            #inner
            ::asl_dsl::__private::WorkflowCall::new(
                ::asl_dsl::__private::Request::new()#(.arg(#names, &#idents))*,
                |#arguments: ::asl_dsl::__private::Arguments| {
                    #(let #idents: #types = __arguments.take(#names)?;)*
                    ::core::result::Result::Ok(#name(#(#idents),*))
                },
            )
        }
    }
}

/// The type beside the function: what callers know of the workflow.
fn declaration(item: &ItemFn, signature: &Signature, options: &Options) -> TokenStream {
    let (vis, name, output) = (&item.vis, &item.sig.ident, &signature.output);
    let text = plain(name);
    let doc = format!("The state machine of the workflow [`{text}()`]; see its `definition()`.");
    let types = signature.params.iter().map(|param| &param.ty);
    let names = signature.params.iter().map(|param: &Param| &param.name);
    let machine = options.machine.clone().unwrap_or_else(|| placeholder(&text));
    quote! {
        #[doc = #doc]
        #[allow(non_camel_case_types)]
        #vis enum #name {}
        impl ::asl_dsl::__private::TaskDef for #name {
            type Output = #output;
            type Args = (#(#types,)*);
            const INFO: ::asl_dsl::__private::TaskInfo = ::asl_dsl::__private::TaskInfo {
                name: #text,
                params: &[#(#names),*],
                integration: ::asl_dsl::__private::Integration::Workflow { machine: #machine },
            };
        }
    }
}

/// `${ProcessOrderArn}` for `process_order`.
fn placeholder(name: &str) -> String {
    let mut camel = String::new();
    for word in name.split('_').filter(|word| !word.is_empty()) {
        let mut letters = word.chars().filter(char::is_ascii_alphanumeric);
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.extend(letters);
    }
    format!("${{{camel}Arn}}")
}

/// `definition()`: the probe, and the program with the tables that rustc fills.
///
/// The probe is an `async fn` with the user's return type and the user's braces, so that what rustc says about `return`, `?`
/// and the last expression is what it says about the native copy, and is printed once. It hands over its table of types and is
/// never polled again: everything after that is type-checked only.
fn definition(item: &ItemFn, signature: &Signature, translated: &Translated, json: &str) -> TokenStream {
    let (vis, name, output) = (&item.vis, &item.sig.ident, &item.sig.output);
    let front = &translated.front;
    let slots = (0..front.slots).map(|i| slot_ident(Slot(i), Span::call_site()));
    let checks = front.checks.iter().map(|check| {
        let (slot, function) = (slot_ident(check.slot, check.span), Ident::new(check.function, check.span));
        quote_spanned!(check.span=> ::asl_dsl::__private::supported::#function(#slot);)
    });
    let declared = signature.params.iter().map(|param| declared_type(&param.ty.to_token_stream()));
    let output_type = declared_type(&signature.output);
    let asked = front.asked.iter().map(asked);
    let params = signature
        .params
        .iter()
        .map(|Param { pattern, ty, .. }| quote!(let #pattern: #ty = ::asl_dsl::__private::never();));
    let (never, statements, consts) = (never(), &translated.probe, &front.consts);
    let mut probe = TokenStream::new();
    item.block.brace_token.surround(&mut probe, |tokens| {
        tokens.extend(quote! {
            #(let #slots = ::asl_dsl::__private::slot();)*
            #(#checks)*
            __table.hand_over(::std::vec![#(#declared,)* #output_type, #(#asked),*]).await;
            #never
            #(#params)*
            #statements
        });
    });
    quote! {
        #[allow(warnings, clippy::all, clippy::pedantic)]
        impl #name {
            /// The state machine that this workflow becomes, checked.
            ///
            /// # Errors
            /// What a state machine can't do, or AWS would not accept, each with its place in the source.
            #vis fn definition()
            -> ::core::result::Result<::asl_dsl::__private::Definition, ::asl_dsl::__private::Report> {
                use ::asl_dsl::__private::{
                    FitsCount as _, FitsData as _, FitsDuration as _, FitsNothing as _, FitsRetry as _, FitsText as _,
                };
                async fn #name(__table: ::asl_dsl::__private::Table) #output #probe
                ::asl_dsl::__private::define(
                    #json,
                    ::asl_dsl::__private::types(#name),
                    ::std::vec![#(#consts),*],
                )
            }
        }
    }
}

/// The entry of a type that the signature names.
fn declared_type(ty: &TokenStream) -> TokenStream {
    let span = ty.span();
    quote_spanned!(span=> ::asl_dsl::__private::type_info::<#ty>())
}

/// The entry of a slot.
fn asked(asked: &Asked) -> TokenStream {
    let (slot, span) = (slot_ident(asked.slot, asked.span), asked.span);
    match asked.question {
        Question::Type => quote_spanned!(span=> ::asl_dsl::__private::type_of(#slot)),
        Question::Callee => quote_spanned!(span=> ::asl_dsl::__private::call_of(#slot)),
        Question::Through(function) => {
            let function = Ident::new(function, span);
            quote_spanned!(span=> ::asl_dsl::__private::type_of(::asl_dsl::__private::supported::#function(#slot)))
        }
    }
}

/// A definition for a workflow with errors: it is never reached, because nothing compiles.
fn stub(item: &ItemFn) -> TokenStream {
    let (vis, name) = (&item.vis, &item.sig.ident);
    quote! {
        #[allow(warnings)]
        impl #name {
            #[doc(hidden)]
            #vis fn definition()
            -> ::core::result::Result<::asl_dsl::__private::Definition, ::asl_dsl::__private::Report> {
                ::asl_dsl::__private::never()
            }
        }
    }
}

/// A test that makes the definition: what only lowering and the checker can see fails `cargo test`.
fn test(item: &ItemFn) -> TokenStream {
    let name = &item.sig.ident;
    let test = format_ident!("{}_is_valid", plain(name), span = name.span());
    quote! {
        #[cfg(test)]
        #[test]
        #[allow(unnameable_test_items)]
        fn #test() -> ::core::result::Result<(), ::asl_dsl::__private::Invalid> {
            ::asl_dsl::__private::valid(#name::definition())
        }
    }
}

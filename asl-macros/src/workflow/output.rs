//! What `#[workflow]` expands to: the native function, the definition with its probe, and the generated test.

use super::Translated;
use super::options::Options;
use super::signature::{Param, Signature};
use super::strip::strip_names;
use crate::errors::Errors;
use crate::front::{Asked, Check, Front, Question, never, plain, slot_ident, slot_ident_at};
use asl_hir::Program;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
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
    let workflow_def = workflow_def(item, signature);
    let test = test(item);
    quote!(#native #declaration #definition #workflow_def #test)
}

/// The errors, beside everything others may refer to.
pub(crate) fn with_errors(item: &ItemFn, signature: &Signature, options: &Options, errors: &Errors) -> TokenStream {
    let mut item = item.clone();
    if errors.rustc_would_repeat() {
        *item.block = syn::parse_quote!({ ::asl_dsl::__private::never() });
    }
    item.attrs.push(syn::parse_quote!(#[allow(unused)]));
    let (item, errors) = (&item, errors.to_compile_errors());
    let native = native(item, signature);
    let declaration = declaration(item, signature, options);
    let (stub, workflow_def) = (stub(item), workflow_def(item, signature));
    quote!(#errors #native #declaration #stub #workflow_def)
}

/// The errors, beside the function as it is: its signature can't be that of a call.
pub(crate) fn without_native(item: &ItemFn, errors: &Errors) -> TokenStream {
    let errors = errors.to_compile_errors();
    let mut item = item.clone();
    strip_names(&mut item.block);
    let (vis, name) = (&item.vis, &item.sig.ident);
    if item.sig.receiver().is_some() {
        // Inside an `impl` nothing can be declared beside it.
        return quote!(#errors #[allow(unused)] #item);
    }
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
    // A parameter without shape is reported on its type.
    let values = signature.params.iter().map(|param| {
        let span = param.ty.span();
        let mut ident = param.ident.clone();
        ident.set_span(span.resolved_at(ident.span()));
        quote_spanned!(span=> &#ident)
    });
    let arguments = if idents.is_empty() { quote!(_) } else { quote!(mut __arguments) };
    quote! {
        #(#attributes)*
        #vis fn #name(#(#idents: #types),*) -> ::asl_dsl::__private::WorkflowCall<#name, #output> {
            // In a block of its own, so that a parameter may be called what the function is called.
            let __body = {
                #inner
                #name
            };
            ::asl_dsl::__private::WorkflowCall::new(
                ::asl_dsl::__private::Request::new()#(.arg(#names, #values))*,
                move |#arguments: ::asl_dsl::__private::Arguments| {
                    #(let #idents: #types = __arguments.take(#names)?;)*
                    ::core::result::Result::Ok(__body(#(#idents),*))
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
    let (asyncness, fn_token) = (&item.sig.asyncness, &item.sig.fn_token);
    let mut input = TokenStream::new();
    item.sig.paren_token.surround(&mut input, |tokens| tokens.extend(quote!(__table: ::asl_dsl::__private::Table)));
    let front = &translated.front;
    let slots = front.slots.iter().map(|slot| slot_ident(*slot));
    let checks = checks(front);
    let declared = signature.params.iter().map(|param| {
        let ty = &param.ty;
        quote!((&&::asl_dsl::__private::Declared::<#ty>::the()).__info())
    });
    let asked = front.asked.iter().map(asked);
    let params = signature
        .params
        .iter()
        .map(|Param { pattern, ty, .. }| quote!(let #pattern: #ty = ::asl_dsl::__private::never();));
    let (never, statements, consts, hoisted) = (never(), &translated.probe, &front.consts, &front.hoisted);
    let mut probe = TokenStream::new();
    item.block.brace_token.surround(&mut probe, |tokens| {
        tokens.extend(quote! {
            #(let #slots = ::asl_dsl::__private::slot();)*
            #(#checks)*
            __table.hand_over(::std::vec![#(#declared,)* ::asl_dsl::__private::output_of::<#name>(), #(#asked),*]).await;
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
                    HasDisplay as _, HasNoDisplay as _, WithShape as _, WithoutShape as _,
                };
                #(#hoisted)*
                #asyncness #fn_token #name #input #output #probe
                ::asl_dsl::__private::define(
                    #json,
                    ::asl_dsl::__private::types(#name),
                    ::std::vec![#(#consts),*],
                )
            }
        }
    }
}

/// What a caller needs that has the function by its type alone.
fn workflow_def(item: &ItemFn, signature: &Signature) -> TokenStream {
    let (name, output) = (&item.sig.ident, &signature.output);
    let values: Vec<_> = (0..signature.params.len()).map(|i| format_ident!("__argument_{i}")).collect();
    let names = signature.params.iter().map(|param| &param.name);
    let arguments = if values.is_empty() { quote!(_) } else { quote!(mut __arguments) };
    quote! {
        #[automatically_derived]
        impl ::asl_dsl::__private::WorkflowDef for #name {
            fn definition()
            -> ::core::result::Result<::asl_dsl::__private::Definition, ::asl_dsl::__private::Report> {
                #name::definition()
            }

            fn call(
                #arguments: ::asl_dsl::__private::Arguments,
            ) -> ::core::result::Result<::asl_dsl::__private::WorkflowCall<#name, #output>, ::std::string::String> {
                #(let #values = __arguments.take(#names)?;)*
                ::core::result::Result::Ok(#name(#(#values),*))
            }
        }
    }
}

/// The bounds that types must meet, as statements.
pub(crate) fn checks(front: &Front) -> Vec<TokenStream> {
    let check = |check: &Check| {
        let (slot, function) = (slot_ident_at(check.slot, check.span), Ident::new(check.function, check.span));
        quote_spanned!(check.span=> ::asl_dsl::__private::supported::#function(#slot);)
    };
    front.checks.iter().map(check).collect()
}

/// The entry of a slot.
pub(crate) fn asked(asked: &Asked) -> TokenStream {
    let (slot, span) = (slot_ident_at(asked.slot, asked.span), asked.span);
    match &asked.question {
        Question::Type => quote_spanned!(span=> ::asl_dsl::__private::type_of(#slot)),
        Question::Callee => quote_spanned!(span=> ::asl_dsl::__private::call_of(#slot)),
        Question::Constructs(path) => quote_spanned!(span=> ::asl_dsl::__private::constructs(#slot, #path)),
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
        fn #test() -> ::core::result::Result<(), ::asl_dsl::__private::Invalid> {
            ::asl_dsl::__private::valid(#name::definition())
        }
    }
}

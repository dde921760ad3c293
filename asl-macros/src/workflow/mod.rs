//! `#[workflow]`: an `async fn` in; the same function as a call that can be awaited, its definition, and a test out.

mod options;
mod output;
mod signature;
mod strip;

pub(crate) use output::{asked, checks};

use crate::errors::Errors;
use crate::front::{Front, plain, position};
use asl_hir::{Param, Program, SlotId};
use options::Options;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use signature::Signature;
use syn::{Attribute, Expr, ExprLit, ItemFn, Lit, Meta};

/// How deep brackets may nest. syn parses recursively, on rustc's stack.
const BRACKETS: usize = 200;

/// Expands `#[workflow(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    if let Some(error) = nested_too_deeply(&item) {
        return quote!(#item #error);
    }
    let item: ItemFn = match syn::parse2(item.clone()) {
        Ok(item) => item,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#item #error);
        }
    };
    let mut errors = Errors::default();
    let options = Options::read(options, &mut errors);
    let Some(signature) = Signature::read(&item, &mut errors) else {
        // The body is looked at all the same, so that all errors appear at once.
        let mut front = Front::new(plain(&item.sig.ident));
        front.errors = errors;
        front.body(&item.block);
        return output::without_native(&item, &front.errors);
    };
    let (front, program) = translate(&item, &signature, &options, errors);
    if front.front.errors.is_empty() {
        output::complete(&item, &signature, &options, &front, &program)
    } else {
        output::with_errors(&item, &signature, &options, &front.front.errors)
    }
}

/// An error at the first bracket beyond the limit.
pub(crate) fn nested_too_deeply(tokens: &TokenStream) -> Option<TokenStream> {
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            None => {
                open.pop();
            }
            Some(TokenTree::Group(group)) if open.len() > BRACKETS => {
                let mut errors = Errors::default();
                let message = format_args!("brackets are nested more than {BRACKETS} levels deep here");
                errors.report_span(group.span_open(), message, "give a part of the expression a name with `let`");
                return Some(errors.to_compile_errors());
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
        }
    }
    None
}

/// A translated workflow.
pub(crate) struct Translated {
    pub(crate) front: Front,
    /// The probe of the body's statements.
    pub(crate) probe: TokenStream,
}

pub(crate) fn translate(
    item: &ItemFn,
    signature: &Signature,
    options: &Options,
    errors: Errors,
) -> (Translated, Program) {
    let mut front = Front::new(plain(&item.sig.ident));
    front.errors = errors;
    // The table of types starts with the parameters' and the output's: see `output`.
    let mut params = Vec::new();
    for (i, param) in signature.params.iter().enumerate() {
        let pattern = front.pattern(&param.pattern);
        params.push(Param { name: param.name.clone(), pattern, ty: SlotId(i as u32) });
    }
    let output = SlotId(params.len() as u32);
    front.declared_types = params.len() as u32 + 1;
    let body = front.body(&item.block);
    let span = item.sig.ident.span();
    let program = Program {
        name: plain(&item.sig.ident),
        comment: options.comment.clone().or_else(|| first_paragraph(&item.attrs)),
        machine: options.name.clone(),
        timeout: options.timeout,
        file: span.file(),
        span: position(span),
        params,
        output,
        vars: front.vars.clone(),
        body: body.hir,
    };
    (Translated { front, probe: body.probe }, program)
}

/// The first paragraph of a documentation comment, as one line.
fn first_paragraph(attributes: &[Attribute]) -> Option<String> {
    let mut words = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(pair) = &attribute.meta else { continue };
        let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { continue };
        let text = text.value();
        for line in text.lines().chain(text.is_empty().then_some("")) {
            if !line.trim().is_empty() {
                words.extend(line.split_whitespace().map(str::to_string));
            } else if !words.is_empty() {
                return Some(words.join(" "));
            }
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

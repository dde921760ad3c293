//! The function that `#[task]` stands on: what of it a state machine can express.

use crate::errors::Errors;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::visit::{self, Visit};
use syn::{
    Attribute, FnArg, Ident, Pat, ReturnType, Signature, Token, Type, TypeImplTrait, TypeReference, Visibility,
    parse_quote,
};

pub(super) struct Declaration {
    /// `#[cfg(…)]`: on everything generated.
    pub(super) cfgs: Vec<Attribute>,
    /// Every other attribute: on the function.
    pub(super) docs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) name: Ident,
    pub(super) params: Vec<Param>,
    pub(super) output: Type,
}

pub(super) struct Param {
    pub(super) name: Ident,
    /// As declared, `&ChargeRequest`.
    pub(super) ty: Type,
    /// What a handler gets, `ChargeRequest`.
    pub(super) owned: Type,
}

impl Declaration {
    /// Reads the function; reports what a task can't have. An `Err` is a syntax error.
    pub(super) fn parse(item: TokenStream, errors: &mut Errors) -> syn::Result<Declaration> {
        let parser = |input: ParseStream<'_>| {
            let attrs = input.call(Attribute::parse_outer)?;
            let vis: Visibility = input.parse()?;
            let sig: Signature = input.parse()?;
            let body = if input.peek(Token![;]) {
                input.parse::<Token![;]>()?;
                None
            } else if input.peek(syn::token::Brace) {
                Some(input.parse::<syn::Block>()?)
            } else {
                return Err(input.error("expected `;`: a task has no body"));
            };
            Ok((attrs, vis, sig, body))
        };
        let (attrs, vis, sig, body) = parser.parse2(item)?;
        if let Some(body) = body {
            errors.at(
                &body,
                "a task has no body: it runs elsewhere, and a workflow only calls it\nhelp: end the declaration with `;`",
            );
        }
        signature(&sig, errors);
        let params = sig.inputs.iter().filter_map(|input| Param::read(input, errors)).collect();
        let output: Type = match &sig.output {
            ReturnType::Default => parse_quote!(()),
            ReturnType::Type(_, ty) => match Foreign::first_in(ty) {
                Some(at) => {
                    errors.at(&at, "a task returns owned data of a named type: it comes from JSON");
                    parse_quote!(())
                }
                None => (**ty).clone(),
            },
        };
        let (cfgs, docs) = attrs.into_iter().partition(|attr| attr.path().is_ident("cfg"));
        Ok(Declaration { cfgs, docs, vis, name: sig.ident, params, output })
    }
}

fn signature(sig: &Signature, errors: &mut Errors) {
    if sig.asyncness.is_none() {
        errors.at(&sig.fn_token, "a task is asynchronous\nhelp: write `async fn`");
    }
    if let syn::Safety::Unsafe(unsafety) = &sig.safety {
        errors.at(unsafety, "a task can't be unsafe: it doesn't run in this program");
    }
    if let Some(abi) = &sig.abi {
        errors.at(abi, "a task has no ABI: it doesn't run in this program");
    }
    if let Some(variadic) = &sig.variadic {
        errors.at(variadic, "a task has a fixed number of parameters");
    }
    if let Some(param) = sig.generics.params.first() {
        errors.at(
            param,
            "a task can't be generic: its request and result are fixed JSON\nhelp: declare one task per type",
        );
    } else if let Some(clause) = &sig.generics.where_clause {
        errors.at(clause, "a task can't be generic: its request and result are fixed JSON");
    }
}

impl Param {
    fn read(input: &FnArg, errors: &mut Errors) -> Option<Param> {
        let typed = match input {
            FnArg::Typed(typed) => typed,
            FnArg::Receiver(receiver) => {
                errors.at(receiver, "a task is a free function\nhelp: take the value as a parameter");
                return None;
            }
        };
        let name = match &*typed.pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
                if let Some(mutability) = &pat.mutability {
                    errors.at(mutability, "a task has no body, so its parameters can't be `mut`\nhelp: remove `mut`");
                }
                pat.ident.clone()
            }
            other => {
                errors.at(other, "a task's parameter is a name: with several parameters it is the key in the request");
                return None;
            }
        };
        let (inner, owned) = match &*typed.ty {
            Type::Reference(TypeReference { mutability: Some(mutability), .. }) => {
                errors.at(mutability, "a task gets a copy as JSON and can't change its arguments\nhelp: use `&`");
                return None;
            }
            Type::Reference(reference) => {
                let owned = match &*reference.elem {
                    Type::Path(path) if path.path.is_ident("str") => parse_quote!(::std::string::String),
                    Type::Slice(slice) => {
                        let elem = &slice.elem;
                        parse_quote!(::std::vec::Vec<#elem>)
                    }
                    other => other.clone(),
                };
                (&*reference.elem, owned)
            }
            owned => (owned, owned.clone()),
        };
        if let Some(at) = Foreign::first_in(inner) {
            let help = if at.to_string().replace(' ', "") == "&str" { "\nhelp: write `String`" } else { "" };
            errors.at(&at, format!("a task's parameter is data of a named type, owned or behind one `&`{help}"));
            // Kept, so that calls are not told of a missing parameter.
            return Some(Param { name, ty: (*typed.ty).clone(), owned: parse_quote!(()) });
        }
        Some(Param { name, ty: (*typed.ty).clone(), owned })
    }
}

/// Finds what can't stand in the type of a request or result: references, `impl Trait`.
#[derive(Default)]
struct Foreign(Option<TokenStream>);

impl Foreign {
    fn first_in(ty: &Type) -> Option<TokenStream> {
        let mut finder = Foreign::default();
        finder.visit_type(ty);
        finder.0
    }

    fn found(&mut self, at: &dyn ToTokens) {
        self.0.get_or_insert(quote!(#at));
    }
}

impl<'ast> Visit<'ast> for Foreign {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        self.found(reference);
    }

    fn visit_type_impl_trait(&mut self, ty: &'ast TypeImplTrait) {
        self.found(ty);
    }

    fn visit_type_infer(&mut self, ty: &'ast syn::TypeInfer) {
        self.found(ty);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
        if lifetime.ident != "static" {
            self.found(lifetime);
        }
        visit::visit_lifetime(self, lifetime);
    }
}

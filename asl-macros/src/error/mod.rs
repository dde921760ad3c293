//! `#[derive(WorkflowError)]`: the names of errors and how their fields travel.
//!
//! In goes an enum, out come `WorkflowError`, `Shape`, and a `From` for each transparent variant. `variant` reads one variant;
//! this file says what the trait's methods do with it. A string in `#[error("…")]` belongs to `thiserror` and is skipped.

mod variant;

use crate::errors::Errors;
use crate::serde_attr;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use std::collections::BTreeMap;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput};
use variant::{Kind, Variant};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let variants = read(&input, &mut errors);
    if errors.is_empty() {
        return implement(&input, &variants);
    }
    // Inert implementations, so that nothing else lights up.
    let (errors, stub) = (errors.to_compile_errors(), implement(&input, &[]));
    quote!(#errors #stub)
}

fn read(input: &DeriveInput, errors: &mut Errors) -> Vec<Variant> {
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "a workflow error is an enum: each variant is one error name\nhelp: make it an enum");
        return Vec::new();
    };
    if let Some(param) = input.generics.params.first() {
        errors.at(param, "a workflow error can't be generic: its names and payloads are fixed");
    }
    let rule = rename_all_fields(input, errors).unwrap_or_default();
    let variants: Vec<Variant> =
        data.variants.iter().filter_map(|variant| Variant::read(variant, rule, errors)).collect();
    let mut seen: BTreeMap<&str, &syn::Ident> = BTreeMap::new();
    let mut other: Option<&syn::Ident> = None;
    for variant in &variants {
        match &variant.kind {
            Kind::Named(name) => {
                if let Some(first) = seen.insert(name, &variant.ident) {
                    errors.at(
                        &variant.ident,
                        format!(
                            "two variants stand for the error `{name}`: `{first}` and `{}`\n\
                             help: give one another name, `#[error(name = \"…\")]`",
                            variant.ident
                        ),
                    );
                }
            }
            Kind::Other => {
                if let Some(first) = other.replace(&variant.ident) {
                    errors.at(&variant.ident, format!("`{first}` stands for all other errors already"));
                }
            }
            Kind::Transparent(_) => {}
        }
    }
    variants
}

/// The enum's `#[serde(rename_all_fields = "…")]`. Its other serde attributes concern serde's own derive: how the enum looks as
/// *data* has no influence on how its errors travel.
fn rename_all_fields(input: &DeriveInput, errors: &mut Errors) -> Option<crate::rename::Rule> {
    let mut found = None;
    serde_attr::each_meta(&input.attrs, "serde", errors, |key, meta, errors| {
        if key == "rename_all_fields" {
            found = serde_attr::rule(meta, errors);
        }
    });
    found
}

fn implement(input: &DeriveInput, variants: &[Variant]) -> TokenStream {
    let enumeration = &input.ident;
    let name = enumeration.unraw().to_string();
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let shapes = variants.iter().map(Variant::shape);
    let cases = variants.iter().map(|variant| variant.case(&input.vis));
    let names = variants.iter().map(Variant::name_arm);
    let causes = variants.iter().map(Variant::cause_arm);
    let received = received(variants);
    let conversions = variants.iter().filter_map(|variant| {
        let Kind::Transparent(inner) = &variant.kind else {
            return None;
        };
        let ident = &variant.ident;
        Some(quote_spanned! {inner.span()=>
            #[automatically_derived]
            impl ::core::convert::From<#inner> for #enumeration {
                fn from(error: #inner) -> Self {
                    Self::#ident(error)
                }
            }
        })
    });
    // The stub of a wrong enum has no arms, but the enum has variants.
    let wildcard = if variants.is_empty() {
        (quote!(_ => ::std::borrow::Cow::Borrowed(""),), quote!(_ => ::std::string::String::new(),))
    } else {
        (quote!(), quote!())
    };
    let (any_name, any_cause) = wildcard;
    quote! {
        #[automatically_derived]
        impl #impl_generics ::asl_dsl::WorkflowError for #enumeration #type_generics #where_clause {
            fn shape() -> &'static ::asl_dsl::shape::ErrorShape {
                const {
                    &::asl_dsl::shape::ErrorShape { name: #name, variants: &[#(#shapes),*] }
                }
            }
            fn error_name(&self) -> ::std::borrow::Cow<'_, str> {
                match self { #(#names)* #any_name }
            }
            fn cause(&self) -> ::std::string::String {
                match self { #(#causes)* #any_cause }
            }
            fn from_parts(error: &str, cause: &str) -> ::core::option::Option<Self> {
                let parts = ::asl_dsl::error::ErrorParts::new(error, cause);
                #received
            }
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #impl_generics ::asl_dsl::Shape for #enumeration #type_generics #where_clause {
            fn describe() -> ::asl_dsl::shape::Type {
                ::asl_dsl::shape::Type::Error(<Self as ::asl_dsl::WorkflowError>::shape())
            }
        }
        #[automatically_derived]
        #[allow(dead_code, non_upper_case_globals)]
        impl #impl_generics #enumeration #type_generics #where_clause {
            #(#cases)*
        }
        #(#conversions)*
    }
}

/// The body of `from_parts`. A variant's own name comes first, then the names of transparent variants, then
/// `States.TaskFailed`, which stands for nearly all, then the variant for the rest.
fn received(variants: &[Variant]) -> TokenStream {
    let mut steps = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for variant in variants {
        let ident = &variant.ident;
        let (rank, attempt) = match &variant.kind {
            Kind::Named(name) => {
                let made = variant.made();
                let attempt = |test: TokenStream| quote!(if #test { (|| ::core::option::Option::Some(#made))() } else { ::core::option::Option::None });
                if name == "States.TaskFailed" {
                    (2, attempt(quote!(parts.is(#name))))
                } else {
                    (0, attempt(quote!(parts.name() == #name)))
                }
            }
            Kind::Transparent(inner) => (
                1,
                quote_spanned! {inner.span()=>
                    <#inner as ::asl_dsl::WorkflowError>::from_parts(error, cause).map(Self::#ident)
                },
            ),
            Kind::Other => (
                3,
                quote! {
                    ::core::option::Option::Some(Self::#ident {
                        error: ::std::string::ToString::to_string(parts.name()),
                        cause: ::std::string::ToString::to_string(parts.cause()),
                    })
                },
            ),
        };
        if let Some(steps) = steps.get_mut(rank) {
            steps.push(attempt);
        }
    }
    let steps = steps.concat();
    quote! {
        let found: ::core::option::Option<Self> = ::core::option::Option::None;
        #( let found = found.or_else(|| #steps); )*
        let _ = (&parts, error, cause);
        found
    }
}

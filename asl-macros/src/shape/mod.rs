//! `#[derive(Shape)]`: a type's JSON form as serde's derive writes it.
//!
//! In goes the item with its serde attributes, out come implementations of `Shape` and `Outcome` that hold the form as
//! static data. Attributes that can't be modelled are refused where they stand.

mod describe;

pub(crate) use describe::is_option;

use crate::errors::Errors;
use crate::serde_attr;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, GenericParam, parse_quote};

/// Expands the derive.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let container = serde_attr::container(&input.attrs, &mut errors);
    let mut bounds = Vec::new();
    let form = match &input.data {
        _ if container.opaque => {
            let name = input.ident.to_string();
            quote!(::asl_dsl::shape::Type::Opaque(#name))
        }
        Data::Struct(data) => describe::structure(&input.ident, data, &container, &mut bounds, &mut errors),
        Data::Enum(data) => describe::enumeration(&input.ident, data, &container, &mut bounds, &mut errors),
        Data::Union(data) => {
            errors.at(&data.union_token, "a union has no JSON form\nhelp: use an enum");
            quote!(::asl_dsl::shape::Type::Json)
        }
    };
    // A type whose attributes are wrong still gets its implementations, so that nothing else lights up.
    let form = if errors.is_empty() { form } else { quote!(::asl_dsl::shape::Type::Json) };
    let errors = errors.to_compile_errors();
    let implementations = implement(input, &form, if errors.is_empty() { bounds } else { Vec::new() });
    quote!(#errors #implementations)
}

fn implement(mut input: DeriveInput, form: &TokenStream, bounds: Vec<syn::WherePredicate>) -> TokenStream {
    let name = &input.ident;
    let params: Vec<_> = input
        .generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(param.ident.clone()),
            _ => None,
        })
        .collect();
    if !params.is_empty() {
        let predicates = &mut input.generics.make_where_clause().predicates;
        predicates.extend(params.iter().map(|param| -> syn::WherePredicate { parse_quote!(#param: ::asl_dsl::Shape) }));
        predicates.extend(bounds);
    }
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #impl_generics ::asl_dsl::Shape for #name #type_generics #where_clause {
            fn describe() -> ::asl_dsl::shape::Type {
                #form
            }
        }
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #impl_generics ::asl_dsl::shape::Outcome for #name #type_generics #where_clause {
            type Ok = Self;
            type Err = ::core::convert::Infallible;
            fn from_result(result: ::core::result::Result<Self, ::core::convert::Infallible>) -> Self {
                match result {
                    ::core::result::Result::Ok(value) => value,
                    ::core::result::Result::Err(never) => match never {},
                }
            }
            fn into_result(self) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(self)
            }
        }
    }
}

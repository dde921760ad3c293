//! Structs, enums and fields as static descriptions.

use crate::errors::Errors;
use crate::rename::Rule;
use crate::serde_attr::{self, Container, DefaultValue};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{DataEnum, DataStruct, Fields, Ident, Member, Path, PathArguments, Type, WherePredicate, parse_quote};

/// `Type::Struct(…)`.
pub(super) fn structure(
    name: &Ident,
    data: &DataStruct,
    container: &Container,
    bounds: &mut Vec<WherePredicate>,
    errors: &mut Errors,
) -> TokenStream {
    if let Some(tag) = &container.tag {
        errors.at(
            tag,
            "the tag of a struct is a key without a field, which a state machine couldn't write\n\
             help: make it a field of the type `String`",
        );
    }
    let fields = fields(&data.fields, container.rename_all, container.default.as_ref(), bounds, errors);
    let layout = match fields.parts.len() {
        1 if container.transparent => Layout::Newtype,
        _ if container.transparent => {
            errors.at(name, "a transparent struct has exactly one field that isn't skipped");
            Layout::Object
        }
        _ => fields.layout,
    };
    let parts = fields.parts;
    let name = name.unraw().to_string();
    quote! {
        ::asl_dsl::shape::Type::Struct(const {
            &::asl_dsl::shape::StructShape {
                name: #name,
                layout: #layout,
                fields: &[#(#parts),*],
            }
        })
    }
}

/// `Type::Enum(…)`.
pub(super) fn enumeration(
    name: &Ident,
    data: &DataEnum,
    container: &Container,
    bounds: &mut Vec<WherePredicate>,
    errors: &mut Errors,
) -> TokenStream {
    let tagging = match (&container.tag, &container.content, container.untagged) {
        (None, None, None) => quote!(External),
        (Some(tag), None, None) => quote!(Internal { tag: #tag }),
        (Some(tag), Some(content), None) => quote!(Adjacent { tag: #tag, content: #content }),
        (None, None, Some(_)) => quote!(Untagged),
        (None, Some(content), _) => {
            errors.at(content, "`content` without `tag`\nhelp: add `tag = \"…\"`");
            quote!(External)
        }
        (_, _, Some(untagged)) => {
            errors.push(syn::Error::new(untagged, "an enum is either tagged or untagged"));
            quote!(External)
        }
    };
    let mut variants = Vec::new();
    for variant in &data.variants {
        let attributes = serde_attr::variant(&variant.attrs, errors);
        if attributes.skip {
            continue;
        }
        let rust = variant.ident.unraw().to_string();
        let json = attributes.rename.unwrap_or_else(|| container.rename_all.variant(&rust));
        let rule = attributes.rename_all.unwrap_or(container.rename_all_fields);
        let Described { layout, parts } = fields(&variant.fields, rule, None, bounds, errors);
        variants.push(quote! {
            ::asl_dsl::shape::VariantShape { rust: #rust, json: #json, layout: #layout, fields: &[#(#parts),*] }
        });
    }
    let name = name.unraw().to_string();
    quote! {
        ::asl_dsl::shape::Type::Enum(const {
            &::asl_dsl::shape::EnumShape {
                name: #name,
                tagging: ::asl_dsl::shape::Tagging::#tagging,
                variants: &[#(#variants),*],
            }
        })
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Layout {
    Unit,
    Newtype,
    Tuple,
    Object,
}

impl ToTokens for Layout {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Layout::Unit => quote!(::asl_dsl::shape::Layout::Unit),
            Layout::Newtype => quote!(::asl_dsl::shape::Layout::Newtype),
            Layout::Tuple => quote!(::asl_dsl::shape::Layout::Tuple),
            Layout::Object => quote!(::asl_dsl::shape::Layout::Object),
        });
    }
}

struct Described {
    layout: Layout,
    /// One `FieldShape` each, skipped fields left out.
    parts: Vec<TokenStream>,
}

fn fields(
    fields: &Fields,
    rule: Rule,
    container_default: Option<&DefaultValue>,
    bounds: &mut Vec<WherePredicate>,
    errors: &mut Errors,
) -> Described {
    let layout = match fields {
        Fields::Unit => Layout::Unit,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Layout::Newtype,
        Fields::Unnamed(_) => Layout::Tuple,
        Fields::Named(_) => Layout::Object,
    };
    let mut parts = Vec::new();
    for (member, field) in fields.members().zip(fields) {
        let attributes = serde_attr::field(&field.attrs, errors);
        if attributes.skip {
            continue;
        }
        let rust = match &member {
            Member::Named(name) => name.unraw().to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        };
        let json = match &member {
            Member::Named(_) => attributes.rename.unwrap_or_else(|| rule.field(&rust)),
            // The position in the array, from which skipped fields are missing.
            Member::Unnamed(_) => parts.len().to_string(),
        };
        let ty = &field.ty;
        let describe = if attributes.opaque {
            let name = type_name(ty);
            quote!(|| ::asl_dsl::shape::Type::Opaque(#name))
        } else {
            quote_spanned!(ty.span()=> <#ty as ::asl_dsl::Shape>::describe)
        };
        let default = match (&attributes.default, container_default) {
            (Some(DefaultValue::Trait), _) => {
                let serialize = quote!(::asl_dsl::shape::derived::Serialize);
                bounds.push(parse_quote!(#ty: ::core::default::Default + #serialize));
                quote_spanned!(ty.span()=> ::core::option::Option::Some(::asl_dsl::shape::derived::default_json::<#ty>))
            }
            (Some(DefaultValue::Path(path)), _) => made(bounds, ty, &quote!(#path())),
            (None, Some(DefaultValue::Trait)) => {
                bounds.push(parse_quote!(Self: ::core::default::Default));
                made(bounds, ty, &quote!(<Self as ::core::default::Default>::default().#member))
            }
            (None, Some(DefaultValue::Path(path))) => {
                let path: &Path = path;
                made(bounds, ty, &quote!({ let whole: Self = #path(); whole.#member }))
            }
            (None, None) => quote!(::core::option::Option::None),
        };
        let optional = attributes.skipped_if.is_some()
            || attributes.default.is_some()
            || container_default.is_some()
            || is_option(ty);
        let skipped = match attributes.skipped_if.as_deref() {
            None => quote!(Never),
            Some("Option::is_none" | "std::option::Option::is_none" | "::std::option::Option::is_none") => quote!(None),
            Some(path) => quote!(If(#path)),
        };
        parts.push(quote! {
            ::asl_dsl::shape::FieldShape {
                rust: #rust,
                json: #json,
                ty: #describe,
                optional: #optional,
                skipped: ::asl_dsl::shape::Skipped::#skipped,
                default: #default,
            }
        });
    }
    if matches!(layout, Layout::Newtype) && parts.is_empty() {
        errors.at(fields, "the only field can't be skipped: the JSON would depend on where the value stands");
    }
    Described { layout, parts }
}

/// The `default` of a field whose value `expr` makes.
fn made(bounds: &mut Vec<WherePredicate>, ty: &Type, expr: &TokenStream) -> TokenStream {
    bounds.push(parse_quote!(#ty: ::asl_dsl::shape::derived::Serialize));
    quote_spanned!(ty.span()=> ::core::option::Option::Some(|| ::asl_dsl::shape::derived::to_json(&#expr)))
}

/// serde treats a missing field as `None` only where the type is written `Option<…>`, and so do we.
pub(crate) fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| {
            segment.ident == "Option" && matches!(segment.arguments, PathArguments::AngleBracketed(_))
        }),
        _ => false,
    }
}

/// A type as text for messages: its last path segment.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => ty.to_token_stream().to_string(),
    }
}

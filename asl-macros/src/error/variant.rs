//! One variant of an error enum: its attributes, and its arm in each of the trait's methods.

use crate::errors::Errors;
use crate::rename::Rule;
use crate::serde_attr::{self, DefaultValue};
use asl_schema::spec::error_names;
use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Fields, Ident, LitStr, Meta, Token, Type};

pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) kind: Kind,
    fields: Vec<Field>,
}

pub(super) enum Kind {
    Named(String),
    Transparent(Box<Type>),
    Other,
}

struct Field {
    ident: Ident,
    json: String,
    ty: Type,
    default: Option<DefaultValue>,
}

/// What `#[error(…)]` says.
#[derive(Default)]
struct Options {
    name: Option<LitStr>,
    transparent: Option<Meta>,
    other: Option<Meta>,
}

impl Options {
    fn read(variant: &syn::Variant, errors: &mut Errors) -> Options {
        let mut found = Options::default();
        for attr in variant.attrs.iter().filter(|attr| attr.path().is_ident("error")) {
            if is_message(attr) {
                continue;
            }
            let entries = match attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
                Ok(entries) => entries,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            for meta in entries {
                match (&meta, meta.path().get_ident().map(ToString::to_string).as_deref()) {
                    (Meta::NameValue(_), Some("name")) => found.name = serde_attr::string(&meta, errors),
                    (Meta::Path(_), Some("transparent")) => found.transparent = Some(meta),
                    (Meta::Path(_), Some("other")) => found.other = Some(meta),
                    _ => errors
                        .at(&meta, "unknown option\nhelp: the options are `name = \"…\"`, `transparent` and `other`"),
                }
            }
        }
        found
    }
}

/// Whether it is `thiserror`'s `#[error("message {field}", …)]`.
fn is_message(attr: &syn::Attribute) -> bool {
    match &attr.meta {
        Meta::List(list) => matches!(list.tokens.clone().into_iter().next(), Some(TokenTree::Literal(_))),
        _ => false,
    }
}

impl Variant {
    /// Reads a variant; reports what is wrong with it.
    pub(super) fn read(variant: &syn::Variant, rule: Rule, errors: &mut Errors) -> Option<Variant> {
        let options = Options::read(variant, errors);
        let ident = variant.ident.clone();
        match (options.name, options.transparent, options.other) {
            (name, None, None) => {
                let kind = Kind::Named(name_of(variant, name.as_ref(), errors)?);
                let fields = named_fields(variant, rule, errors)?;
                if let (Kind::Named(name), Some(field)) = (&kind, fields.first())
                    && name.starts_with("States.")
                {
                    errors.at(
                        &field.ident,
                        format!(
                            "`{name}` comes from the service without a payload\n\
                             help: use a variant without fields, or `#[error(other)]` to see the cause"
                        ),
                    );
                }
                Some(Variant { ident, kind, fields })
            }
            (None, Some(transparent), None) => match &variant.fields {
                Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                    let inner = fields.unnamed.first()?.ty.clone();
                    Some(Variant { ident, kind: Kind::Transparent(Box::new(inner)), fields: Vec::new() })
                }
                _ => {
                    errors.at(
                        &transparent,
                        "a transparent variant holds exactly one other workflow error\nhelp: write `Stock(StockError)`",
                    );
                    None
                }
            },
            (None, None, Some(other)) => {
                let names: Vec<String> = variant
                    .fields
                    .iter()
                    .filter_map(|field| field.ident.as_ref().map(|name| name.to_string()))
                    .collect();
                let mut sorted = names.clone();
                sorted.sort();
                if sorted != ["cause", "error"] {
                    errors.at(
                        &other,
                        "the variant for all other errors takes their name and cause\n\
                         help: write `Other { error: String, cause: String }`",
                    );
                    return None;
                }
                let fields = named_fields(variant, Rule::Keep, errors)?;
                Some(Variant { ident, kind: Kind::Other, fields })
            }
            _ => {
                errors.at(&variant.ident, "`name`, `transparent` and `other` exclude each other");
                None
            }
        }
    }

    /// The variant as a value for the builder: `PayError::CARD_DECLINED`.
    pub(super) fn case(&self, vis: &syn::Visibility) -> TokenStream {
        let variant = self.ident.unraw().to_string();
        let constant = Ident::new(&Rule::ScreamingSnake.variant(&variant), self.ident.span());
        let (names, types): (Vec<String>, Vec<&Type>) = match &self.kind {
            Kind::Transparent(inner) => (vec!["0".to_owned()], vec![inner]),
            Kind::Named(_) | Kind::Other => {
                self.fields.iter().map(|field| (field.ident.unraw().to_string(), &field.ty)).unzip()
            }
        };
        let doc = format!("The error `{variant}`, for the builder's `on_error`.");
        quote! {
            #[doc = #doc]
            #vis const #constant: ::asl_dsl::builder::Case<Self, (#(#types,)*)> =
                ::asl_dsl::builder::Case::__new(#variant, &[#(#names),*]);
        }
    }

    /// The variant's `ErrorVariant`.
    pub(super) fn shape(&self) -> TokenStream {
        let rust = self.ident.unraw().to_string();
        let kind = match &self.kind {
            Kind::Named(name) => quote!(Named(#name)),
            Kind::Transparent(inner) => {
                quote_spanned!(inner.span()=> Transparent(<#inner as ::asl_dsl::WorkflowError>::shape))
            }
            Kind::Other => quote!(Other),
        };
        let layout = match (&self.kind, self.fields.is_empty()) {
            (Kind::Transparent(_), _) => quote!(Newtype),
            (_, true) => quote!(Unit),
            (_, false) => quote!(Object),
        };
        let fields = self.fields.iter().map(|field| {
            let Field { ident, json, ty, default } = field;
            let rust = ident.unraw().to_string();
            let optional = default.is_some() || crate::shape::is_option(ty);
            let default = match default {
                None => quote!(::core::option::Option::None),
                Some(default) => {
                    let value = default_value(default);
                    quote!(::core::option::Option::Some(|| {
                        let value: #ty = #value;
                        ::asl_dsl::shape::derived::to_json(&value)
                    }))
                }
            };
            let describe = quote_spanned!(ty.span()=> <#ty as ::asl_dsl::Shape>::describe);
            quote! {
                ::asl_dsl::shape::FieldShape {
                    rust: #rust, json: #json, ty: #describe, optional: #optional, skipped: ::asl_dsl::shape::Skipped::Never, default: #default,
                }
            }
        });
        quote! {
            ::asl_dsl::shape::ErrorVariant {
                rust: #rust,
                kind: ::asl_dsl::shape::ErrorKind::#kind,
                layout: ::asl_dsl::shape::Layout::#layout,
                fields: &[#(#fields),*],
            }
        }
    }

    /// The variant's arm in `error_name`.
    pub(super) fn name_arm(&self) -> TokenStream {
        let ident = &self.ident;
        match &self.kind {
            Kind::Named(name) => quote!(Self::#ident { .. } => ::std::borrow::Cow::Borrowed(#name),),
            Kind::Transparent(ty) => quote_spanned! {ty.span()=>
                Self::#ident(inner) => <#ty as ::asl_dsl::WorkflowError>::error_name(inner),
            },
            Kind::Other => {
                quote!(Self::#ident { error, .. } => ::std::borrow::Cow::Borrowed(::core::convert::AsRef::<str>::as_ref(error)),)
            }
        }
    }

    /// The variant's arm in `cause`.
    pub(super) fn cause_arm(&self) -> TokenStream {
        let ident = &self.ident;
        match &self.kind {
            Kind::Named(_) => {
                let names = self.fields.iter().map(|field| &field.ident);
                let adds = self.fields.iter().map(|Field { ident, json, ty, .. }| {
                    let ident = Ident::new(&ident.to_string(), ident.span().located_at(ty.span()));
                    quote_spanned!(ty.span()=> .field(#json, #ident))
                });
                quote! {
                    Self::#ident { #(#names),* } => ::asl_dsl::error::derived::Payload::new() #(#adds)* .into_text(),
                }
            }
            Kind::Transparent(ty) => quote_spanned! {ty.span()=>
                Self::#ident(inner) => <#ty as ::asl_dsl::WorkflowError>::cause(inner),
            },
            Kind::Other => quote!(Self::#ident { cause, .. } => ::core::clone::Clone::clone(cause),),
        }
    }

    /// The variant made from `parts`, inside a closure that gives an `Option`.
    pub(super) fn made(&self) -> TokenStream {
        let ident = &self.ident;
        let fields = self.fields.iter().map(|Field { ident, json, ty, default }| match default {
            None => quote_spanned!(ty.span()=> #ident: parts.field(#json)?),
            Some(default) => {
                let value = default_value(default);
                quote_spanned!(ty.span()=> #ident: if parts.has(#json) { parts.field(#json)? } else { #value })
            }
        });
        quote!(Self::#ident { #(#fields),* })
    }
}

fn default_value(default: &DefaultValue) -> TokenStream {
    match default {
        DefaultValue::Trait => quote!(::core::default::Default::default()),
        DefaultValue::Path(path) => quote!(#path()),
    }
}

/// The error's name, checked.
fn name_of(variant: &syn::Variant, given: Option<&LitStr>, errors: &mut Errors) -> Option<String> {
    let Some(given) = given else {
        return Some(variant.ident.unraw().to_string());
    };
    let name = given.value();
    let message = match name.as_str() {
        "" => "an error has a name\nhelp: leave `name` out to use the variant's".to_owned(),
        "States.ALL" => "`States.ALL` is no error, it stands for every error\n\
                         help: use `#[error(other)] Other { error: String, cause: String }`"
            .to_owned(),
        reserved if reserved.starts_with("States.") => {
            if service_names().any(|name| name == reserved) || reserved.starts_with("States.Http.StatusCode.") {
                return Some(name);
            }
            format!(
                "`{reserved}` is not an error of the service, and names of your own must not begin with `States.`\n\
                 help: {}",
                match nearest(reserved) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "choose a name without `States.`".to_owned(),
                }
            )
        }
        _ => return Some(name),
    };
    errors.at(given, message);
    None
}

/// The names that only the service gives. `States.ALL` is none: it stands for all of them.
fn service_names() -> impl Iterator<Item = &'static str> {
    error_names::DEFINED.into_iter().filter(|name| *name != error_names::ALL)
}

/// The service's name that begins most like this one, if more than `States.` and a letter is alike.
fn nearest(name: &str) -> Option<&'static str> {
    let alike = |other: &str| other.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    service_names().max_by_key(|other| alike(other)).filter(|other| alike(other) > "States.T".len())
}

fn named_fields(variant: &syn::Variant, rule: Rule, errors: &mut Errors) -> Option<Vec<Field>> {
    let rule = variant_rule(variant, errors).unwrap_or(rule);
    let named = match &variant.fields {
        Fields::Unit => return Some(Vec::new()),
        Fields::Named(fields) => &fields.named,
        Fields::Unnamed(fields) => {
            errors.at(
                fields,
                "the payload of an error is an object, so its fields need names\n\
                 help: write `{ reason: String }`; `#[error(transparent)]` is for a variant that holds another workflow error",
            );
            return None;
        }
    };
    let mut fields = Vec::new();
    for field in named {
        let attributes = serde_attr::field(&field.attrs, errors);
        let ident = field.ident.clone()?;
        let json = attributes.rename.unwrap_or_else(|| rule.field(&ident.unraw().to_string()));
        if attributes.skip || attributes.skipped_if.is_some() || attributes.opaque {
            errors.at(
                &ident,
                "a field of an error always travels\nhelp: leave out `skip`, `skip_serializing_if` and `opaque`; use an `Option`",
            );
        }
        if json == "errorMessage" {
            errors.at(
                &ident,
                "`errorMessage` is where a Lambda function's error holds the payload\nhelp: give the field another name",
            );
        }
        fields.push(Field { ident, json, ty: field.ty.clone(), default: attributes.default });
    }
    Some(fields)
}

/// The variant's `#[serde(rename_all = "…")]`; `rename` and the like concern serde's derive only.
fn variant_rule(variant: &syn::Variant, errors: &mut Errors) -> Option<Rule> {
    let mut found = None;
    serde_attr::each_meta(&variant.attrs, "serde", errors, |key, meta, errors| {
        if key == "rename_all" {
            found = serde_attr::rule(meta, errors);
        }
    });
    found
}

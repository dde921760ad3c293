//! Reads `#[serde(…)]` and `#[shape(…)]` attributes as far as they decide what JSON looks like.
//!
//! Out comes what the derives need; whatever they can't model is an error on the attribute, with what to do instead.
//! Attributes without effect on the JSON (`bound`, `crate`, `deny_unknown_fields`, …) are skipped.

use crate::errors::Errors;
use crate::rename::Rule;
use proc_macro2::Span;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Path, Token};

/// `default` or `default = "path"`.
#[derive(Clone)]
pub(crate) enum DefaultValue {
    Trait,
    Path(Path),
}

/// What the attributes of a struct or enum say.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) rename_all: Rule,
    pub(crate) rename_all_fields: Rule,
    pub(crate) tag: Option<LitStr>,
    pub(crate) content: Option<LitStr>,
    pub(crate) untagged: Option<Span>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) transparent: bool,
    pub(crate) opaque: bool,
}

/// What the attributes of a variant say.
#[derive(Default)]
pub(crate) struct Variant {
    pub(crate) rename: Option<String>,
    pub(crate) rename_all: Option<Rule>,
    pub(crate) skip: bool,
}

/// What the attributes of a field say.
#[derive(Default)]
pub(crate) struct Field {
    pub(crate) rename: Option<String>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) skip: bool,
    /// The function in `skip_serializing_if`, without blanks.
    pub(crate) skipped_if: Option<String>,
    pub(crate) opaque: bool,
}

const OPAQUE_TYPE: &str = "add `#[shape(opaque)]` to the type to pass its JSON through without looking into it";
const OPAQUE_FIELD: &str = "add `#[shape(opaque)]` to the field to pass its JSON through without looking into it";

/// Reads the attributes of the type itself.
pub(crate) fn container(attrs: &[Attribute], errors: &mut Errors) -> Container {
    let mut found = Container { opaque: opaque(attrs, errors), ..Container::default() };
    each_meta(attrs, "serde", errors, |key, meta, errors| {
        match key {
        "rename_all" => found.rename_all = rule(meta, errors).unwrap_or_default(),
        "rename_all_fields" => found.rename_all_fields = rule(meta, errors).unwrap_or_default(),
        "tag" => found.tag = string(meta, errors),
        "content" => found.content = string(meta, errors),
        "untagged" => found.untagged = Some(meta.span()),
        "default" => found.default = default(meta, errors),
        "transparent" => found.transparent = true,
        "rename" | "bound" | "crate" | "deny_unknown_fields" | "expecting" => {}
        "from" | "try_from" | "into" if found.opaque => {}
        "from" | "try_from" | "into" => errors.at(
            meta,
            format!("`{key}` gives the type the JSON of another type, which `Shape` can't see\nhelp: {OPAQUE_TYPE}"),
        ),
        "remote" => errors.at(
            meta,
            "`remote` describes another type; `Shape` needs a type of your own\nhelp: wrap the foreign type in a newtype",
        ),
        "variant_identifier" | "field_identifier" => errors.at(
            meta,
            format!("`{key}` has no JSON of its own\nhelp: don't derive `Shape` for it: it can't be data of a workflow"),
        ),
        _ => unknown(key, meta, errors),
    }
    });
    found
}

/// Reads the attributes of a variant.
pub(crate) fn variant(attrs: &[Attribute], errors: &mut Errors) -> Variant {
    let mut found = Variant::default();
    each_meta(attrs, "serde", errors, |key, meta, errors| match key {
        "rename" => found.rename = renamed(meta, errors),
        "rename_all" => found.rename_all = rule(meta, errors),
        "skip" => found.skip = true,
        "bound" | "borrow" => {}
        "alias" => alias(meta, errors),
        "other" => errors.at(
            meta,
            "`other` stands for any JSON, so it can't be told apart from the variants\n\
             help: list the variants, or use `serde_json::Value` for the field",
        ),
        "untagged" => errors
            .at(meta, "a single untagged variant can't be matched in a state machine\nhelp: tag all variants, or none"),
        "skip_serializing" | "skip_deserializing" => one_way(key, meta, errors),
        "with" | "serialize_with" | "deserialize_with" => {
            errors.at(meta, format!("`{key}` gives the variant a JSON that `Shape` can't see\nhelp: {OPAQUE_TYPE}"))
        }
        _ => unknown(key, meta, errors),
    });
    found
}

/// Reads the attributes of a field.
pub(crate) fn field(attrs: &[Attribute], errors: &mut Errors) -> Field {
    let mut found = Field { opaque: opaque(attrs, errors), ..Field::default() };
    each_meta(attrs, "serde", errors, |key, meta, errors| match key {
        "rename" => found.rename = renamed(meta, errors),
        "default" => found.default = default(meta, errors),
        "skip" => found.skip = true,
        "skip_serializing_if" => {
            found.skipped_if = string(meta, errors).map(|path| path.value().split_whitespace().collect());
        }
        "bound" | "borrow" => {}
        "alias" => alias(meta, errors),
        "skip_serializing" | "skip_deserializing" => one_way(key, meta, errors),
        "with" | "serialize_with" | "deserialize_with" if found.opaque => {}
        "with" | "serialize_with" | "deserialize_with" => {
            errors.at(meta, format!("`{key}` gives the field a JSON that `Shape` can't see\nhelp: {OPAQUE_FIELD}"))
        }
        "flatten" => errors.at(
            meta,
            "`flatten` mixes the fields of two types, which a state machine can't take apart\n\
             help: list the fields here, or nest the type under a field name",
        ),
        "getter" => errors.at(meta, "`getter` belongs to a remote type\nhelp: wrap the foreign type in a newtype"),
        _ => unknown(key, meta, errors),
    });
    found
}

/// Whether `#[shape(opaque)]` is there.
fn opaque(attrs: &[Attribute], errors: &mut Errors) -> bool {
    let mut found = false;
    each_meta(attrs, "shape", errors, |key, meta, errors| match (key, meta) {
        ("opaque", Meta::Path(_)) => found = true,
        _ => errors.at(meta, "unknown option\nhelp: the only option is `#[shape(opaque)]`"),
    });
    found
}

/// Calls `each` with every entry of the attributes called `name`.
pub(crate) fn each_meta(
    attrs: &[Attribute],
    name: &str,
    errors: &mut Errors,
    mut each: impl FnMut(&str, &Meta, &mut Errors),
) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
        match attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
            Ok(entries) => {
                for meta in &entries {
                    let key = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
                    each(&key, meta, errors);
                }
            }
            Err(error) => errors.push(error),
        }
    }
}

/// The string of `key = "string"`.
pub(crate) fn string(meta: &Meta, errors: &mut Errors) -> Option<LitStr> {
    if let Meta::NameValue(pair) = meta {
        let mut value = &pair.value;
        // A literal that a `macro_rules!` macro passed on stands in an invisible group.
        while let Expr::Group(group) = value {
            value = &group.expr;
        }
        if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = value {
            return Some(text.clone());
        }
    }
    let key = meta.path().to_token_stream();
    errors.at(meta, format!("expected `{key} = \"…\"`"));
    None
}

/// `"name"`, or `(serialize = "name", deserialize = "name")` with twice the same name.
fn both_ways(meta: &Meta, errors: &mut Errors) -> Option<LitStr> {
    let Meta::List(list) = meta else {
        return string(meta, errors);
    };
    let pairs = match list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
        Ok(pairs) => pairs,
        Err(error) => {
            errors.push(error);
            return None;
        }
    };
    let names: Vec<LitStr> = pairs.iter().filter_map(|pair| string(pair, errors)).collect();
    match names.as_slice() {
        [a, b] if a.value() == b.value() => Some(a.clone()),
        _ => {
            errors.at(
                meta,
                "written and read under different names, the value can't travel through a state machine\n\
                 help: use one name for both directions",
            );
            None
        }
    }
}

fn renamed(meta: &Meta, errors: &mut Errors) -> Option<String> {
    both_ways(meta, errors).map(|name| name.value())
}

/// The rule that `rename_all` and the like name.
pub(crate) fn rule(meta: &Meta, errors: &mut Errors) -> Option<Rule> {
    let text = both_ways(meta, errors)?;
    let rule = Rule::parse(&text.value());
    if rule.is_none() {
        errors.at(&text, format!("unknown rule `{}`\nhelp: the rules are {}", text.value(), Rule::names()));
    }
    rule
}

fn default(meta: &Meta, errors: &mut Errors) -> Option<DefaultValue> {
    if let Meta::Path(_) = meta {
        return Some(DefaultValue::Trait);
    }
    match string(meta, errors)?.parse::<Path>() {
        Ok(path) => Some(DefaultValue::Path(path)),
        Err(error) => {
            errors.push(error);
            None
        }
    }
}

fn alias(meta: &Meta, errors: &mut Errors) {
    errors.at(
        meta,
        "`alias` accepts a second name, under which a state machine wouldn't find the value\n\
         help: use `rename`, and one name everywhere",
    );
}

fn one_way(key: &str, meta: &Meta, errors: &mut Errors) {
    errors.at(
        meta,
        format!(
            "`{key}` makes the JSON that is written differ from the one that is read\nhelp: use `skip` to leave it out of both"
        ),
    );
}

fn unknown(key: &str, meta: &Meta, errors: &mut Errors) {
    errors.at(
        meta,
        format!("`Shape` doesn't know the serde attribute `{key}`, so it can't tell what the JSON looks like\nhelp: {OPAQUE_TYPE}"),
    );
}

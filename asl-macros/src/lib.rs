//! Procedural macros of asl-dsl. Each entry point hands its tokens to a module and returns what that makes of them;
//! `asl_dsl` documents what they do for users.

mod error;
mod errors;
mod expr;
mod front;
mod methods;
mod rename;
mod serde_attr;
mod shape;
mod task;
mod workflow;

use proc_macro::TokenStream;

/// Turns an `async fn` into a state machine; see `asl_dsl::workflow`.
#[proc_macro_attribute]
pub fn workflow(options: TokenStream, item: TokenStream) -> TokenStream {
    workflow::expand(options.into(), item.into()).into()
}

/// An expression over the builder's variables; see `asl_dsl::builder`.
#[proc_macro]
pub fn expr(source: TokenStream) -> TokenStream {
    expr::expand(source.into()).into()
}

/// Implements `asl_dsl::Shape`: the JSON form of the type, as its serde derives write it.
///
/// Follows `rename`, `rename_all`, `rename_all_fields`, `tag`, `content`, `untagged`, `default`, `skip`, `skip_serializing_if` and
/// `transparent`. What a state machine can't follow (`flatten`, `with`, `alias`, …) is an error on the attribute;
/// `#[shape(opaque)]` on the field or type passes its JSON through unseen instead.
#[proc_macro_derive(Shape, attributes(serde, shape))]
pub fn derive_shape(item: TokenStream) -> TokenStream {
    shape::derive(item.into()).into()
}

/// Implements `asl_dsl::WorkflowError` for an enum: each variant is an error name, its fields are the payload.
///
/// `#[error(name = "…")]` sets the name, `#[error(transparent)]` keeps the names of another error enum (and gives a `From` for `?`),
/// `#[error(other)] Other { error: String, cause: String }` stands for all the rest. Field names follow `#[serde(rename)]`,
/// `rename_all` of the variant and `rename_all_fields` of the enum; other serde attributes, and `thiserror`'s `#[error("message")]`,
/// don't matter here. It implements `Shape` too, so don't derive both.
#[proc_macro_derive(WorkflowError, attributes(error, serde))]
pub fn derive_workflow_error(item: TokenStream) -> TokenStream {
    error::derive(item.into()).into()
}

/// Declares what a workflow can call: an `async fn` without body.
///
/// `lambda = "name"` (a name, an ARN or `${Placeholder}`), with `callback` to wait for the task token; `resource = "arn:…"` for any
/// integration, whose parameters are the request; `activity = "arn:…"`; `http = "POST https://…"` with `connection = "…"`.
#[proc_macro_attribute]
pub fn task(attribute: TokenStream, item: TokenStream) -> TokenStream {
    task::task(attribute.into(), item.into()).into()
}

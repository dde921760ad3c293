//! Procedural macros of asl-dsl. Each entry point hands its tokens to a module and returns what that makes of them;
//! `asl_dsl` documents what they do for users.

mod attributes;
mod error;
mod errors;
mod expr;
mod front;
mod include;
mod methods;
mod rename;
mod serde_attr;
mod shape;
mod task;
mod workflow;

use proc_macro::TokenStream;

/// Turns an `async fn` into a state machine that AWS Step Functions runs.
///
/// ```ignore
/// #[workflow(timeout = "1h")]
/// async fn process_order(order: Order) -> Result<Receipt, OrderError> {
///     let payment = charge(order.clone()).retry(Retry::on(["Throttled"]).max(5)).await?;
///     Ok(Receipt { order: order.id, payment: payment.id })
/// }
/// ```
///
/// The function stays what it was, and can be run natively (`NativeRun`), or called by another workflow (a nested
/// execution). Beside it stands a type of the same name with `process_order::definition()`: the state machine, checked. A test
/// `process_order_is_valid` makes the definition, so `cargo test` tells what only the whole shows.
///
/// # Options
///
/// - `name = "…"`: the machine's name, where the function's will not do: 1 to 80 letters, digits, `-` and `_`.
/// - `comment = "…"`: the machine's `Comment`. Default: the first paragraph of the function's documentation.
/// - `timeout = "1h 30m"`: the machine's `TimeoutSeconds`, in whole days, hours, minutes and seconds.
/// - `machine = "${ProcessOrderArn}"`: the ARN that a calling workflow starts, or the placeholder for it.
///
/// `#[name("…")]` on a statement fixes the name of the state that it becomes.
///
/// # The language
///
/// `let` (patterns, `mut`, `let … else`, assigned later), `if`, `if let` and chains, `match` with guards, `while`, `loop` with a
/// value, `for` over lists and ranges, labels, `return` and `?`; struct and enum literals, arithmetic, comparison, `format!`,
/// `vec!`, `matches!`; the methods of `Option`, `Result`, `Vec`, `String`, maps and iterators that JSONata has an equivalent of;
/// calls of `#[task]` and `#[workflow]` functions, `sleep`, `sleep_until`, `join!`, `try_join!`, `map_each`.
///
/// Whatever else is an error at its own token, which says what to write instead. Types, moves and exhaustiveness are
/// checked by rustc as in any function.
#[proc_macro_attribute]
pub fn workflow(options: TokenStream, item: TokenStream) -> TokenStream {
    workflow::expand(options.into(), item.into()).into()
}

/// An ordinary Rust expression over the variables of a workflow under construction: an `Ex<T>`, where `T` is its type.
///
/// ```ignore
/// let total = w.bind("total", expr!(order.items.iter().map(|item| item.price * item.quantity).sum::<u64>()));
/// ```
///
/// Names that the expression doesn't bind itself are the builder's (`Var<T>`), and stand for values of type `T`. Since
/// the expression never runs, nothing is moved or borrowed. What is more than a value (`.await`, `?`, loops, assignments)
/// is a step of the builder instead.
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

/// The text of a definition in a file, checked while the program compiles.
#[proc_macro]
pub fn include_asl(source: TokenStream) -> TokenStream {
    include::expand(source.into()).into()
}

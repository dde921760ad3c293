//! Procedural macros of asl-dsl. Each entry point hands its tokens to a module and returns what that makes of them;
//! `asl_dsl` documents what they do for users.

mod errors;
mod front;
mod methods;
mod workflow;

use proc_macro::TokenStream;

/// Turns an `async fn` into a state machine; see `asl_dsl::workflow`.
#[proc_macro_attribute]
pub fn workflow(options: TokenStream, item: TokenStream) -> TokenStream {
    workflow::expand(options.into(), item.into()).into()
}

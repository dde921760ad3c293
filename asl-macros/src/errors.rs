//! Errors of one expansion: collected, and reported together.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fmt::Display;

/// Everything wrong with one piece of user code, in the order found.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    repeated: bool,
}

impl Errors {
    /// Reports at the user's tokens: what was found and why a state machine can't do it, and what to write instead.
    pub(crate) fn report(&mut self, at: &dyn ToTokens, message: impl Display, help: impl Display) {
        let text = format!("{message}\nhelp: {help}");
        self.found.push(syn::Error::new_spanned(at.to_token_stream(), text));
    }

    /// Reports at the user's tokens, where the text needs no help or holds it in lines of its own.
    pub(crate) fn at(&mut self, at: &dyn ToTokens, text: impl Display) {
        self.found.push(syn::Error::new_spanned(at.to_token_stream(), text));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Reports at one token.
    pub(crate) fn report_span(&mut self, at: proc_macro2::Span, message: impl Display, help: impl Display) {
        self.found.push(syn::Error::new(at, format!("{message}\nhelp: {help}")));
    }

    /// Adds an error that syn found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Marks the last error as one that rustc would report as well, in other words: then it must not see the body.
    pub(crate) fn instead_of_rustc(&mut self) {
        self.repeated = true;
    }

    /// Whether rustc would repeat one of them.
    pub(crate) fn rustc_would_repeat(&self) -> bool {
        self.repeated
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// One `compile_error!` per error.
    pub(crate) fn to_compile_errors(&self) -> TokenStream {
        self.found.iter().map(syn::Error::to_compile_error).collect()
    }

    /// The texts, for tests.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> Vec<String> {
        self.found.iter().map(ToString::to_string).collect()
    }
}

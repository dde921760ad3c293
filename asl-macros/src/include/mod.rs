//! `include_asl!`: a definition in a file, checked while the program compiles.
//!
//! In goes the path of the file and options, out comes the file's text as a literal, or one error per finding, on the path. `options` reads the
//! tokens, `locate` finds the file, `excerpt` shows the line of a finding. The file becomes a dependency of the crate: rustc compiles it again
//! when the file changes.

mod excerpt;
mod locate;
mod options;

use std::path::Path;

use asl_schema::{Diagnostic, Severity};
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use crate::errors::Errors;
use locate::Found;
use options::Options;

/// Expands the macro.
pub(crate) fn expand(source: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(options) = Options::parse(source, &mut errors) else { return failed(&errors, &TokenStream::new()) };
    let found = match locate::read(&options.path) {
        Ok(found) => found,
        Err(message) => {
            errors.at(&options.path, message);
            return failed(&errors, &TokenStream::new());
        }
    };
    let tracked = tracked(&found.absolute);
    for diagnostic in asl_schema::check_str(&found.text, &options.check).diagnostics() {
        if diagnostic.is_error() || (options.deny_warnings && diagnostic.severity == Severity::Warning) {
            errors.at(&options.path, describe(diagnostic, &found));
        }
    }
    if !errors.is_empty() {
        return failed(&errors, &tracked);
    }
    let mut text = Literal::string(&found.text);
    // Errors about the value, such as its type, belong on the call.
    text.set_span(Span::call_site());
    quote!({ #tracked #text })
}

/// The errors, and a value of the right type so that no others follow.
fn failed(errors: &Errors, tracked: &TokenStream) -> TokenStream {
    let errors = errors.to_compile_errors();
    quote!({ #tracked #errors "" })
}

/// What makes rustc watch the file. The value is the text that was checked, not what this reads.
fn tracked(file: &Path) -> TokenStream {
    // A path that is no UTF-8 cannot be written as a literal; such a file is checked, but not watched.
    let Some(file) = file.to_str() else { return TokenStream::new() };
    quote!(
        const _: &[::core::primitive::u8] = ::core::include_bytes!(#file);
    )
}

fn describe(diagnostic: &Diagnostic, found: &Found) -> String {
    let mut message = String::new();
    if let Some(span) = diagnostic.span {
        message += &format!("{}:{span}: ", found.shown);
    }
    message += &format!("[{}] {}", diagnostic.code(), diagnostic.message);
    if let Some(lines) = diagnostic.span.and_then(|span| excerpt::of(&found.text, span)) {
        message += &format!("\n{lines}");
    }
    for label in &diagnostic.labels {
        message += &format!("\nnote: {}", label.text);
        if let Some(span) = label.span {
            message += &format!(" ({}:{span})", found.shown);
        }
    }
    if let Some(help) = &diagnostic.help {
        message += &format!("\nhelp: {help}");
    }
    message
}

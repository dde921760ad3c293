//! The options of `#[workflow(…)]`.

use crate::errors::Errors;
use proc_macro2::TokenStream;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, LitStr, Meta, Token};

/// The longest time a Standard execution may run: one year; `TimeoutSeconds` goes up to 99,999,999.
const LONGEST: u64 = 99_999_999;

/// What the options say.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// `name = "…"`: the machine's name.
    pub(crate) name: Option<String>,
    /// `comment = "…"`: the machine's comment.
    pub(crate) comment: Option<String>,
    /// `timeout = "1h"`: the machine's time-out in seconds.
    pub(crate) timeout: Option<u64>,
    /// `machine = "${ProcessOrderArn}"`: how another workflow names this one when it calls it.
    pub(crate) machine: Option<String>,
}

impl Options {
    pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Options::default();
        let list = match Punctuated::<Meta, Token![,]>::parse_terminated.parse2(tokens) {
            Ok(list) => list,
            Err(error) => {
                errors.push(error);
                return options;
            }
        };
        for meta in &list {
            let option = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
            if !["name", "comment", "timeout", "machine"].contains(&option.as_str()) {
                let found = quote::ToTokens::to_token_stream(meta.path()).to_string();
                errors.report(
                    meta.path(),
                    format_args!("`{found}` is not an option of `#[workflow]`"),
                    "the options are `name`, `comment`, `timeout` and `machine`",
                );
                continue;
            }
            let Some(text) = text_of(meta) else {
                errors.report(
                    meta,
                    format_args!("the option `{option}` takes a text"),
                    format_args!("write `{option} = \"…\"`"),
                );
                continue;
            };
            let value = text.value();
            let slot = match option.as_str() {
                "name" => {
                    check_name(&text, errors);
                    &mut options.name
                }
                "comment" => &mut options.comment,
                "machine" => {
                    check_machine(&text, errors);
                    &mut options.machine
                }
                _ => {
                    options.timeout = read_timeout(&text, errors);
                    continue;
                }
            };
            if slot.replace(value).is_some() {
                errors.report(meta, format_args!("the option `{option}` is given twice"), "remove one of them");
            }
        }
        options
    }
}

fn text_of(meta: &Meta) -> Option<LitStr> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Names of state machines: 1 to 80 of `A-Z a-z 0-9 - _` (CreateStateMachine, parameter `name`; CloudWatch logs nothing
/// for others).
fn check_name(text: &LitStr, errors: &mut Errors) {
    let name = text.value();
    let legal = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if name.is_empty() || name.len() > 80 || !legal {
        errors.report(
            text,
            format_args!("`{name}` can't be the name of a state machine"),
            "use 1 to 80 letters, digits, `-` and `_`",
        );
    }
}

fn check_machine(text: &LitStr, errors: &mut Errors) {
    let value = text.value();
    let placeholder = value
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()));
    if !placeholder && !value.starts_with("arn:") {
        errors.report(
            text,
            format_args!("`{value}` doesn't say which state machine a caller starts"),
            "write an ARN, or a `${Placeholder}` that is filled at deployment",
        );
    }
}

/// `"90s"`, `"15m"`, `"1h"`, `"1h 30m"`, `"7d"`.
fn read_timeout(text: &LitStr, errors: &mut Errors) -> Option<u64> {
    let seconds = seconds(&text.value()).filter(|seconds| (1..=LONGEST).contains(seconds));
    if seconds.is_none() {
        errors.report(
            text,
            format_args!("`{}` is not a time-out", text.value()),
            format_args!("write whole days, hours, minutes and seconds, as in `\"1h 30m\"`, from 1s to {LONGEST}s"),
        );
    }
    seconds
}

fn seconds(text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    let mut parts = 0;
    for part in text.split_whitespace() {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let scale = match part.get(digits.len()..)? {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return None,
        };
        total = total.checked_add(digits.parse::<u64>().ok()?.checked_mul(scale)?)?;
        parts += 1;
    }
    (parts > 0).then_some(total)
}

#[cfg(test)]
mod tests;

//! The options of `#[task(…)]`: what is called, and how.
//!
//! Looks only at the text of the literals, as far as a wrong one is certainly wrong. Whether a `.sync` exists or an action is
//! spelled right is the checker's business.

use crate::errors::Errors;
use crate::serde_attr::string;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{LitStr, Meta, Token};

const SUPPORTED: &str = "supported options are: `lambda = \"…\"` (with `callback`), `resource = \"arn:…\"`, \
                         `activity = \"arn:…\"`, `http = \"POST https://…\"` with `connection = \"…\"`";

/// The methods of the HTTP task (Step Functions Developer Guide, "Call HTTPS APIs").
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

#[derive(Default)]
struct Options {
    lambda: Option<LitStr>,
    resource: Option<LitStr>,
    activity: Option<LitStr>,
    http: Option<LitStr>,
    connection: Option<LitStr>,
    callback: Option<Meta>,
}

/// The tokens of the `Integration` variant; after an error a harmless one.
pub(super) fn integration(attribute: TokenStream, function: &Ident, errors: &mut Errors) -> TokenStream {
    let fallback = quote!(Lambda { function: "" });
    let before = errors.len();
    let options = Options::read(attribute, errors);
    if errors.len() > before {
        return fallback;
    }
    let kinds = [&options.lambda, &options.resource, &options.activity, &options.http];
    let given: Vec<&LitStr> = kinds.into_iter().flatten().collect();
    match given.as_slice() {
        [_] => {}
        [] => {
            errors.at(
                function,
                format!(
                    "this task doesn't say what it calls\nhelp: {SUPPORTED}, as in `#[task(lambda = \"{function}\")]`"
                ),
            );
            return fallback;
        }
        [_, second, ..] => {
            errors.at(second, "a task calls one thing: this is the second\nhelp: declare two tasks");
            return fallback;
        }
    }
    if let (Some(connection), None) = (&options.connection, &options.http) {
        errors.at(connection, "`connection` belongs to `http = \"POST https://…\"`");
        return fallback;
    }
    if let (Some(callback), None) = (&options.callback, &options.lambda) {
        let help = if options.resource.is_some() {
            "end the ARN with `.waitForTaskToken`, and give the request a field of the type `TaskToken`"
        } else {
            "remove `callback`"
        };
        errors.at(callback, format!("`callback` belongs to `lambda = \"…\"`\nhelp: {help}"));
        return fallback;
    }
    let Options { lambda, resource, activity, http, connection, callback } = options;
    let checked = match (lambda, resource, activity, http) {
        (Some(function), ..) => lambda_tokens(&function, callback.is_some()),
        (_, Some(arn), ..) => resource_tokens(&arn),
        (_, _, Some(arn), _) => activity_tokens(&arn),
        (_, _, _, Some(http)) => http_tokens(&http, connection.as_ref()),
        _ => return fallback,
    };
    checked.unwrap_or_else(|error| {
        errors.push(error);
        fallback
    })
}

impl Options {
    fn read(attribute: TokenStream, errors: &mut Errors) -> Options {
        let mut found = Options::default();
        let entries = match Punctuated::<Meta, Token![,]>::parse_terminated.parse2(attribute) {
            Ok(entries) => entries,
            Err(error) => {
                errors.push(error);
                return found;
            }
        };
        for meta in entries {
            let key = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
            let place = match key.as_str() {
                "lambda" => &mut found.lambda,
                "resource" => &mut found.resource,
                "activity" => &mut found.activity,
                "http" => &mut found.http,
                "connection" => &mut found.connection,
                "callback" => {
                    if !matches!(meta, Meta::Path(_)) {
                        errors.at(&meta, "`callback` takes no value\nhelp: write `callback`");
                    }
                    found.callback = Some(meta);
                    continue;
                }
                _ => {
                    errors.at(meta.path(), format!("unknown option of `#[task]`\nhelp: {SUPPORTED}"));
                    continue;
                }
            };
            if place.is_some() {
                errors.at(&meta, format!("`{key}` is given twice"));
                continue;
            }
            *place = string(&meta, errors);
        }
        found
    }
}

type Checked = syn::Result<TokenStream>;

fn wrong(at: &LitStr, message: &str) -> syn::Error {
    syn::Error::new(at.span(), format!("`{}` {message}", at.value()))
}

/// A value that is filled in at deployment, wholly or in part.
fn has_placeholder(text: &str) -> bool {
    text.contains("${")
}

/// What no ARN, name or address contains.
fn plain(literal: &LitStr, what: &str) -> syn::Result<String> {
    let text = literal.value();
    if text.is_empty() {
        return Err(syn::Error::new(literal.span(), format!("the {what} is empty")));
    }
    if text.contains(char::is_whitespace) || text.contains("{%") || text.starts_with("$.") {
        return Err(wrong(literal, &format!("is no {what}: it can't contain blanks or expressions")));
    }
    Ok(text)
}

fn lambda_tokens(function: &LitStr, callback: bool) -> Checked {
    let text = plain(function, "Lambda function")?;
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '$');
    if text.starts_with("arn:") {
        if !text.contains(":lambda:") && !has_placeholder(&text) {
            return Err(wrong(
                function,
                "is not the ARN of a Lambda function\nhelp: use `resource = \"…\"` for other services",
            ));
        }
    } else if !has_placeholder(&text) && !text.chars().all(named) {
        return Err(wrong(
            function,
            "is no Lambda function's name: letters, digits, `-` and `_`, then perhaps `:alias`",
        ));
    }
    Ok(if callback { quote!(LambdaCallback { function: #function }) } else { quote!(Lambda { function: #function }) })
}

fn resource_tokens(arn: &LitStr) -> Checked {
    let text = plain(arn, "resource ARN")?;
    if !text.starts_with("arn:") && !has_placeholder(&text) {
        return Err(wrong(arn, "is no ARN\nhelp: write it as in the state machine, `arn:aws:states:::sns:publish`"));
    }
    Ok(quote!(Resource { arn: #arn }))
}

fn activity_tokens(arn: &LitStr) -> Checked {
    let text = plain(arn, "activity")?;
    let is_arn = text.starts_with("arn:") && text.contains(":states:") && text.contains(":activity:");
    if !is_arn && !has_placeholder(&text) {
        return Err(wrong(
            arn,
            "is not the ARN of an activity\nhelp: write `arn:aws:states:REGION:ACCOUNT:activity:NAME` or `${NameArn}`",
        ));
    }
    Ok(quote!(Activity { arn: #arn }))
}

fn http_tokens(http: &LitStr, connection: Option<&LitStr>) -> Checked {
    let text = http.value();
    let Some((method, endpoint)) = text.split_once(' ') else {
        return Err(wrong(http, "needs a method and an address\nhelp: write `POST https://…`"));
    };
    if !METHODS.contains(&method) {
        return Err(syn::Error::new(
            http.span(),
            format!("`{method}` is no method of the HTTP task\nhelp: the methods are {}", METHODS.join(", ")),
        ));
    }
    if endpoint.contains(char::is_whitespace) || endpoint.contains("{%") {
        return Err(wrong(http, "is no address: it can't contain blanks or expressions"));
    }
    if !endpoint.starts_with("https://") && !endpoint.starts_with("${") {
        return Err(wrong(http, "is not an `https://` address: the HTTP task calls no others"));
    }
    let Some(connection) = connection else {
        return Err(syn::Error::new(
            http.span(),
            "an HTTP task needs the EventBridge connection that holds its credentials\n\
             help: add `connection = \"${ConnectionArn}\"`",
        ));
    };
    let text = plain(connection, "connection")?;
    if !text.starts_with("arn:") && !has_placeholder(&text) {
        return Err(wrong(connection, "is not the ARN of a connection\nhelp: write the ARN, or `${ConnectionArn}`"));
    }
    Ok(quote!(Http { method: #method, endpoint: #endpoint, connection: #connection }))
}

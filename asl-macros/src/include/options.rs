//! What stands in the parentheses of `include_asl!`: the path, and how to check.

use asl_schema::check::Level;
use asl_schema::{Severity, closest, quoted};
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, bracketed};

use crate::errors::Errors;

const SUPPORTED: [&str; 3] = ["type", "allow", "deny"];

/// The word in `deny` for every warning, as rustc has it.
const WARNINGS: &str = "warnings";

pub(super) struct Options {
    /// The path of the file.
    pub(super) path: LitStr,
    /// How to check it.
    pub(super) check: asl_schema::Options,
    /// Whether warnings are errors.
    pub(super) deny_warnings: bool,
}

impl Options {
    /// Reads the tokens; nothing when they cannot be understood, and then there are errors.
    pub(super) fn parse(source: TokenStream, errors: &mut Errors) -> Option<Options> {
        match (|input: ParseStream<'_>| Options::read(input, errors)).parse2(source) {
            Ok(options) if errors.is_empty() => Some(options),
            Ok(_) => None,
            Err(error) => {
                errors.push(error);
                None
            }
        }
    }

    fn read(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Options> {
        if !input.peek(LitStr) {
            let example = "`include_asl!(\"workflow.asl.json\")`";
            return Err(
                input.error(format!("expected the path of a definition as a string literal\nhelp: write {example}"))
            );
        }
        let mut options =
            Options { path: input.parse()?, check: asl_schema::Options::standard(), deny_warnings: false };
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            // `type` is a keyword.
            let name = input.call(<Ident as syn::ext::IdentExt>::parse_any)?;
            let word = name.to_string();
            if !SUPPORTED.contains(&word.as_str()) {
                return Err(syn::Error::new(name.span(), unknown(&word)));
            }
            if seen.contains(&word) {
                errors.report(&name, format!("`{word}` is written twice"), "remove one of the two");
            }
            input.parse::<Token![=]>()?;
            match word.as_str() {
                "type" => options.machine_type(&input.parse()?, errors),
                "allow" => options.levels(&list(input)?, Level::Off, errors),
                _ => options.levels(&list(input)?, Level::At(Severity::Error), errors),
            }
            seen.push(word);
        }
        Ok(options)
    }

    fn machine_type(&mut self, word: &LitStr, errors: &mut Errors) {
        self.check.machine_type = match word.value().to_ascii_lowercase().as_str() {
            "standard" => asl_schema::MachineType::Standard,
            "express" => asl_schema::MachineType::Express,
            other => {
                let message = format!("there is no type {} of state machines", quoted(other));
                return errors.report(word, message, "write `\"standard\"` or `\"express\"`");
            }
        };
    }

    fn levels(&mut self, rules: &[LitStr], level: Level, errors: &mut Errors) {
        for rule in rules {
            let word = rule.value();
            if word == WARNINGS && level != Level::Off {
                self.deny_warnings = true;
                continue;
            }
            match self.check.clone().with_level(&word, level) {
                Ok(check) => self.check = check,
                Err(error) => errors.at(rule, error),
            }
        }
    }
}

/// `["ASL327", "ASL307"]`
fn list(input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    if !input.peek(syn::token::Bracket) {
        return Err(input.error("expected a list of rules\nhelp: write codes or names: `[\"ASL327\"]`"));
    }
    let content;
    bracketed!(content in input);
    let rules = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
    Ok(rules.into_iter().collect())
}

fn unknown(word: &str) -> String {
    let help = match closest(word, SUPPORTED) {
        Some(option) => format!("did you mean `{option}`? "),
        None => String::new(),
    };
    format!(
        "there is no option `{word}`\nhelp: {help}the options are `type = \"express\"`, `allow = [\"ASL307\"]` and `deny = [\"ASL327\"]`"
    )
}

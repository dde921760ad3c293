//! The input of the execution: a file, standard input, or the JSON itself.

use std::path::Path;

use asl_schema::quoted;
use serde_json::Value;

use crate::cli::Run;
use crate::document;
use crate::input::{self, Input};
use crate::outcome::{Place, Problem};
use crate::position;
use crate::streams::Streams;

/// A text that begins like a JSON value with more than one letter is one; no file is called so.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"'])
}

pub(super) fn read(options: &Run, streams: &mut Streams) -> Result<Value, Problem> {
    let given = options.input.as_str();
    if is_json(given) {
        return parse("--input", given);
    }
    let input = match given {
        "-" if options.path.as_os_str() == "-" => {
            return Err(Problem::new("standard input cannot be both the definition and its input"));
        }
        "-" => Input::Stdin,
        path => Input::File(path.into()),
    };
    match (input::read(&input, &mut streams.input), serde_json::from_str(given)) {
        (Ok(text), _) => parse(&input.name(), &text),
        // `--input 7` where there is no file `7`.
        (Err(_), Ok(value)) if !Path::new(given).exists() => Ok(value),
        (Err(problem), _) => Err(problem),
    }
}

fn parse(name: &str, text: &str) -> Result<Value, Problem> {
    // The name only decides about the format, and an input is JSON.
    document::data(Path::new("input.json"), text).map(|located| located.value).map_err(|fault| Problem {
        place: Some(Box::new(Place {
            file: name.to_owned(),
            text: text.to_owned(),
            span: position::span(text, fault.range),
        })),
        ..Problem::new(format!("cannot read the input {}: {}", quoted(name), fault.message))
    })
}

//! A file that is neither a definition nor a template: data with places, in JSON or YAML.

use std::ops::Range;
use std::path::Path;

use asl_schema::source::Node;
use serde_json::Value;

use super::format::is_yaml;
use super::located::Located;
use super::yaml::{self, Schema};

/// Why a text is no data.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) range: Range<usize>,
}

/// Reads a file by its name, or by its first letter when that says nothing.
pub(crate) fn data(path: &Path, text: &str) -> Result<Located, Fault> {
    if is_yaml(path, text) {
        let read = yaml::read(text, Schema::Core);
        return read.map(|yaml| yaml.located).map_err(|fault| Fault { message: fault.message, range: fault.range });
    }
    // JSON allows no byte order mark; some editors write one. Blanks in its place keep every place in the text.
    let blanked = text.strip_prefix('\u{FEFF}').map(|rest| format!("   {rest}"));
    let text = blanked.as_deref().unwrap_or(text);
    let fail = |error: &serde_json::Error| {
        let at = offset(text, error.line(), error.column());
        let message = error.to_string();
        // The place is told by what shows it.
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Fault { message: format!("this is not JSON: {message}"), range: at..at }
    };
    let value = serde_json::from_str::<Value>(text).map_err(|error| fail(&error))?;
    let unknown = || Fault { message: "this is not JSON".to_owned(), range: 0..0 };
    let (node, repeated) = Node::of_json(text).ok_or_else(unknown)?;
    Ok(Located { value, node, repeated })
}

/// The byte before which `serde_json` stopped: lines from 1, columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + column.saturating_sub(1)
}

//! From text to the model: `(Option<StateMachine>, diagnostics)`, with positions.
//!
//! Good text is parsed once, fast, without positions. Only when there is something to say is it parsed again by a parser that keeps
//! ranges, and the place of each diagnostic is looked up in that tree. The model never holds positions.

mod fast;
mod locate;
mod parse;

pub(crate) use locate::Locator;

use crate::diagnostic::Diagnostic;
use crate::model::StateMachine;
use crate::source::Document;

/// What reading a text gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadResult {
    /// The machine; absent only when the text is no JSON object. What the model has no place for is in its `extra` fields, so a machine
    /// that is here need not be a good one: [`check`](crate::check()) tells.
    pub machine: Option<StateMachine>,
    /// What is wrong with the text itself: not JSON, a key written twice, nesting too deep.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a definition. Never fails: what is wrong with the text is in the result's diagnostics; whether the definition is any good is
/// for [`check_str`](crate::check_str) to say.
///
/// ```
/// let read = asl_schema::read_str(r#"{ "StartAt": "A", "StartAt": "B", "States": {} }"#);
/// assert_eq!(read.diagnostics[0].to_string(), "\
/// warning[ASL104]: the key `StartAt` is written twice
///  --> 1:19
///   = in: /StartAt
///   = note: written here first (/StartAt at 1:3)
///   = help: remove one of the two; only the last would count");
/// ```
pub fn read_str(text: &str) -> ReadResult {
    read_document(&Document::json(text))
}

/// Reads a definition from wherever it stands.
pub fn read_document(document: &Document<'_>) -> ReadResult {
    let (machine, diagnostics) = parse::parse(document);
    ReadResult { machine, diagnostics }
}

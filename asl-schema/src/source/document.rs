//! A definition together with the text it was written in.

use serde_json::Value;

use super::{Lines, Node, Repeated, TextMap};

/// A definition and the text it was written in, which need not be JSON and need not hold the definition alone.
///
/// ```
/// use asl_schema::source::{Document, TextMap};
/// use asl_schema::{Options, check_document};
///
/// // A template that holds a definition as a string.
/// let template = r#"{ "DefinitionString": "{\"StartAt\":\"A\",\"States\":{}}" }"#;
/// let start = template.find(r#""{"#).unwrap();
/// let literal = &template[start..template.len() - 2];
/// let definition: String = serde_json::from_str(literal).unwrap();
/// let map = TextMap::of_json_string(literal, start).unwrap();
///
/// let report = check_document(&Document::embedded(template, &definition, &map), &Options::standard());
/// let span = report.errors().next().unwrap().span.unwrap();
/// assert_eq!(&template[span.start.offset..span.end.offset], r#"\"A\""#);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) form: Form<'t>,
    /// A `${…}` that is all of a string may stand for a value of any type.
    pub(crate) fills_values: bool,
}

/// How the definition stands in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form<'t> {
    /// The text is the definition, in JSON.
    Json,
    /// The definition is JSON inside a string of the text.
    Embedded { definition: &'t str, map: &'t TextMap },
    /// Another reader made the value.
    Tree { value: &'t Value, root: &'t Node, repeated: &'t [Repeated] },
}

impl<'t> Document<'t> {
    /// A text that is a definition in JSON.
    pub fn json(text: &'t str) -> Document<'t> {
        Document { text, form: Form::Json, fills_values: false }
    }

    /// A definition in JSON inside a string of `text`: its decoded form, and where each byte of that was written.
    pub fn embedded(text: &'t str, definition: &'t str, map: &'t TextMap) -> Document<'t> {
        Document { text, form: Form::Embedded { definition, map }, fills_values: false }
    }

    /// A definition that another reader found in `text`: its value, and where each part of that was written.
    pub fn tree(text: &'t str, value: &'t Value, root: &'t Node) -> Document<'t> {
        Document { text, form: Form::Tree { value, root, repeated: &[] }, fills_values: false }
    }

    /// The same document of [`tree`](Document::tree), with the keys that its objects repeat.
    #[must_use]
    pub fn with_repeated(mut self, keys: &'t [Repeated]) -> Document<'t> {
        if let Form::Tree { repeated, .. } = &mut self.form {
            *repeated = keys;
        }
        self
    }

    /// The same document, in a file whose tool puts a number, a list or an object for a `${…}` that is all of a string, as the Serverless
    /// Framework does. CloudFormation puts text into text.
    #[must_use]
    pub fn filled_with_values(mut self) -> Document<'t> {
        self.fills_values = true;
        self
    }

    /// The text that offsets in the definition's tree are of.
    pub(crate) fn definition(&self) -> &'t str {
        match self.form {
            Form::Embedded { definition, .. } => definition,
            _ => self.text,
        }
    }

    /// The lines of the text, for offsets in [`definition`](Document::definition).
    pub(crate) fn lines(&self) -> Lines<'t> {
        let outer = match self.form {
            Form::Embedded { map, .. } => Some(map),
            _ => None,
        };
        Lines::new(self.text, outer)
    }
}

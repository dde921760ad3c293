//! From names to ARNs, and from text with holes to what a document writes: intrinsic functions in a template, `${…}` in plain JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::binding::{Binding, Get, Source};
use super::iam::{Of, Target};
use super::kind::{EXECUTION, SECRET};
use super::text::{Piece, Text};

/// The bindings by placeholder.
pub(crate) type Bindings = BTreeMap<String, Binding>;

/// How a document writes what is filled in later.
#[derive(Clone, Copy)]
pub(crate) enum Writer<'a> {
    /// As intrinsic functions of CloudFormation.
    CloudFormation(&'a Bindings),
    /// As `${Name}`, for tools that fill in text themselves.
    Plain,
}

impl Writer<'_> {
    /// The ARN of a target.
    pub(crate) fn arn(self, target: &Target) -> Text {
        let mut arn = match (self.bound_resource(&target.value), target.of) {
            (Some((id, _)), Of::ConnectionSecret) => only(Piece::Attribute(id.to_owned(), "SecretArn".to_owned())),
            (Some((id, _)), Of::Executions) => {
                let mut name = Text::default();
                name.push(Piece::Attribute(id.to_owned(), "Name".to_owned()));
                EXECUTION.arn_of_name(&name.with(":*"))
            }
            (Some((id, Get::Reference)), Of::Itself) => only(Piece::Reference(id.to_owned())),
            (Some((id, Get::Attribute(name))), Of::Itself) => only(Piece::Attribute(id.to_owned(), name.clone())),
            (None, Of::Itself) => target.kind.arn(&target.value),
            (None, Of::Executions) => executions(&target.value),
            (None, Of::ConnectionSecret) => connection_secret(&target.value),
        };
        arn.extend(&target.suffix);
        arn
    }

    /// Logical id and ARN of the resource that a lone placeholder is bound to.
    fn bound_resource(&self, value: &Text) -> Option<(&str, &Get)> {
        let Writer::CloudFormation(bindings) = self else { return None };
        match &bindings.get(value.as_hole()?)?.source {
            Source::Resource { id, arn: Some(arn), .. } => Some((id, arn)),
            _ => None,
        }
    }

    /// The text as a JSON value.
    pub(crate) fn text(self, text: &Text) -> Value {
        match self {
            Writer::CloudFormation(bindings) => intrinsic(text, bindings),
            Writer::Plain => Value::String(plain(text)),
        }
    }
}

fn only(piece: Piece) -> Text {
    let mut text = Text::default();
    text.push(piece);
    text
}

/// `arn:aws:states:R:A:stateMachine:child` (or `…:child:alias`) has the executions `arn:aws:states:R:A:execution:child:*`.
fn executions(machine: &Text) -> Text {
    if let Some(hole) = machine.as_hole() {
        let mut name = Text::default();
        name.push(Piece::Part { hole: hole.to_owned(), delimiter: ":", index: 6, word: "Name" });
        return EXECUTION.arn_of_name(&name.with(":*"));
    }
    let mut arn = Text::default();
    let mut colons = 0;
    for piece in machine.pieces() {
        let Piece::Literal(text) = piece else {
            arn.push(piece.clone());
            continue;
        };
        // The ARN ends with its seventh field; what follows is a version or an alias.
        for letter in text.chars() {
            if letter == ':' {
                colons += 1;
            }
            if colons < 7 {
                arn.push_str(letter.encode_utf8(&mut [0; 4]));
            }
        }
    }
    let mut made = Text::default();
    for piece in arn.pieces() {
        match piece {
            Piece::Literal(text) => made.push_str(&text.replacen(":stateMachine:", ":execution:", 1)),
            other => made.push(other.clone()),
        }
    }
    made.with(":*")
}

/// A connection `arn:aws:events:R:A:connection/NAME/ID` keeps its credentials in `secret:events!connection/NAME/…`.
fn connection_secret(connection: &Text) -> Text {
    let mut name = Text::literal("events!connection/");
    match connection.as_hole() {
        Some(hole) => name.push(Piece::Part { hole: hole.to_owned(), delimiter: "/", index: 1, word: "Name" }),
        None => {
            let literal = connection.as_literal().and_then(|arn| arn.split('/').nth(1));
            name.push_str(literal.unwrap_or("*"));
        }
    }
    SECRET.arn_of_name(&name.with("/*"))
}

/// One piece alone is its own intrinsic function; several are an `Fn::Sub`.
fn intrinsic(text: &Text, bindings: &Bindings) -> Value {
    match text.pieces() {
        [] => return json!(""),
        [Piece::Literal(text)] => return json!(text),
        [Piece::Hole(name)] => return bound(name, bindings),
        [Piece::Pseudo(pseudo)] => return json!({ "Ref": pseudo.cloudformation() }),
        [Piece::Attribute(id, name)] => return json!({ "Fn::GetAtt": [id, name] }),
        [Piece::Reference(id)] => return json!({ "Ref": id }),
        _ => {}
    }
    let mut format = String::new();
    let mut variables = Map::new();
    for piece in text.pieces() {
        match piece {
            Piece::Literal(text) => format.push_str(&text.replace("${", "${!")),
            Piece::Pseudo(pseudo) => format.push_str(&format!("${{{}}}", pseudo.cloudformation())),
            Piece::Attribute(id, name) => format.push_str(&format!("${{{id}.{name}}}")),
            Piece::Reference(id) => format.push_str(&format!("${{{id}}}")),
            Piece::Hole(name) => match bindings.get(name).map(|binding| &binding.source) {
                Some(Source::Literal(text)) => format.push_str(&text.replace("${", "${!")),
                Some(Source::Parameter(parameter)) => format.push_str(&format!("${{{parameter}}}")),
                Some(Source::Resource { id, value: Get::Reference, .. }) => format.push_str(&format!("${{{id}}}")),
                Some(Source::Resource { id, value: Get::Attribute(attribute), .. }) => {
                    format.push_str(&format!("${{{id}.{attribute}}}"));
                }
                Some(Source::Import(_)) | None => {
                    let variable = identifier(name);
                    format.push_str(&format!("${{{variable}}}"));
                    variables.insert(variable, bound(name, bindings));
                }
            },
            Piece::Part { hole, delimiter, index, word } => {
                let variable = format!("{}{word}", identifier(hole));
                format.push_str(&format!("${{{variable}}}"));
                let split = json!({ "Fn::Split": [delimiter, bound(hole, bindings)] });
                variables.insert(variable, json!({ "Fn::Select": [index, split] }));
            }
        }
    }
    if variables.is_empty() { json!({ "Fn::Sub": format }) } else { json!({ "Fn::Sub": [format, variables] }) }
}

/// The value of a placeholder; every placeholder of the definition has a binding by the time a template is written.
fn bound(name: &str, bindings: &Bindings) -> Value {
    bindings.get(name).map_or_else(|| json!({ "Ref": identifier(name) }), Binding::value)
}

/// A name with letters and digits only, as CloudFormation wants its own names.
pub(crate) fn identifier(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn plain(text: &Text) -> String {
    let mut made = String::new();
    for piece in text.pieces() {
        match piece {
            Piece::Literal(text) => made.push_str(text),
            Piece::Hole(name) => made.push_str(&format!("${{{name}}}")),
            Piece::Pseudo(pseudo) => made.push_str(&format!("${{{}}}", pseudo.plain())),
            Piece::Part { hole, word, .. } => made.push_str(&format!("${{{hole}{word}}}")),
            Piece::Attribute(id, name) => made.push_str(&format!("${{{id}{name}}}")),
            Piece::Reference(id) => made.push_str(&format!("${{{id}}}")),
        }
    }
    made
}

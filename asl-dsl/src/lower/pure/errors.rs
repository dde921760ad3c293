//! Error values: `{"Error": name, "Cause": payload text}`, which is what a catcher gets and what a Fail state takes.

use super::types::{from_json, to_json};
use crate::jsonata::{BinOp, Element, Jx};
use crate::lower::Cx;
use crate::shape::{ErrorKind, ErrorShape, ErrorVariant, FieldShape};

/// An error value with its own name, from its payload (a JSON object).
pub(crate) fn named(name: &str, payload: &Jx) -> Jx {
    let text = match to_json(payload) {
        Some(json) => Jx::str(json.to_string()),
        None => Jx::call("string", [payload.clone()]),
    };
    parts(Jx::str(name), text)
}

/// An error value from `Error` and `Cause`.
pub(crate) fn parts(error: Jx, cause: Jx) -> Jx {
    Jx::object([("Error", error), ("Cause", cause)])
}

/// The cause of an error value; empty where the service gave none.
pub(crate) fn cause(error: &Jx) -> Jx {
    match Jx::field(error.clone(), "Cause") {
        cause @ Jx::Field(..) => Jx::cond(Jx::exists(cause.clone()), cause, Jx::str("")),
        known => known,
    }
}

/// The condition under which an error value is the variant; `None`: it always is.
pub(crate) fn is_variant(error: &Jx, shape: &ErrorShape, variant: &ErrorVariant) -> Option<Jx> {
    if let [_] = shape.variants {
        return None;
    }
    match variant.kind {
        ErrorKind::Named(name) => Some(is_one_of(error, &[name])),
        ErrorKind::Transparent(inner) => match inner().names() {
            Some(names) => Some(is_one_of(error, &names)),
            None => Some(is_none_of(error, shape, variant)),
        },
        ErrorKind::Other => Some(is_none_of(error, shape, variant)),
    }
}

fn is_one_of(error: &Jx, names: &[&'static str]) -> Jx {
    let name = Jx::field(error.clone(), "Error");
    match (names, &name) {
        ([only], _) => Jx::eq(name, Jx::str(*only)),
        (_, Jx::Str(text)) => Jx::Bool(names.contains(&&**text)),
        _ => Jx::binary(BinOp::In, name, Jx::array(names.iter().map(|name| (Jx::str(*name), Element::Single)))),
    }
}

/// The variant takes what the others leave.
fn is_none_of(error: &Jx, shape: &ErrorShape, variant: &ErrorVariant) -> Jx {
    let others: Vec<&'static str> = shape
        .variants
        .iter()
        .filter(|other| other.rust != variant.rust)
        .flat_map(|other| match other.kind {
            ErrorKind::Named(name) => vec![name],
            ErrorKind::Transparent(inner) => inner().names().unwrap_or_default(),
            ErrorKind::Other => Vec::new(),
        })
        .collect();
    if others.is_empty() { Jx::Bool(true) } else { Jx::not(is_one_of(error, &others)) }
}

impl Cx<'_> {
    /// The payload of an error value. A Fail state's cause is the payload's text; a Lambda function's is a document whose
    /// `errorMessage` is the payload's text.
    pub(crate) fn payload(&mut self, error: &Jx, fields: &'static [FieldShape]) -> Jx {
        match Jx::field(error.clone(), "Cause") {
            Jx::Call("string", args) if args.len() == 1 => args[0].clone(),
            Jx::Str(text) if serde_json::from_str::<serde_json::Value>(&text).is_ok() => {
                serde_json::from_str(&text).map_or(Jx::Null, |json| from_json(&json))
            }
            cause => {
                // A payload with fields never comes without a cause.
                let cause = match &cause {
                    Jx::Cond(branches, _) => match &**branches {
                        [(Jx::Call("exists", _), there)] => there.clone(),
                        _ => cause,
                    },
                    _ => cause,
                };
                let parsed = self.local("cause");
                let document = Jx::local(&parsed);
                let own = Jx::field(document.clone(), "errorMessage");
                // A payload with a field of that name is told apart by what a Lambda document has besides.
                let is_document = if fields.iter().any(|field| field.json == "errorMessage") {
                    Jx::all(vec![Jx::exists(Jx::field(document.clone(), "errorType")), Jx::exists(own.clone())])
                } else {
                    Jx::exists(own.clone())
                };
                Jx::bind(&parsed, Jx::call("parse", [cause]), Jx::cond(is_document, Jx::call("parse", [own]), document))
            }
        }
    }
}

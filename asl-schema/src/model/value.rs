//! The small value types that several states share.

use serde_json::Number;

use crate::text::is_expression;

/// A JSON object in the order its author wrote it.
pub type Object = serde_json::Map<String, serde_json::Value>;

/// A number, or in a JSONata state a `{% … %}` string that computes one: `"TimeoutSeconds": 60` or `"TimeoutSeconds": "{% $limit %}"`.
///
/// Used by `TimeoutSeconds`, `HeartbeatSeconds`, `Seconds`, `MaxConcurrency`, `ToleratedFailure*`, `MaxItems` and the `ItemBatcher` sizes.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// A number as it was written: `60` and `60.0` stay different.
    Literal(Number),
    /// A JSONata expression with its `{%` and `%}`.
    Expression(String),
}

impl Amount {
    /// The number, unless it is computed.
    pub fn literal(&self) -> Option<&Number> {
        match self {
            Amount::Literal(number) => Some(number),
            Amount::Expression(_) => None,
        }
    }

    /// The JSONata text with its delimiters, when it is computed.
    pub fn expression(&self) -> Option<&str> {
        match self {
            Amount::Literal(_) => None,
            Amount::Expression(text) => Some(text),
        }
    }

    /// A computed amount. Adds `{%` and `%}` when the text does not carry them yet.
    pub fn jsonata(text: impl Into<String>) -> Amount {
        let text = text.into();
        Amount::Expression(if is_expression(&text) { text } else { format!("{{% {text} %}}") })
    }
}

macro_rules! amount_from {
    ($($int:ty),*) => {$(
        impl From<$int> for Amount {
            fn from(value: $int) -> Amount {
                Amount::Literal(Number::from(value))
            }
        }
    )*};
}
amount_from!(i32, i64, u8, u16, u32, u64);

impl From<Number> for Amount {
    fn from(value: Number) -> Amount {
        Amount::Literal(value)
    }
}

/// `InputPath`, `OutputPath` and `ResultPath`: a path, or `null`, which discards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataPath {
    /// A JSONPath such as `$.order`, a context path (`$$.Execution.Id`) or a variable (`$customer.name`).
    Path(String),
    /// JSON `null`: the input (or output) becomes `{}`; for `ResultPath` the result is dropped and the input passes on.
    Null,
}

impl DataPath {
    /// The path text; `None` for `null`.
    pub fn path(&self) -> Option<&str> {
        match self {
            DataPath::Path(path) => Some(path),
            DataPath::Null => None,
        }
    }
}

impl From<&str> for DataPath {
    fn from(path: &str) -> DataPath {
        DataPath::Path(path.to_owned())
    }
}

impl From<String> for DataPath {
    fn from(path: String) -> DataPath {
        DataPath::Path(path)
    }
}

/// Where a state goes when it is done: `"Next": "Name"` or `"End": true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transition {
    /// `"Next": "Name"`, a state of the same `States` object.
    Next(String),
    /// `"End": true`: the machine, branch or iteration is done.
    End,
}

impl Transition {
    /// The name of the next state; `None` at an end.
    pub fn target(&self) -> Option<&str> {
        match self {
            Transition::Next(name) => Some(name),
            Transition::End => None,
        }
    }
}

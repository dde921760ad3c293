//! One task of the machine as the permission tables see it.

use asl_schema::Path;
use serde_json::Value;

use super::request::{Known, Request};
use super::resource::Integration;
use crate::deploy::kind::Kind;
use crate::deploy::text::Text;

/// A call of an integration.
pub(crate) struct Call<'a> {
    /// The state.
    pub(crate) state: &'a str,
    /// Its place.
    pub(crate) path: Path,
    /// What it calls.
    pub(crate) integration: Integration,
    /// With what.
    pub(crate) request: Request<'a>,
    /// Every call of the machine: an action such as `codedeploy:getDeployment` names nothing itself, what it asks about was started by another state.
    pub(crate) all: &'a [(Integration, Request<'a>)],
}

/// A resource that a call reaches, or why it cannot be told.
pub(crate) type Reached = Result<Target, Unknown>;

/// A resource that a call reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    /// What it is.
    pub(crate) kind: &'static Kind,
    /// What the request says: its name, its ARN, its URL.
    pub(crate) value: Text,
    /// Which resource belonging to it is meant.
    pub(crate) of: Of,
    /// What follows the ARN: `:live`, `/*`, or `*` after the start of a name.
    pub(crate) suffix: Text,
}

/// Which resource is meant by a [`Target`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// The resource itself.
    Itself,
    /// The executions of a state machine.
    Executions,
    /// The secret in which an EventBridge connection keeps its credentials.
    ConnectionSecret,
}

/// Why a resource cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// What it would be.
    pub(crate) kind: &'static Kind,
    /// The member of the request that would name it.
    pub(crate) field: String,
    /// Why it does not: `is computed (…)`, `is missing`.
    pub(crate) why: String,
    /// Whether another text in that member would name it.
    pub(crate) curable: bool,
}

impl Unknown {
    /// The member could name the resource, and does not.
    pub(crate) fn new(kind: &'static Kind, field: &str, why: impl Into<String>) -> Unknown {
        Unknown { kind, field: field.to_owned(), why: why.into(), curable: true }
    }

    /// Nothing that could stand in the member would name the resource.
    pub(crate) fn beyond(kind: &'static Kind, field: &str, why: impl Into<String>) -> Unknown {
        Unknown { curable: false, ..Unknown::new(kind, field, why) }
    }
}

impl Target {
    /// The resource of this kind that `value` names.
    pub(crate) fn new(kind: &'static Kind, value: Text) -> Target {
        Target { kind, value, of: Of::Itself, suffix: Text::default() }
    }

    /// Every resource of this kind.
    pub(crate) fn every(kind: &'static Kind) -> Target {
        Target::new(kind, Text::literal("*"))
    }

    /// The same with something behind the ARN.
    #[must_use]
    pub(crate) fn with_suffix(mut self, suffix: &str) -> Target {
        self.suffix.push_str(suffix);
        self
    }

    /// A resource that belongs to this one.
    #[must_use]
    pub(crate) fn of(mut self, of: Of) -> Target {
        self.of = of;
        self
    }
}

impl Call<'_> {
    /// The resource of `kind` that the member at `field` names.
    pub(crate) fn named(&self, kind: &'static Kind, field: &str) -> Reached {
        named(&self.request, kind, field)
    }
}

/// The resource of `kind` that the member at `field` of `request` names.
pub(crate) fn named(request: &Request<'_>, kind: &'static Kind, field: &str) -> Reached {
    let unknown = |why: String| Unknown::new(kind, field, why);
    match request.dotted(field) {
        Known::Whole(text) if has_wildcard(&text) => {
            Err(unknown("holds `*` or `?`, which a policy would take for a wildcard".to_owned()))
        }
        Known::Whole(text) if text.as_literal().is_some_and(|text| text.trim().is_empty()) => {
            Err(unknown("is empty".to_owned()))
        }
        Known::Whole(text) => Ok(Target::new(kind, text)),
        Known::Start(text) if has_wildcard(&text) || !names_enough(kind, &text) => {
            Err(unknown("begins with too little to name anything".to_owned()))
        }
        Known::Start(text) => Ok(Target::new(kind, text).with_suffix("*")),
        Known::Computed(expression) => Err(unknown(format!("is computed (`{}`)", shortened(&expression)))),
        Known::Absent => Err(unknown("is missing".to_owned())),
    }
}

/// Whether a policy would read a wildcard in the text.
pub(crate) fn has_wildcard(text: &Text) -> bool {
    use crate::deploy::text::Piece;
    text.pieces().iter().any(|piece| matches!(piece, Piece::Literal(text) if text.contains(['*', '?'])))
}

/// Whether the start of an ARN reaches into the resource's own name: `arn:aws:lambda:eu-west-1:` would cover everything there.
fn names_enough(kind: &Kind, start: &Text) -> bool {
    let literal = start.leading();
    if !literal.starts_with("arn:") {
        return true;
    }
    literal
        .splitn(6, ':')
        .nth(5)
        .is_some_and(|name| name.strip_prefix(kind.prefix).is_some_and(|name| !name.is_empty()))
}

/// An expression, short enough for a message.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST).collect();
    format!("{start}…")
}

/// The request of a Task, reader or writer: `Arguments`, or `Parameters`.
pub(crate) fn request_value<'a>(arguments: Option<&'a Value>, parameters: Option<&'a Value>) -> Option<&'a Value> {
    arguments.or(parameters)
}

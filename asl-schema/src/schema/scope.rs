//! Which query languages count at an object, and what its definition is therefore called.

use serde_json::{Value, json};

use crate::model::QueryLanguage;
use crate::spec::{self, Kind, Language, Place};

/// The language of the machine, which states inside fall back to, and that of the state around the object, which its fields follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) machine: QueryLanguage,
    pub(super) state: QueryLanguage,
}

impl Scope {
    /// Every one there is: no state of a JSONata machine is JSONPath.
    pub(super) const ALL: [Scope; 3] = [
        Scope::of(QueryLanguage::JsonPath),
        Scope::of(QueryLanguage::Jsonata),
        Scope { machine: QueryLanguage::JsonPath, state: QueryLanguage::Jsonata },
    ];

    /// That of a machine and of the states in it that follow it.
    pub(super) const fn of(language: QueryLanguage) -> Scope {
        Scope { machine: language, state: language }
    }
}

/// The name of the definition of such an object: with the languages that it depends on, and no others.
pub(super) fn name(place: Place, scope: Scope) -> String {
    let word = match place {
        Place::Machine => "Machine",
        Place::State(kind) => kind.as_str(),
        Place::Branch => "Branch",
        Place::Processor => "ItemProcessor",
        Place::ProcessorConfig => "ProcessorConfig",
        Place::Retrier => "Retrier",
        Place::Catcher => "Catcher",
        Place::ChoiceRule => "ChoiceRule",
        Place::ItemReader => "ItemReader",
        Place::ReaderConfig => "ReaderConfig",
        Place::ItemBatcher => "ItemBatcher",
        Place::ResultWriter => "ResultWriter",
        Place::WriterConfig => "WriterConfig",
    };
    match (follows_state(place), holds_states(place)) {
        (false, false) => word.to_owned(),
        (true, true) if scope.machine != scope.state => {
            format!("{word}.{}In{}", scope.state.as_str(), scope.machine.as_str())
        }
        (true, _) => format!("{word}.{}", scope.state.as_str()),
        (false, true) => format!("{word}.{}", scope.machine.as_str()),
    }
}

/// The name of the definition of a rule inside `And`, `Or` or `Not`, which only JSONPath has.
pub(super) const NESTED_RULE: &str = "NestedChoiceRule.JSONPath";

/// The name of the definition of a state of any type.
pub(super) fn state(machine: QueryLanguage) -> String {
    format!("State.{}", machine.as_str())
}

pub(super) fn reference(place: Place, scope: Scope) -> Value {
    refer(&name(place, scope))
}

pub(super) fn refer(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// Whether the fields depend on the language of the state. `Map` and the like do not count what their nested states depend on.
fn follows_state(place: Place) -> bool {
    spec::fields(place).any(|field| {
        field.language != Language::Both
            || match field.kind {
                Kind::IntegerOrExpression(..) | Kind::NumberOrExpression(..) => true,
                // States set their own, and rules hold rules.
                Kind::Node(inner) | Kind::Nodes(inner) => inner != place && follows_state(inner),
                _ => matches!(place, Place::State(_)),
            }
    })
}

/// Whether there are states inside.
fn holds_states(place: Place) -> bool {
    spec::fields(place).any(|field| match field.kind {
        Kind::States => true,
        Kind::Node(inner) | Kind::Nodes(inner) => inner != place && holds_states(inner),
        _ => false,
    })
}

//! The specification as data: which fields there are, where, of which type, in which query language.

mod about;
mod choice_rule;
pub mod context_object;
pub mod error_names;
mod fields;
mod kind;
mod together;
mod view;
pub(crate) mod wire;

pub use about::{about, about_type};
pub use kind::{Field, Kind, Language, PathKind, Place};
pub(crate) use together::{at_least_one, exclusive};
pub(crate) use view::{Fields, View};

/// The fields of an object of the language, in the order they are written.
///
/// ```
/// use asl_schema::model::StateType;
/// use asl_schema::spec::{Place, fields};
/// assert!(fields(Place::State(StateType::Task)).any(|field| field.name == "Resource"));
/// ```
pub fn fields(place: Place) -> impl Iterator<Item = &'static Field> {
    let (own, operators) = fields::table(place);
    own.iter().chain(operators)
}

/// The field `name` of such an object.
pub fn field(place: Place, name: &str) -> Option<&'static Field> {
    fields(place).find(|field| field.name == name)
}

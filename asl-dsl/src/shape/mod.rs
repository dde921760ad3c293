//! [`Shape`]: the JSON form of a Rust type, as serde writes it.
//!
//! `types` is the description; `scalars`, `containers`, `iterators` and `foreign` implement [`Shape`] for the types of
//! std and of a few well-known crates; `outcome` says how a value of a type leaves and enters a call. User types get
//! all of it from `#[derive(Shape)]`. Nothing here reads or writes JSON: that stays serde's business.

mod containers;
mod data;
#[doc(hidden)]
pub mod derived;
mod foreign;
mod iterators;
pub(crate) mod outcome;
mod scalars;
mod types;

pub use containers::MapKey;
pub use data::data_shape;
pub use outcome::Outcome;
pub use types::{
    EnumShape, ErrorKind, ErrorShape, ErrorVariant, FieldShape, Integer, Layout, Skipped, StructShape, Tagging, Type,
    VariantShape,
};

/// A type that can stand in a workflow: its JSON form is known.
///
/// Derive it next to serde's traits. By hand, describe exactly what serde writes:
///
/// ```
/// use asl_dsl::shape::{Shape, Type};
///
/// /// Serialises as `"EUR 12.30"`.
/// struct Money(String);
///
/// impl Shape for Money {
///     fn describe() -> Type {
///         Type::Opaque("Money") // passed through, never looked into
///     }
/// }
/// assert_eq!(<Vec<Money>>::describe().to_string(), "Vec<Money>");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is used in a workflow but its JSON shape is unknown",
    label = "no JSON shape",
    note = "add `#[derive(Shape)]` next to `#[derive(Serialize, Deserialize)]` on the type"
)]
pub trait Shape {
    /// The JSON form.
    fn describe() -> Type;
}

#[cfg(test)]
mod tests;

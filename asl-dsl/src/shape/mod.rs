//! [`Shape`]: the JSON form of a Rust type, as serde writes it.

mod types;

pub use types::{
    EnumShape, ErrorKind, ErrorShape, ErrorVariant, FieldShape, Integer, Layout, StructShape, Tagging, Type,
    VariantShape,
};

/// A type that can stand in a workflow: its JSON form is known.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is used in a workflow but its JSON shape is unknown",
    label = "no JSON shape",
    note = "add `#[derive(Shape)]` next to `#[derive(Serialize, Deserialize)]` on the type"
)]
pub trait Shape {
    /// The JSON form.
    fn describe() -> Type;
}

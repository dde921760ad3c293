//! Looking at the fields of any object of the model without knowing its Rust type.

use serde_json::{Number, Value};

use super::{Field, Place};
use crate::model::Object;

/// An object of the model: what it is and which of its fields are there.
pub(crate) trait Fields {
    /// Which kind of object.
    fn place(&self) -> Place;

    /// The fields that the model has no place for.
    fn extra(&self) -> &Object;

    /// Calls `see` with each field that is there, in writing order, `extra` excepted.
    fn each<'a>(&'a self, see: &mut dyn FnMut(&'static Field, View<'a>));
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(crate) enum View<'a> {
    /// `null` where that means something.
    Null,
    /// `true` or `false`.
    Flag,
    /// A string, one of a few words included.
    Text(&'a str),
    /// A number.
    Number(&'a Number),
    /// A JSONata expression in the place of a number.
    Expression(&'a str),
    /// A list of strings.
    Texts(&'a [String]),
    /// The author's own JSON.
    Json(&'a Value),
    /// The author's own JSON object.
    Object(&'a Object),
    /// An object of the language.
    Node(&'a dyn Fields),
    /// A list of such.
    Nodes(&'a dyn List),
    /// States by name; rules see them one by one.
    States,
}

/// A list of objects of the language.
pub(crate) trait List {
    fn len(&self) -> usize;
    fn get(&self, index: usize) -> Option<&dyn Fields>;
}

impl<T: Fields> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn get(&self, index: usize) -> Option<&dyn Fields> {
        self.as_slice().get(index).map(|node| node as &dyn Fields)
    }
}

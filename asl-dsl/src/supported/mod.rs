//! What a type can do in a state machine, as traits: each rule of the language that depends on a type is a bound here.
//!
//! `#[workflow]` hands the slot of a receiver, an operand or a result to one of these functions. The function does
//! nothing; its bound makes rustc refuse a type without translation, in our words and at the user's token. Lowering
//! refuses the same again for whatever reaches it another way.

mod number;
mod sequence;
mod text;

pub use number::{JsonInteger, JsonNumber, JsonOrd};
pub use sequence::{JsonCollect, JsonIter, JsonKeyed, JsonLen, JsonSearch, JsonSort};
pub use text::{JsonDisplay, JsonJoin, JsonParse};

use crate::shape::{Shape, Type};
use crate::slot::{Slot, slot};

/// `receiver.len()`.
pub fn counted<T: JsonLen>(_: Slot<T>) {}
/// `receiver.iter()`, `.keys()`, `.values()`, and `for` over the receiver.
pub fn iterated<T: JsonIter>(_: Slot<T>) {}
/// `receiver.find(…)`.
pub fn searched<T: JsonSearch>(_: Slot<T>) {}
/// `receiver.insert(…)`, `.remove(…)`.
pub fn keyed<T: JsonKeyed>(_: Slot<T>) {}
/// `receiver.sort()`.
pub fn sorted<T: JsonSort>(_: Slot<T>) {}
/// The value of `.collect()`.
pub fn collected<T: JsonCollect>(_: Slot<T>) {}
/// An operand of `<`, `<=`, `>`, `>=`; the value of `.max()`, `.min()`, `.clamp(…)`.
pub fn ordered<T: JsonOrd>(_: Slot<T>) {}
/// The value of `.sum()` and `.product()`.
pub fn summed<T: JsonNumber>(_: Slot<T>) {}
/// The receiver of a method that only integers have here.
pub fn integer<T: JsonInteger>(_: Slot<T>) {}
/// `receiver.to_string()`, and a placeholder of `format!`.
pub fn displayed<T: JsonDisplay>(_: Slot<T>) {}
/// `receiver.join(…)`.
pub fn joined<T: JsonJoin>(_: Slot<T>) {}
/// The value of `text.parse()`.
pub fn parsed<T: JsonParse, E>(_: Slot<Result<T, E>>) -> Slot<Attempt<T>> {
    slot()
}
/// The value of `number.try_into()`.
pub fn converted<T: JsonInteger, E>(_: Slot<Result<T, E>>) -> Slot<Attempt<T>> {
    slot()
}

/// A `Result` of the standard library's whose error has nothing to say in JSON, as `ParseIntError`: a null.
pub struct Attempt<T>(std::marker::PhantomData<T>);

#[diagnostic::do_not_recommend]
impl<T: Shape> Shape for Attempt<T> {
    fn describe() -> Type {
        Type::Result(Box::new(T::describe()), Box::new(Type::Unit))
    }
}

/// Implements a trait for types, without rustc listing them whenever another type fails.
macro_rules! supports {
    ($trait:ident for $($(<$($param:ident $(: $bound:path)?),+>)? ($($ty:tt)+)),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl $(<$($param $(: $bound)?),+>)? $trait for $($ty)+ {}
    )+};
}

/// Implements a trait for the pointers that JSON doesn't see.
macro_rules! supports_pointers_to {
    ($trait:ident) => {
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for &T {}
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for &mut T {}
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for Box<T> {}
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for std::rc::Rc<T> {}
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for std::sync::Arc<T> {}
    };
}

use {supports, supports_pointers_to};

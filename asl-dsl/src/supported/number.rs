//! Numbers and order.

use super::{supports, supports_pointers_to};

/// An integer: JSON numbers are exact to 2^53.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such method in a state machine",
    label = "only integers have it here",
    note = "signs and remainders of floats depend on `-0.0` and rounding, which JSON numbers don't keep"
)]
pub trait JsonInteger {}
supports!(JsonInteger for (u8), (u16), (u32), (u64), (usize), (i8), (i16), (i32), (i64), (isize));
supports_pointers_to!(JsonInteger);

/// A number, as the sum or product of a list.
#[diagnostic::on_unimplemented(
    message = "a list cannot be added up to `{Self}` in a state machine",
    label = "not a number",
    note = "only integers of at most 64 bits and floats are added up; use `.fold(…)` for anything else"
)]
pub trait JsonNumber {}
supports!(JsonNumber for (u8), (u16), (u32), (u64), (usize), (i8), (i16), (i32), (i64), (isize), (f32), (f64));

/// A value that JSONata can compare with `<`: a number or text.
///
/// The `Option` is that of `Iterator::max`, `None` for an empty list.
#[diagnostic::on_unimplemented(
    message = "values of type `{Self}` have no order in a state machine",
    label = "JSONata compares numbers and strings only",
    note = "compare a number or a string inside the value, or match on the value"
)]
pub trait JsonOrd {}
supports!(
    JsonOrd for (u8), (u16), (u32), (u64), (usize), (i8), (i16), (i32), (i64), (isize), (f32), (f64), (String), (str),
    (char), (std::time::Duration), <T: JsonOrd> (Option<T>)
);
#[diagnostic::do_not_recommend]
impl JsonOrd for std::borrow::Cow<'_, str> {}
supports_pointers_to!(JsonOrd);

//! Text.

use super::{supports, supports_pointers_to};

/// A value whose text JSONata makes as Rust does.
#[diagnostic::on_unimplemented(
    message = "a state machine cannot turn `{Self}` into text as Rust does",
    label = "no text in a state machine",
    note = "floats are written differently by JSONata (`1.0` becomes `1`), and a `Display` of your own is Rust code: \
            make the text in a `#[task]`, or write the parts that are text or integers"
)]
pub trait JsonDisplay {}
supports!(
    JsonDisplay for (String), (str), (char), (bool), (u8), (u16), (u32), (u64), (usize), (i8), (i16), (i32), (i64),
    (isize)
);
#[diagnostic::do_not_recommend]
impl JsonDisplay for std::borrow::Cow<'_, str> {}
supports_pointers_to!(JsonDisplay);

/// A type that text can be parsed as.
#[diagnostic::on_unimplemented(
    message = "text cannot be parsed as `{Self}` in a state machine",
    label = "parsing this type is Rust code",
    note = "`bool`, `char`, `String`, floats and integers of at most 64 bits can be parsed; parse others in a `#[task]`"
)]
pub trait JsonParse {}
supports!(
    JsonParse for (String), (char), (bool), (u8), (u16), (u32), (u64), (usize), (i8), (i16), (i32), (i64), (isize), (f32),
    (f64)
);

/// A list whose elements can be joined: a list of texts.
#[diagnostic::on_unimplemented(
    message = "`join()` of `{Self}` cannot run in a state machine",
    label = "only lists of text are joined",
    note = "turn each element into text first: `.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(…)`"
)]
pub trait JsonJoin {}
supports!(JsonJoin for <T: JsonText> (Vec<T>), <T: JsonText> ([T]));
#[diagnostic::do_not_recommend]
impl<T: JsonText, const N: usize> JsonJoin for [T; N] {}
supports_pointers_to!(JsonJoin);

/// A string.
pub trait JsonText {}
supports!(JsonText for (String), (str));
#[diagnostic::do_not_recommend]
impl JsonText for std::borrow::Cow<'_, str> {}
supports_pointers_to!(JsonText);

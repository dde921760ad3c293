//! Lists and maps.

use super::text::JsonText;
use super::{JsonOrd, supports, supports_pointers_to};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// A value with a length that JSON keeps.
#[diagnostic::on_unimplemented(
    message = "`len()` of `{Self}` cannot run in a state machine",
    label = "counts UTF-8 bytes in Rust, but characters in JSONata",
    note = "for the number of characters write `.chars().count()`; for emptiness `.is_empty()`"
)]
pub trait JsonLen {}
supports!(
    JsonLen for <T> (Vec<T>), <T> ([T]), <T> (VecDeque<T>), <K, V> (BTreeMap<K, V>), <K, V, S> (HashMap<K, V, S>)
);
#[diagnostic::do_not_recommend]
impl<T, const N: usize> JsonLen for [T; N] {}
supports_pointers_to!(JsonLen);

/// A value whose elements come in an order that JSON keeps.
#[diagnostic::on_unimplemented(
    message = "the elements of `{Self}` have no order that a state machine could keep",
    label = "cannot be iterated",
    note = "use a `Vec`, or a `BTreeMap`, which is iterated by key; `HashMap` and `HashSet` change their order from run to \
            run, and the list that JSON holds for a set may hold an element twice"
)]
pub trait JsonIter {}
supports!(
    JsonIter for <T> (Vec<T>), <T> ([T]), <T> (VecDeque<T>), <K, V> (BTreeMap<K, V>), <T> (Option<T>),
    <T> (std::ops::Range<T>), <T> (std::ops::RangeInclusive<T>)
);
#[diagnostic::do_not_recommend]
impl<T, const N: usize> JsonIter for [T; N] {}
supports_pointers_to!(JsonIter);

/// A list that is searched by a condition.
#[diagnostic::on_unimplemented(
    message = "`find()` of `{Self}` cannot run in a state machine",
    label = "finds a byte position in Rust, and JSONata counts characters",
    note = "to test write `.contains(…)`; to take the text apart `.split_once(…)`"
)]
pub trait JsonSearch {}
supports!(JsonSearch for <T: Iterator> (T));

/// A list, map or `Option` that takes a value with `insert`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be changed this way in a state machine",
    label = "no such change in a state machine",
    note = "positions in a `String` are counted in bytes, and the list that JSON holds for a set may hold an element twice; \
            use a `Vec`, or a map"
)]
pub trait JsonKeyed {}
supports!(
    JsonKeyed for <T> (Vec<T>), <T> (VecDeque<T>), <K, V> (BTreeMap<K, V>), <K, V, S> (HashMap<K, V, S>), <T> (Option<T>)
);
supports_pointers_to!(JsonKeyed);

/// A list that JSONata can sort.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sorted in a state machine",
    label = "JSONata sorts numbers and strings only",
    note = "sort by a number or a string inside each element: `.sort_by_key(|x| x.field)`"
)]
pub trait JsonSort {}
supports!(JsonSort for <T: JsonOrd> (Vec<T>), <T: JsonOrd> ([T]));
#[diagnostic::do_not_recommend]
impl<T: JsonOrd, const N: usize> JsonSort for [T; N] {}
supports_pointers_to!(JsonSort);

/// What an iterator can be collected into.
#[diagnostic::on_unimplemented(
    message = "an iterator cannot be collected into `{Self}` in a state machine",
    label = "no such collection in a state machine",
    note = "collect into a `Vec`, a `String`, a map with string keys, or an `Option` or `Result` of a `Vec`; a set would have to \
            drop what it holds already"
)]
pub trait JsonCollect {}
supports!(
    JsonCollect for <T> (Vec<T>), <T> (VecDeque<T>), <T> (Box<[T]>), (String), <K: JsonText, V> (BTreeMap<K, V>),
    <K: JsonText, V, S> (HashMap<K, V, S>), <T: JsonCollect> (Option<T>), <T: JsonCollect, E> (Result<T, E>)
);

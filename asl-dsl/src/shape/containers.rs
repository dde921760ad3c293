//! Shapes of what holds other types: options, lists, maps, tuples, and the pointers that serde looks through.

use crate::shape::outcome::plain_outcome;
use crate::shape::{Shape, Type};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

/// The key type of a map that serde writes as a JSON object: text.
///
/// (serde also turns integers and unit variants into keys; the machine would compare those as strings, Rust doesn't.)
#[diagnostic::on_unimplemented(
    message = "a map with `{Self}` keys can't stand in a workflow: JSON objects have string keys",
    label = "not a string",
    note = "use `String` keys"
)]
pub trait MapKey {}

impl MapKey for String {}
impl MapKey for str {}
impl MapKey for char {}
impl MapKey for Cow<'_, str> {}
impl<T: MapKey + ?Sized> MapKey for &T {}
impl<T: MapKey + ?Sized> MapKey for Box<T> {}
impl<T: MapKey + ?Sized> MapKey for Rc<T> {}
impl<T: MapKey + ?Sized> MapKey for Arc<T> {}

macro_rules! containers {
    ($( [$($generics:tt)*] $ty:ty => $shape:expr;)*) => { $(
        impl<$($generics)*> Shape for $ty {
            fn describe() -> Type {
                $shape
            }
        }
    )* };
}

containers! {
    [T: Shape + ?Sized] &T => T::describe();
    [T: Shape + ?Sized] &mut T => T::describe();
    [T: Shape + ?Sized] Box<T> => T::describe();
    [T: Shape + ?Sized] Rc<T> => T::describe();
    [T: Shape + ?Sized] Arc<T> => T::describe();
    [T: Shape + ToOwned + ?Sized] Cow<'_, T> => T::describe();
    [T: Shape] Option<T> => Type::option(T::describe());
    [T: Shape] Vec<T> => Type::list(T::describe());
    [T: Shape] [T] => Type::list(T::describe());
    [T: Shape, const N: usize] [T; N] => Type::list(T::describe());
    [T: Shape] VecDeque<T> => Type::list(T::describe());
    [T: Shape] BTreeSet<T> => Type::list(T::describe());
    [T: Shape, S] HashSet<T, S> => Type::list(T::describe());
    [K: MapKey, V: Shape] BTreeMap<K, V> => Type::Map(Box::new(V::describe()));
    [K: MapKey, V: Shape, S] HashMap<K, V, S> => Type::Map(Box::new(V::describe()));
    [] serde_json::Map<String, serde_json::Value> => Type::Map(Box::new(Type::Json));
}

plain_outcome! {
    [T: Shape] Option<T>;
    [T: Shape] Vec<T>;
    [T: Shape, const N: usize] [T; N];
    [T: Shape] VecDeque<T>;
    [T: Shape] BTreeSet<T>;
    [T: Shape, S] HashSet<T, S>;
    [K: MapKey, V: Shape] BTreeMap<K, V>;
    [K: MapKey, V: Shape, S] HashMap<K, V, S>;
    [] serde_json::Map<String, serde_json::Value>;
    [T: Shape] Box<T>;
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$first: Shape, $($rest: Shape),*> Shape for ($first, $($rest,)*) {
            fn describe() -> Type {
                Type::Tuple(vec![$first::describe(), $($rest::describe()),*])
            }
        }
        plain_outcome! { [$first: Shape, $($rest: Shape),*] ($first, $($rest,)*); }
    )* };
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

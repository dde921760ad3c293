//! Shapes of std's iterators: inside a workflow an iterator chain is a list of what it yields.
//!
//! A blanket implementation over `Iterator` would overlap with everything else, so each adaptor is named.

use crate::shape::{Shape, Type};
use std::iter;

macro_rules! iterators {
    ($( [$($generics:tt)*] $ty:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Shape for $ty
        where
            $ty: Iterator<Item: Shape>,
        {
            fn describe() -> Type {
                Type::list(<<$ty as Iterator>::Item as Shape>::describe())
            }
        }
    )* };
}

// Sources: what `.iter()`, `.into_iter()`, `.chars()`, `.keys()`, a range, … give.
iterators! {
    ['a, T: 'a] std::slice::Iter<'a, T>;
    ['a, T: 'a] std::slice::IterMut<'a, T>;
    ['a, T: 'a] std::slice::Chunks<'a, T>;
    ['a, T: 'a] std::slice::ChunksExact<'a, T>;
    ['a, T: 'a] std::slice::Windows<'a, T>;
    [T] std::vec::IntoIter<T>;
    ['a, T: 'a] std::vec::Drain<'a, T>;
    [T, const N: usize] std::array::IntoIter<T, N>;
    ['a, T: 'a] std::option::Iter<'a, T>;
    [T] std::option::IntoIter<T>;
    ['a, T: 'a] std::collections::vec_deque::Iter<'a, T>;
    [T] std::collections::vec_deque::IntoIter<T>;
    ['a, T: 'a] std::collections::btree_set::Iter<'a, T>;
    [T] std::collections::btree_set::IntoIter<T>;
    ['a, T: 'a] std::collections::hash_set::Iter<'a, T>;
    [T] std::collections::hash_set::IntoIter<T>;
    ['a, K: 'a, V: 'a] std::collections::btree_map::Iter<'a, K, V>;
    [K, V] std::collections::btree_map::IntoIter<K, V>;
    ['a, K: 'a, V: 'a] std::collections::btree_map::Keys<'a, K, V>;
    [K, V] std::collections::btree_map::IntoKeys<K, V>;
    ['a, K: 'a, V: 'a] std::collections::btree_map::Values<'a, K, V>;
    [K, V] std::collections::btree_map::IntoValues<K, V>;
    ['a, K: 'a, V: 'a] std::collections::hash_map::Iter<'a, K, V>;
    [K, V] std::collections::hash_map::IntoIter<K, V>;
    ['a, K: 'a, V: 'a] std::collections::hash_map::Keys<'a, K, V>;
    [K, V] std::collections::hash_map::IntoKeys<K, V>;
    ['a, K: 'a, V: 'a] std::collections::hash_map::Values<'a, K, V>;
    [K, V] std::collections::hash_map::IntoValues<K, V>;
    ['a] std::str::Chars<'a>;
    ['a] std::str::Lines<'a>;
    ['a] std::str::SplitWhitespace<'a>;
    ['a] std::str::Split<'a, char>;
    ['a, 'b] std::str::Split<'a, &'b str>;
    ['a, 'b] std::str::Split<'a, &'b String>;
    ['a] std::str::SplitN<'a, char>;
    ['a, 'b] std::str::SplitN<'a, &'b str>;
    ['a] std::str::SplitTerminator<'a, char>;
    ['a, 'b] std::str::SplitTerminator<'a, &'b str>;
    [T] std::ops::Range<T>;
    [T] std::ops::RangeInclusive<T>;
    [T] iter::Once<T>;
    [T] iter::Empty<T>;
    [T] iter::Repeat<T>;
    [T] iter::RepeatN<T>;
}

// Adaptors.
iterators! {
    [I, F] iter::Map<I, F>;
    [I, P] iter::Filter<I, P>;
    [I, F] iter::FilterMap<I, F>;
    [I] iter::Enumerate<I>;
    [I, J] iter::Zip<I, J>;
    [I, J] iter::Chain<I, J>;
    [I] iter::Rev<I>;
    [I] iter::Skip<I>;
    [I] iter::Take<I>;
    [I] iter::StepBy<I>;
    [I, P] iter::SkipWhile<I, P>;
    [I, P] iter::TakeWhile<I, P>;
    [I, P] iter::MapWhile<I, P>;
    [I, F] iter::Inspect<I, F>;
    [I] iter::Cloned<I>;
    [I] iter::Copied<I>;
    [I: Iterator] iter::Peekable<I>;
    [I] iter::Fuse<I>;
    [I: Iterator<Item: IntoIterator>] iter::Flatten<I>;
    [I, U: IntoIterator, F] iter::FlatMap<I, U, F>;
    [I, S, F] iter::Scan<I, S, F>;
}

//! What is in a place that two ways lead to.

use std::cmp::Ordering;
use std::sync::Arc;

use super::Shape;
use super::parts::{Kinds, List, ObjectShape};

impl Shape {
    /// What is one or the other.
    ///
    /// ```
    /// use asl_schema::data::Shape;
    /// let either = Shape::object([("a", Shape::text())]).or(&Shape::object([("b", Shape::number())]));
    /// assert_eq!(either.to_string(), "{a?: text, b?: number}");
    /// ```
    #[must_use]
    pub fn or(&self, other: &Shape) -> Shape {
        if self.is_same(other) || other.is_never() {
            return self.clone();
        }
        if self.is_never() {
            return other.clone();
        }
        let kinds = self.kinds | other.kinds;
        if kinds.has(Kinds::UNKNOWN) {
            return Shape::of_kinds(kinds.only(Kinds::UNKNOWN | Kinds::ABSENT));
        }
        Shape {
            kinds,
            list: either(self.list.as_ref(), other.list.as_ref(), |_, _| false, List::or),
            object: either(self.object.as_ref(), other.object.as_ref(), ObjectShape::covers, ObjectShape::or),
        }
    }

    /// Adds what else can be there; whether that was anything new.
    pub(crate) fn extend(&mut self, other: &Shape) -> bool {
        if other.is_never() || self.is_same(other) {
            return false;
        }
        let joined = self.or(other);
        let grown = joined != *self;
        if grown {
            *self = joined;
        }
        grown
    }
}

fn either<T>(
    one: Option<&Arc<T>>,
    other: Option<&Arc<T>>,
    covers: impl Fn(&T, &T) -> bool,
    or: impl Fn(&T, &T) -> T,
) -> Option<Arc<T>> {
    match (one, other) {
        (Some(one), Some(other)) if Arc::ptr_eq(one, other) || covers(one, other) => Some(Arc::clone(one)),
        (Some(one), Some(other)) => Some(Arc::new(or(one, other))),
        (one, other) => one.or(other).cloned(),
    }
}

impl List {
    fn or(&self, other: &List) -> List {
        match (self.as_tuple(), other.as_tuple()) {
            (Some(one), Some(two)) if one.len() == two.len() => {
                List::tuple(one.iter().zip(two).map(|(one, two)| one.or(two)))
            }
            _ => List::of(self.item().or(&other.item())),
        }
    }
}

impl ObjectShape {
    fn or(&self, other: &ObjectShape) -> ObjectShape {
        let made_by = self.made_by().filter(|by| Some(*by) == other.made_by());
        if self.shares_fields(other) {
            return self.made(made_by);
        }
        let mut fields = Vec::with_capacity(self.fields().len().max(other.fields().len()));
        let (mut ours, mut theirs) = (self.fields().iter().peekable(), other.fields().iter().peekable());
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some((one, _)), Some((two, _))) => one.cmp(two),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let mine = if order.is_le() { ours.next() } else { None };
            let yours = if order.is_ge() { theirs.next() } else { None };
            match (mine, yours) {
                (Some((name, one)), Some((_, two))) => fields.push((Arc::clone(name), one.or(two))),
                (Some((name, one)), None) => fields.push((Arc::clone(name), one.or(&other.rest()))),
                (None, Some((name, two))) => fields.push((Arc::clone(name), two.or(&self.rest()))),
                (None, None) => break,
            }
        }
        ObjectShape::sorted(fields, self.is_open() || other.is_open(), made_by)
    }
}

//! What is read from a place, and what is put there: by the rules of JSONPath and of JSONata.

use super::parts::Kinds;
use super::{List, ObjectShape, Shape};

impl Shape {
    /// The field of this name, as JSONPath and most languages read it. Of what is no object it is absent.
    ///
    /// A field of a list is unknown: whether that finds nothing or fails differs.
    #[must_use]
    pub fn field(&self, name: &str) -> Shape {
        if self.is_unknown() || self.list.is_some() {
            return Shape::unknown().optional();
        }
        let mut found = match &self.object {
            Some(object) => object.field(name),
            None => Shape::never(),
        };
        if self.kinds.has(Kinds::SCALARS | Kinds::ABSENT) {
            found.kinds = found.kinds | Kinds::ABSENT;
        }
        found
    }

    /// `.name` of JSONata, which maps over lists and makes one of what it finds.
    pub(crate) fn step(&self, name: &str) -> Shape {
        let Some(list) = &self.list else { return self.field(name) };
        let items = list.item();
        if self.is_unknown() || items.is_never() {
            return Shape::unknown().optional();
        }
        let others = Shape { list: None, ..self.clone() };
        let of_others = if others.is_never() { Shape::never() } else { others.field(name) };
        items.step(name).sequence().or(&of_others)
    }

    /// What JSONata makes of several of these: nothing, the only one, or a list of all, those in lists one by one.
    pub(crate) fn sequence(&self) -> Shape {
        if self.is_never() || self.is_absent() {
            return self.clone();
        }
        let items = self.items();
        if items.is_unknown() {
            return Shape::unknown().optional();
        }
        items.or(&Shape::list_of(items.clone())).optional()
    }

    /// What there is when lists are taken one by one: their items, and what is no list.
    pub(crate) fn items(&self) -> Shape {
        if self.is_unknown() {
            return Shape::unknown();
        }
        let mut others = Shape { list: None, ..self.clone() };
        others.kinds = others.kinds.without(Kinds::ABSENT);
        match &self.list {
            Some(list) => others.or(&list.item()),
            None => others,
        }
    }

    /// An element of a list by its position, from the end when it is negative. Behind the end AWS was seen to find `null`, and to fail
    /// where the path goes on or is an argument: nothing is said of that.
    pub(crate) fn element(&self, index: i64) -> Shape {
        let unknown = Shape::unknown().optional();
        let Some(list) = self.certain_list() else { return unknown };
        match list.as_tuple() {
            Some(items) => {
                let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let at = if index < 0 { index.saturating_add(count) } else { index };
                usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or(unknown)
            }
            None if list.item().is_never() => unknown,
            None => list.item().or(&Shape::null()).optional(),
        }
    }

    /// The same with a value put there by a reference path of these fields. Where nothing was, an object comes to be; what is no object
    /// cannot get a field, and the state fails.
    #[must_use]
    pub(crate) fn put(&self, fields: &[&str], value: &Shape) -> Shape {
        let [name, rest @ ..] = fields else { return value.clone() };
        if self.is_never() || value.is_never() {
            return Shape::never();
        }
        let fresh = || Shape::object([(name, Shape::absent().put(rest, value))]);
        match &self.object {
            Some(object) if self.list.is_none() => {
                let put = Shape::from_object(object.with(name, object.field(name).put(rest, value)));
                if self.may_be_absent() { put.or(&fresh()) } else { put }
            }
            None if self.is_absent() => fresh(),
            _ => Shape::open_object([(name, Shape::unknown().put(rest, value))]),
        }
    }

    /// The objects merged, the fields of `other` before those of this one.
    pub(crate) fn merged(&self, other: &Shape) -> Shape {
        let (Some(one), Some(two)) = (self.certain_object(), other.certain_object()) else {
            return Shape::open_object(std::iter::empty::<(&str, Shape)>());
        };
        let mut fields: Vec<(&str, Shape)> = Vec::new();
        for (name, shape) in one.fields() {
            let over = two.field(name);
            let merged = if over.may_be_absent() { over.present_or_never().or(shape) } else { over };
            fields.push((name, merged));
        }
        for (name, shape) in two.fields().iter().filter(|(name, _)| !one.fields().iter().any(|(own, _)| own == name)) {
            let under = if one.is_open() { Shape::unknown().optional() } else { Shape::absent() };
            fields
                .push((name, if shape.may_be_absent() { shape.present_or_never().or(&under) } else { shape.clone() }));
        }
        Shape::from_object(ObjectShape::new(fields, one.is_open() || two.is_open(), None))
    }

    fn present_or_never(&self) -> Shape {
        Shape { kinds: self.kinds.without(Kinds::ABSENT), ..self.clone() }
    }

    /// The object that it certainly is.
    fn certain_object(&self) -> Option<&ObjectShape> {
        self.object.as_deref().filter(|_| self.kinds.is_none() && self.list.is_none())
    }

    /// The list that it certainly is.
    pub(crate) fn certain_list(&self) -> Option<&List> {
        self.list.as_deref().filter(|_| self.kinds.is_none() && self.object.is_none())
    }

    /// Whether it certainly is `true` or `false`.
    pub(crate) fn is_boolean(&self) -> bool {
        let rest = self.kinds.without(Kinds::TRUE | Kinds::FALSE);
        rest.is_none() && !self.kinds.is_none() && self.list.is_none() && self.object.is_none()
    }

    /// Whether it may be a list.
    pub(crate) fn may_be_list(&self) -> bool {
        self.is_unknown() || self.list.is_some()
    }

    /// What JSONata's `$boolean` makes of it: whether it may be true, and whether it may be false.
    pub(crate) fn truth(&self) -> Truth {
        if self.is_unknown() {
            return Truth::MAYBE;
        }
        let either = Kinds::NUMBER | Kinds::TEXT;
        let contains = self.list.is_some() || self.object.is_some();
        Truth {
            may_hold: contains || self.kinds.has(either | Kinds::TRUE),
            may_fail: contains || self.kinds.has(either | Kinds::FALSE | Kinds::NULL | Kinds::ABSENT),
        }
    }

    /// Whether something is there.
    pub(crate) fn presence(&self) -> Truth {
        Truth { may_hold: !self.is_never() && !self.is_absent(), may_fail: self.may_be_absent() }
    }
}

/// What is known of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth {
    pub(crate) may_hold: bool,
    pub(crate) may_fail: bool,
}

impl Truth {
    pub(crate) const MAYBE: Truth = Truth { may_hold: true, may_fail: true };

    pub(crate) fn not(self) -> Truth {
        Truth { may_hold: self.may_fail, may_fail: self.may_hold }
    }

    /// As a boolean.
    pub(crate) fn shape(self) -> Shape {
        let holds = if self.may_hold { Shape::flag(true) } else { Shape::never() };
        if self.may_fail { holds.or(&Shape::flag(false)) } else { holds }
    }
}

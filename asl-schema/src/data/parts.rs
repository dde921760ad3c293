//! What a shape is made of, and the bounds that keep every shape small.

use std::fmt::{self, Display, Formatter};
use std::ops::BitOr;
use std::sync::Arc;

use super::Shape;

/// How deep lists and objects nest in a shape; below, everything is unknown.
pub(super) const MAX_DEPTH: u8 = 16;
/// How many fields of an object are told apart; of those beyond, nothing is known.
pub(super) const MAX_FIELDS: usize = 64;
/// How many items of a list are told apart.
const MAX_TUPLE: usize = 16;
/// How many parts a shape may have in all: comparing and joining take no longer than that.
const MAX_WEIGHT: u32 = 1000;

/// The state that made an object, by its number in the context; `None` when none did or several.
pub(crate) type Maker = Option<u32>;

/// A set of kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NULL: Kinds = Kinds(1);
    pub(super) const TRUE: Kinds = Kinds(2);
    pub(super) const FALSE: Kinds = Kinds(4);
    pub(super) const NUMBER: Kinds = Kinds(8);
    pub(super) const TEXT: Kinds = Kinds(16);
    /// All of the above.
    pub(super) const SCALARS: Kinds = Kinds(31);
    pub(super) const ABSENT: Kinds = Kinds(32);
    pub(super) const UNKNOWN: Kinds = Kinds(64);

    pub(super) fn has(self, any_of: Kinds) -> bool {
        self.0 & any_of.0 != 0
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }

    pub(super) fn without(self, others: Kinds) -> Kinds {
        Kinds(self.0 & !others.0)
    }

    pub(super) fn only(self, others: Kinds) -> Kinds {
        Kinds(self.0 & others.0)
    }

    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        let boolean = Kinds(6);
        let words = [
            (Kinds::TEXT, "text"),
            (Kinds::NUMBER, "number"),
            (boolean, "boolean"),
            (Kinds::NULL, "null"),
            (Kinds::ABSENT, "absent"),
        ];
        words.into_iter().filter(move |(kind, _)| self.has(*kind)).map(|(_, word)| word)
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// How large a list or an object is: kept with it, so that bounds cost nothing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    depth: u8,
    weight: u32,
}

impl Size {
    /// Forgets what is too deep or too heavy among `parts`.
    fn bound<'s>(parts: impl Iterator<Item = &'s mut Shape>) -> Size {
        let mut size = Size { depth: 1, weight: 1 };
        for part in parts {
            let own = part.size();
            if own.depth >= MAX_DEPTH || size.weight.saturating_add(own.weight) > MAX_WEIGHT {
                let absent = part.kinds.only(Kinds::ABSENT);
                *part = Shape::of_kinds(Kinds::UNKNOWN | absent);
            }
            let own = part.size();
            size.depth = size.depth.max(own.depth + 1);
            size.weight = size.weight.saturating_add(own.weight).saturating_add(1);
        }
        size
    }
}

impl Shape {
    fn size(&self) -> Size {
        let list = self.list.as_ref().map(|list| list.size);
        let object = self.object.as_ref().map(|object| object.size);
        let none = Size { depth: 0, weight: 0 };
        let (list, object) = (list.unwrap_or(none), object.unwrap_or(none));
        Size { depth: list.depth.max(object.depth), weight: list.weight.saturating_add(object.weight) }
    }
}

/// What is known of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    items: Items,
    size: Size,
}

#[derive(Debug, Clone, PartialEq)]
enum Items {
    /// Exactly these.
    Tuple(Vec<Shape>),
    /// Any number of these.
    Of(Shape),
}

impl List {
    pub(super) fn of(item: Shape) -> List {
        let mut item = item.present();
        let size = Size::bound(std::iter::once(&mut item));
        List { items: Items::Of(item), size }
    }

    pub(super) fn tuple(items: impl IntoIterator<Item = Shape>) -> List {
        let mut items = items.into_iter();
        let mut first: Vec<Shape> = items.by_ref().take(MAX_TUPLE + 1).map(Shape::present).collect();
        if first.len() > MAX_TUPLE {
            let all = first.into_iter().chain(items.map(Shape::present));
            return List::of(all.fold(Shape::never(), |all, item| all.or(&item)));
        }
        let size = Size::bound(first.iter_mut());
        List { items: Items::Tuple(first), size }
    }

    /// The items one by one, if the length is known.
    pub(crate) fn as_tuple(&self) -> Option<&[Shape]> {
        match &self.items {
            Items::Tuple(items) => Some(items),
            Items::Of(_) => None,
        }
    }

    /// What any of the items can be.
    pub(crate) fn item(&self) -> Shape {
        match &self.items {
            Items::Tuple(items) => items.iter().fold(Shape::never(), |all, item| all.or(item)),
            Items::Of(item) => item.clone(),
        }
    }
}

impl Display for List {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.items {
            Items::Of(item) => write!(f, "[{item}, …]"),
            Items::Tuple(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
        }
    }
}

/// What is known of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ObjectShape {
    /// By name; shared by objects of the same kind.
    fields: Arc<Vec<(Arc<str>, Shape)>>,
    /// Whether it may have other fields.
    open: bool,
    /// The state that made it.
    made_by: Maker,
    size: Size,
}

impl ObjectShape {
    /// Of two fields of one name the later counts.
    pub(crate) fn new<N: AsRef<str>>(
        fields: impl IntoIterator<Item = (N, Shape)>,
        open: bool,
        made_by: Maker,
    ) -> ObjectShape {
        let mut fields: Vec<(Arc<str>, Shape)> =
            fields.into_iter().map(|(name, shape)| (Arc::from(name.as_ref()), shape)).collect();
        fields.sort_by(|(one, _), (other, _)| one.cmp(other));
        // `dedup_by` keeps the first of equals: the value of the later one moves there.
        fields.dedup_by(|(name, later), (kept, shape)| {
            let same = name == kept;
            if same {
                std::mem::swap(shape, later);
            }
            same
        });
        ObjectShape::sorted(fields, open, made_by)
    }

    /// The fields are by name already.
    pub(super) fn sorted(mut fields: Vec<(Arc<str>, Shape)>, mut open: bool, made_by: Maker) -> ObjectShape {
        if fields.len() > MAX_FIELDS {
            fields.truncate(MAX_FIELDS);
            open = true;
        }
        let size = Size::bound(fields.iter_mut().map(|(_, shape)| shape));
        ObjectShape { fields: Arc::new(fields), open, made_by, size }
    }

    pub(crate) fn fields(&self) -> &[(Arc<str>, Shape)] {
        &self.fields
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    pub(crate) fn made_by(&self) -> Maker {
        self.made_by
    }

    /// The field of this name, whether it is there or not.
    pub(crate) fn field(&self, name: &str) -> Shape {
        match self.fields.binary_search_by(|(field, _)| (**field).cmp(name)) {
            Ok(index) => self.fields.get(index).map_or_else(Shape::absent, |(_, shape)| shape.clone()),
            Err(_) => self.rest(),
        }
    }

    /// What a field has that is not listed.
    pub(super) fn rest(&self) -> Shape {
        if self.open { Shape::unknown().optional() } else { Shape::absent() }
    }

    /// Whether both have the same fields, as far as that is seen at once.
    pub(super) fn shares_fields(&self, other: &ObjectShape) -> bool {
        Arc::ptr_eq(&self.fields, &other.fields) && self.open == other.open
    }

    /// Whether it says all that the other does, as far as that is seen at once.
    pub(super) fn covers(&self, other: &ObjectShape) -> bool {
        self.shares_fields(other) && (self.made_by.is_none() || self.made_by == other.made_by)
    }

    /// The same, made by this state.
    pub(crate) fn made(&self, by: Maker) -> ObjectShape {
        ObjectShape { made_by: by, ..self.clone() }
    }

    /// The same with another value of one field.
    pub(crate) fn with(&self, name: &str, shape: Shape) -> ObjectShape {
        let mut fields = self.fields.to_vec();
        match fields.binary_search_by(|(field, _)| (**field).cmp(name)) {
            Ok(index) => {
                if let Some((_, field)) = fields.get_mut(index) {
                    *field = shape;
                }
            }
            Err(index) => fields.insert(index, (Arc::from(name), shape)),
        }
        ObjectShape::sorted(fields, self.open, self.made_by)
    }
}

impl Display for ObjectShape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        let mut before = "";
        for (name, shape) in self.fields.iter() {
            let mark = if shape.may_be_absent() { "?" } else { "" };
            let mut present = shape.clone();
            present.kinds = present.kinds.without(Kinds::ABSENT);
            write!(f, "{before}{name}{mark}: {present}")?;
            before = ", ";
        }
        if self.open {
            write!(f, "{before}…")?;
        }
        f.write_str("}")
    }
}

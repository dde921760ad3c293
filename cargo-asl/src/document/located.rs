//! A value of a file together with the places it was written at, whatever the file's format.

use std::borrow::Cow;
use std::ops::Range;

use asl_schema::Segment;
use asl_schema::source::{Content, Node, Repeated, TextMap};
use serde_json::Value;

/// All of a file as a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located {
    pub(crate) value: Value,
    pub(crate) node: Node,
    /// The keys that its objects have twice.
    pub(crate) repeated: Vec<Repeated>,
}

impl Located {
    pub(crate) fn root(&self) -> Place<'_> {
        Place { value: &self.value, node: &self.node }
    }
}

/// A value in a file and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) value: &'a Value,
    pub(crate) node: &'a Node,
}

impl<'a> Place<'a> {
    /// The bytes that mark it: all of a scalar, the first of a list or an object.
    pub(crate) fn mark(self) -> Range<usize> {
        match self.node.content {
            Content::List(_) | Content::Object(_) => self.node.range.start..self.node.range.start + 1,
            _ => self.node.range.clone(),
        }
    }

    pub(crate) fn get(self, key: &str) -> Option<Place<'a>> {
        Some(Place { value: self.value.get(key)?, node: &self.entry(key)?.1 })
    }

    /// The range of the key, of an entry that is there.
    pub(crate) fn key(self, key: &str) -> Option<Range<usize>> {
        self.entry(key).map(|(range, _)| range.clone())
    }

    fn entry(self, key: &str) -> Option<&'a (Range<usize>, Node)> {
        match &self.node.content {
            Content::Object(entries) => entries.get(key),
            _ => None,
        }
    }

    /// What is inside, of a list.
    pub(crate) fn items(self) -> impl Iterator<Item = Place<'a>> {
        let values = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        values.iter().enumerate().filter_map(move |(index, value)| {
            let (_, node) = self.node.child(&Segment::Index(index))?;
            Some(Place { value, node })
        })
    }

    /// What is inside, of an object.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'a str, Place<'a>)> {
        let keys = self.value.as_object().into_iter().flat_map(|object| object.keys());
        keys.filter_map(move |key| Some((key.as_str(), self.get(key)?)))
    }

    /// The only entry of an object with one.
    pub(crate) fn only(self) -> Option<(&'a str, Place<'a>)> {
        let mut entries = self.entries();
        let first = entries.next()?;
        entries.next().is_none().then_some(first)
    }

    /// A string and where each byte of it was written in the file's `text`.
    pub(crate) fn string(self, text: &str) -> Option<(&'a str, Cow<'a, TextMap>)> {
        let value = self.value.as_str()?;
        let map = match &self.node.content {
            Content::Text(map) => Some(Cow::Borrowed(map)),
            Content::JsonString => text
                .get(self.node.range.clone())
                .and_then(|literal| TextMap::of_json_string(literal, self.node.range.start))
                .map(Cow::Owned),
            _ => None,
        };
        // A string whose spelling is not known stands at its range as a whole.
        let whole = || {
            let mut map = TextMap::new(self.node.range.start);
            map.push(value.len(), self.node.range.clone());
            Cow::Owned(map)
        };
        Some((value, map.filter(|map| map.len() == value.len()).unwrap_or_else(whole)))
    }
}

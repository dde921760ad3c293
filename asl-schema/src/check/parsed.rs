//! The code of a machine as trees, for rules that look at the machine as a whole: each string is parsed once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::jsonata::Expr;
use crate::jsonpath::JsonPath;
use crate::resource::Resource;
use crate::template::PathOrIntrinsic;

/// What a string holds.
pub(crate) enum Code<'a> {
    Path(JsonPath<'a>),
    Value(PathOrIntrinsic<'a>),
    Expression(Expr<'a>),
    Resource(Resource<'a>),
}

/// Code by the string that it stands in: by its address, as equal strings of different states are different code.
#[derive(Default)]
pub(crate) struct Parsed<'a> {
    codes: Vec<Code<'a>>,
    /// Where each is in the list: a table of numbers is cheap to enlarge.
    by_address: HashMap<usize, usize, BuildHasherDefault<AddressHasher>>,
}

impl<'a> Parsed<'a> {
    pub(crate) fn insert(&mut self, text: &'a str, code: Code<'a>) {
        self.by_address.insert(address(text), self.codes.len());
        self.codes.push(code);
    }

    fn get(&self, text: &str) -> Option<&Code<'a>> {
        self.codes.get(*self.by_address.get(&address(text))?)
    }

    pub(crate) fn path(&self, text: &str) -> Option<&JsonPath<'a>> {
        match self.get(text)? {
            Code::Path(path) | Code::Value(PathOrIntrinsic::Path(path)) => Some(path),
            _ => None,
        }
    }

    pub(crate) fn value(&self, text: &str) -> Option<&PathOrIntrinsic<'a>> {
        match self.get(text)? {
            Code::Value(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn expression(&self, text: &str) -> Option<&Expr<'a>> {
        match self.get(text)? {
            Code::Expression(expr) => Some(expr),
            _ => None,
        }
    }

    pub(crate) fn resource(&self, text: &str) -> Option<&Resource<'a>> {
        match self.get(text)? {
            Code::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}

/// Where a string stands in memory. No two strings of a machine that hold code stand in the same place, as they are not empty.
pub(crate) fn address(text: &str) -> usize {
    text.as_ptr().addr()
}

/// Spreads addresses: nobody chooses them, so that nothing more is needed.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, address: usize) {
        // Fibonacci hashing (Knuth, "The Art of Computer Programming", 6.4): the high bits are the good ones, and rotated to both ends.
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }
}

//! A position in a part of a text. All that separates in paths is ASCII, so bytes are enough.

use std::ops::Range;

/// Where reading has come to.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of `range`, which it never leaves.
    pub(crate) fn new(text: &'a str, range: Range<usize>) -> Cursor<'a> {
        Cursor { text, at: range.start, end: range.end.min(text.len()) }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The next byte.
    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.ahead(0)
    }

    /// The byte `distance` behind the next one.
    #[inline]
    pub(crate) fn ahead(&self, distance: usize) -> Option<u8> {
        let position = self.at + distance;
        if position < self.end { self.text.as_bytes().get(position).copied() } else { None }
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'a str {
        self.slice(self.at..self.end)
    }

    /// A part of the text; nothing where it would cut a character in two.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.end);
    }

    /// Goes past `byte` if it is next.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.at += 1;
        }
        is_next
    }

    /// Goes past spaces. Jayway knows no other blank here.
    pub(crate) fn skip_spaces(&mut self) {
        self.skip_while(|byte| byte == b' ');
    }

    /// Goes past what `accept` takes and says where that was.
    #[inline]
    pub(crate) fn skip_while(&mut self, accept: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.peek().is_some_and(&accept) {
            self.at += 1;
        }
        start..self.at
    }

    /// The next character and what stands there: its range, empty at the end.
    pub(crate) fn next_char(&self) -> Range<usize> {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.at..self.at + length
    }
}

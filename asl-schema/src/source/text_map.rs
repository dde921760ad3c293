//! From a string's value to the text that spells it: escapes, quotes, folded lines and joined pieces in between.

use std::ops::Range;

/// Where each byte of a decoded string was written.
///
/// A list of pieces: from an offset in the decoded string on, its bytes stand one after the other in the source. What is not copied byte by byte
/// (an escape such as `\n`) is a piece of its own.
///
/// ```
/// use asl_schema::source::TextMap;
/// let map = TextMap::of_json_string(r#""a\u0062c""#, 10).unwrap();
/// assert_eq!(map.range(0..1), 11..12);
/// assert_eq!(map.range(1..2), 12..18);
/// assert_eq!(map.range(2..3), 18..19);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextMap {
    pieces: Vec<Piece>,
    /// The length of the decoded string.
    len: usize,
    /// Where its last byte ends in the source.
    end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    decoded: Range<usize>,
    source: Range<usize>,
}

impl Piece {
    /// Whether each byte of the value is a byte of the source; else all of the source stands for each of them.
    fn is_copied(&self) -> bool {
        self.decoded.len() == self.source.len()
    }
}

impl TextMap {
    /// A map of an empty string at `source`; [`push`](TextMap::push) adds to it.
    pub fn new(source: usize) -> TextMap {
        TextMap { pieces: Vec::new(), len: 0, end: source }
    }

    /// A string that is written as it is, without quotes or escapes.
    pub fn plain(source: Range<usize>) -> TextMap {
        let mut map = TextMap::new(source.start);
        map.push(source.len(), source);
        map
    }

    /// The map of a JSON string literal, quotes included, that begins at `offset`; `None` when it is none.
    pub fn of_json_string(literal: &str, offset: usize) -> Option<TextMap> {
        let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
        let mut map = TextMap::new(offset + 1);
        let (mut at, mut copied) = (0, 0);
        let bytes = inner.as_bytes();
        while let Some(byte) = bytes.get(at) {
            if *byte != b'\\' {
                at += 1;
                continue;
            }
            map.push(at - copied, offset + 1 + copied..offset + 1 + at);
            let (written, decoded) = escape(inner.get(at..)?)?;
            map.push(decoded, offset + 1 + at..offset + 1 + at + written);
            at += written;
            copied = at;
        }
        map.push(at - copied, offset + 1 + copied..offset + 1 + at);
        Some(map)
    }

    /// Adds `decoded` bytes of value that `source` spells.
    pub fn push(&mut self, decoded: usize, source: Range<usize>) {
        self.end = source.end;
        if decoded > 0 {
            self.pieces.push(Piece { decoded: self.len..self.len + decoded, source });
            self.len += decoded;
        }
    }

    /// Adds another map behind this one.
    pub fn append(&mut self, other: &TextMap) {
        for piece in &other.pieces {
            self.push(piece.decoded.len(), piece.source.clone());
        }
        self.end = other.end;
    }

    /// The length of the decoded string in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the decoded string is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where these bytes of the decoded string were written. Never backwards, never past the end.
    pub fn range(&self, decoded: Range<usize>) -> Range<usize> {
        let start = match self.piece(decoded.start) {
            Some(piece) if piece.is_copied() => piece.source.start + (decoded.start - piece.decoded.start),
            Some(piece) => piece.source.start,
            None => self.end,
        };
        // The end of a byte is where that byte ends, not where the next piece begins.
        let last = decoded.end.checked_sub(1).filter(|last| *last >= decoded.start);
        let end = match last.map(|last| (last, self.piece(last))) {
            Some((last, Some(piece))) if piece.is_copied() => piece.source.start + (last - piece.decoded.start) + 1,
            Some((_, Some(piece))) => piece.source.end,
            Some((_, None)) => self.end,
            None => start,
        };
        start..end.max(start)
    }

    /// The map of a part of the decoded string.
    pub fn part(&self, decoded: Range<usize>) -> TextMap {
        let start = self.range(decoded.start..decoded.start).start;
        let mut map = TextMap::new(start);
        let first = self.pieces.partition_point(|piece| piece.decoded.end <= decoded.start);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.decoded.start < decoded.end) {
            let (from, to) = (piece.decoded.start.max(decoded.start), piece.decoded.end.min(decoded.end));
            let source = match piece.is_copied() {
                true => {
                    let start = piece.source.start + (from - piece.decoded.start);
                    start..start + (to - from)
                }
                false => piece.source.clone(),
            };
            map.push(to - from, source);
        }
        map
    }

    /// The map to the text that `outer` leads to, of a string that is written inside a string.
    pub fn through(&self, outer: &TextMap) -> TextMap {
        let mut map = TextMap::new(outer.range(self.end..self.end).start);
        for piece in &self.pieces {
            let source = outer.range(piece.source.clone());
            if piece.is_copied() && source.len() != piece.source.len() {
                // The outer string has escapes in here: byte by byte.
                piece.source.clone().for_each(|byte| map.push(1, outer.range(byte..byte + 1)));
            } else {
                map.push(piece.decoded.len(), source);
            }
        }
        map.end = map.end.max(outer.range(self.end..self.end).start);
        map
    }

    fn piece(&self, decoded: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.decoded.start <= decoded).checked_sub(1)?;
        self.pieces.get(index).filter(|piece| decoded < piece.decoded.end)
    }
}

/// The length of the escape that the text begins with, and of its value in UTF-8.
fn escape(text: &str) -> Option<(usize, usize)> {
    if text.as_bytes().get(1) != Some(&b'u') {
        return text.chars().nth(1).map(|letter| (1 + letter.len_utf8(), 1));
    }
    let unit = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let first = unit(2)?;
    if (0xD800..0xDC00).contains(&first) && text.get(6..8) == Some("\\u") {
        return Some((12, 4));
    }
    Some((6, char::from_u32(first).map_or(3, char::len_utf8)))
}

#[cfg(test)]
mod tests;

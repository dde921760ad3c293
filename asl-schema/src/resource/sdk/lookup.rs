//! Finding an entry in a sorted text without parsing it: a table costs nothing until it is asked, then one pass for its lines, and
//! after that a few comparisons.

use std::sync::OnceLock;

/// A sorted text of lines, each with a word first that is its key.
pub(super) struct Table {
    text: &'static str,
    lines: OnceLock<Vec<&'static str>>,
}

impl Table {
    pub(super) const fn new(text: &'static str) -> Table {
        Table { text, lines: OnceLock::new() }
    }

    /// The lines in order.
    pub(super) fn lines(&self) -> &[&'static str] {
        self.lines.get_or_init(|| self.text.lines().collect())
    }

    /// The line with this key.
    pub(super) fn line(&self, key: &str) -> Option<&'static str> {
        let lines = self.lines();
        let index = lines.binary_search_by(|line| first_word(line).cmp(key)).ok()?;
        lines.get(index).copied()
    }
}

/// The entry of a sorted line that begins with the word `key`; entries are apart by blanks, and their words end at a comma. The tables are
/// ASCII; of a text that is not, an entry may not be found.
pub(super) fn find<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = text.get(low..middle)?.rfind(' ').map_or(low, |at| low + at + 1);
        let end = text.get(middle..high)?.find(' ').map_or(high, |at| middle + at);
        let entry = text.get(start..end)?;
        match first_word(entry).cmp(key) {
            std::cmp::Ordering::Equal => return Some(entry),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// An entry's key.
pub(super) fn first_word(entry: &str) -> &str {
    word_end(entry).and_then(|end| entry.get(..end)).unwrap_or(entry)
}

/// What follows the key.
pub(super) fn behind(entry: &str) -> &str {
    word_end(entry).and_then(|end| entry.get(end + 1..)).unwrap_or_default()
}

fn word_end(entry: &str) -> Option<usize> {
    entry.bytes().position(|byte| byte == b' ' || byte == b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the slow way, for every key there is and for its neighbours.
    #[test]
    fn bisecting_finds_what_looking_at_every_entry_finds() {
        for text in ["a,1 ab,2 b,3 ba", "a,1 b", "a", ""] {
            for key in ["", "a", "ab", "abc", "b", "ba", "bb", "c", "é"] {
                let slow = text.split(' ').find(|entry| !key.is_empty() && first_word(entry) == key);
                assert_eq!(find(text, key), slow, "{key:?} in {text:?}");
            }
        }
    }

    #[test]
    fn the_key_is_not_among_what_follows_it() {
        assert_eq!((first_word("putItem,!Item,Tags"), behind("putItem,!Item,Tags")), ("putItem", "!Item,Tags"));
        assert_eq!((first_word("sts"), behind("sts")), ("sts", ""));
    }
}

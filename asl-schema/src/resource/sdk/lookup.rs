//! Finding an entry in a sorted text without parsing it: the tables cost nothing until they are asked, and then a few comparisons.

/// The entry of `text` that begins with the word `key`; the entries are apart by `separator` and sorted by the bytes of their first words,
/// which end at a blank or a comma. The tables are ASCII; of a text that is not, an entry may not be found.
pub(super) fn find<'t>(text: &'t str, separator: char, key: &str) -> Option<&'t str> {
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = text.get(low..middle)?.rfind(separator).map_or(low, |at| low + at + 1);
        let end = text.get(middle..high)?.find(separator).map_or(high, |at| middle + at);
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
    entry.find([' ', ',']).and_then(|end| entry.get(..end)).unwrap_or(entry)
}

/// What follows the key.
pub(super) fn behind(entry: &str) -> &str {
    entry.find([' ', ',']).and_then(|end| entry.get(end + 1..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the slow way, for every key there is and for its neighbours.
    #[test]
    fn bisecting_finds_what_looking_at_every_entry_finds() {
        let texts = ["a 1\nab 2\nb,3\nba\n", "a 1\nb", "a", "", "\n"];
        for text in texts {
            for key in ["", "a", "ab", "abc", "b", "ba", "bb", "c"] {
                let slow = text.lines().find(|line| !key.is_empty() && first_word(line) == key);
                let found = find(text, '\n', key).filter(|entry| !entry.is_empty());
                assert_eq!(found, slow, "{key:?} in {text:?}");
            }
        }
    }

    #[test]
    fn the_key_is_not_among_what_follows_it() {
        assert_eq!((first_word("putItem,!Item,Tags"), behind("putItem,!Item,Tags")), ("putItem", "!Item,Tags"));
        assert_eq!((first_word("sts"), behind("sts")), ("sts", ""));
    }
}

//! The parts of an ARN, apart by colons, with their places. What stands in `${…}` is one piece, whatever is in it.

use std::ops::Range;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl<'a> Part<'a> {
    pub(super) fn whole(text: &'a str) -> Part<'a> {
        Part { text, start: 0 }
    }

    pub(super) fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The empty place behind it.
    pub(super) fn end(self) -> Range<usize> {
        let end = self.start + self.text.len();
        end..end
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// Whether a part of it is filled in later.
    pub(super) fn has_placeholder(self) -> bool {
        placeholder(self.text).is_some()
    }

    /// The text, if nothing in it is filled in later.
    pub(super) fn known(self) -> Option<&'a str> {
        (!self.has_placeholder()).then_some(self.text)
    }

    /// What stands before and behind the first `separator` outside placeholders.
    pub(super) fn split(self, separator: char) -> Option<(Part<'a>, Part<'a>)> {
        let mut from = 0;
        loop {
            let rest = self.text.get(from..)?;
            let hole = placeholder(rest);
            let plain = hole.as_ref().map_or(Some(rest), |hole| rest.get(..hole.start))?;
            match (plain.find(separator), hole) {
                (Some(at), _) => return Some((self.until(from + at), self.from(from + at + separator.len_utf8()))),
                (None, Some(hole)) => from += hole.end,
                (None, None) => return None,
            }
        }
    }

    /// The first `at` bytes.
    pub(super) fn until(self, at: usize) -> Part<'a> {
        Part { text: self.text.get(..at).unwrap_or(self.text), ..self }
    }

    /// What follows the first `at` bytes.
    pub(super) fn from(self, at: usize) -> Part<'a> {
        Part { text: self.text.get(at..).unwrap_or_default(), start: self.start + at.min(self.text.len()) }
    }
}

/// The first `${…}`, or `#{…}` as a plugin of the Serverless Framework has it for what CloudFormation knows. An opened one that nothing
/// closes is plain text, as it is for CloudFormation.
fn placeholder(text: &str) -> Option<Range<usize>> {
    let start = text.as_bytes().windows(2).position(|pair| matches!(pair, b"${" | b"#{"))?;
    let length = text.get(start..)?.find('}')?;
    Some(start..start + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_in_placeholders_separate_nothing() {
        let (arn, rest) = Part::whole("arn:${AWS::Partition}:states:::a:b").split(':').unwrap();
        let (partition, rest) = rest.split(':').unwrap();
        assert_eq!((arn.text, arn.known()), ("arn", Some("arn")));
        assert_eq!((partition.text, partition.known(), partition.start), ("${AWS::Partition}", None, 4));
        assert_eq!((rest.text, rest.span()), ("states:::a:b", 22..34));
    }

    #[test]
    fn pseudo_parameters_of_the_serverless_framework_are_placeholders() {
        let (region, rest) = Part::whole("#{AWS::Region}:#{AWS::AccountId}:function").split(':').unwrap();
        assert_eq!((region.text, region.known(), rest.text), ("#{AWS::Region}", None, "#{AWS::AccountId}:function"));
    }

    #[test]
    fn an_open_placeholder_is_text_and_costs_no_more_than_text() {
        let text = "${".repeat(500_000) + ":x";
        let (before, after) = Part::whole(&text).split(':').unwrap();
        assert_eq!((before.text.len(), after.text), (1_000_000, "x"));
        let text = "${a}".repeat(500_000) + ":x";
        assert_eq!(Part::whole(&text).split(':').unwrap().1.text, "x");
    }
}

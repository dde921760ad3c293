//! Text with holes: a string of the definition, cut at its `${Name}` placeholders.
//!
//! In: any string of a definition or of a grant. Out: its pieces, which the template turns into intrinsic functions and the policy
//! document into plain text. Nothing here knows what a placeholder is bound to.

/// One piece of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// Text that stands for itself.
    Literal(String),
    /// `${Name}`: filled in at deployment.
    Hole(String),
    /// A value that CloudFormation knows about the stack.
    Pseudo(Pseudo),
    /// Part of the ARN or URL in a hole: `split(value, delimiter)[index]`.
    Part {
        /// The placeholder.
        hole: String,
        /// Where the value is split.
        delimiter: &'static str,
        /// Which part, from 0.
        index: usize,
        /// What the part is, to name it where nothing can be split: `Name`.
        word: &'static str,
    },
    /// An attribute of a resource of the template: logical id and attribute.
    Attribute(String, String),
    /// `Ref` of a resource of the template.
    Reference(String),
}

/// A pseudo parameter of CloudFormation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pseudo {
    /// `AWS::Partition`: `aws`, `aws-cn`, `aws-us-gov`.
    Partition,
    /// `AWS::Region`.
    Region,
    /// `AWS::AccountId`.
    Account,
    /// `AWS::StackName`.
    StackName,
}

impl Pseudo {
    /// The name in a template.
    pub(crate) fn cloudformation(self) -> &'static str {
        match self {
            Pseudo::Partition => "AWS::Partition",
            Pseudo::Region => "AWS::Region",
            Pseudo::Account => "AWS::AccountId",
            Pseudo::StackName => "AWS::StackName",
        }
    }

    /// The name in a document that other tools fill in.
    pub(crate) fn plain(self) -> &'static str {
        match self {
            Pseudo::Partition => "Partition",
            Pseudo::Region => "Region",
            Pseudo::Account => "AccountId",
            Pseudo::StackName => "StackName",
        }
    }

    fn from_cloudformation(name: &str) -> Option<Pseudo> {
        [Pseudo::Partition, Pseudo::Region, Pseudo::Account, Pseudo::StackName]
            .into_iter()
            .find(|pseudo| pseudo.cloudformation() == name)
    }
}

/// A string in pieces; neighbouring literals are always one piece, and no literal is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Text {
    pieces: Vec<Piece>,
}

impl Text {
    /// Text without holes.
    pub(crate) fn literal(text: impl Into<String>) -> Text {
        let mut made = Text::default();
        made.push_str(&text.into());
        made
    }

    /// Cuts a string of a definition at its placeholders. What looks like a placeholder but is none stays literal.
    pub(crate) fn parse(text: &str) -> Text {
        let mut made = Text::default();
        for part in parts(text) {
            match part {
                Part::Text(text) | Part::Malformed(text) => made.push_str(text),
                Part::Placeholder(name) => made.push(Piece::Hole(name.to_owned())),
                Part::Pseudo(name) => match Pseudo::from_cloudformation(name) {
                    Some(pseudo) => made.push(Piece::Pseudo(pseudo)),
                    None => made.push_str(&format!("${{{name}}}")),
                },
            }
        }
        made
    }

    /// The pieces.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text, when it has no holes.
    pub(crate) fn as_literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The literal text up to the first hole.
    pub(crate) fn leading(&self) -> &str {
        match self.pieces.first() {
            Some(Piece::Literal(text)) => text,
            _ => "",
        }
    }

    /// The placeholder, when the whole text is one.
    pub(crate) fn as_hole(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Hole(name)] => Some(name),
            _ => None,
        }
    }

    /// Adds a piece.
    pub(crate) fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Literal(text) => self.push_str(&text),
            other => self.pieces.push(other),
        }
    }

    /// Adds literal text.
    pub(crate) fn push_str(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Literal(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Literal(text.to_owned())),
        }
    }

    /// Adds another text.
    pub(crate) fn extend(&mut self, other: &Text) {
        for piece in &other.pieces {
            self.push(piece.clone());
        }
    }

    /// This text with `suffix` after it.
    pub(crate) fn with(mut self, suffix: &str) -> Text {
        self.push_str(suffix);
        self
    }

    /// This text with some holes replaced by known text.
    pub(crate) fn fill(&self, known: &dyn Fn(&str) -> Option<String>) -> Text {
        let mut made = Text::default();
        for piece in &self.pieces {
            match piece {
                Piece::Hole(name) => match known(name) {
                    Some(text) => made.push_str(&text),
                    None => made.push(piece.clone()),
                },
                other => made.push(other.clone()),
            }
        }
        made
    }

    /// The text after the first `end` in its literal start, with everything behind it: `arn:aws:s3:::b` after `:::` is `b`.
    pub(crate) fn after_last(&self, end: char) -> Text {
        let mut made = Text::default();
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Literal(text) if index == 0 => {
                    made.push_str(text.rsplit_once(end).map_or(text.as_str(), |(_, rest)| rest));
                }
                other => made.push(other.clone()),
            }
        }
        made
    }
}

/// What stands in a string, in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// The name in `${Name}`: a letter, then letters, digits and `_`.
    Placeholder(&'a str),
    /// The name in `${AWS::Name}`.
    Pseudo(&'a str),
    /// `${` with something else behind it, up to the brace or the end.
    Malformed(&'a str),
}

/// Cuts a string at each `${`.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, hole) = rest.split_at(start);
        if !before.is_empty() {
            found.push(Part::Text(before));
        }
        let Some(close) = hole.find('}') else {
            found.push(Part::Malformed(hole));
            return found;
        };
        let (hole, after) = hole.split_at(close + 1);
        let name = &hole[2..hole.len() - 1];
        found.push(if is_placeholder_name(name) {
            Part::Placeholder(name)
        } else if name.starts_with("AWS::") {
            Part::Pseudo(name)
        } else {
            Part::Malformed(hole)
        });
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Part::Text(rest));
    }
    found
}

/// Whether CloudFormation, SAM and Terraform's `templatefile` all take this name in `${…}`.
pub(crate) fn is_placeholder_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '_')
}

#[cfg(test)]
mod tests;

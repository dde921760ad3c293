//! `=~`: Java's regular expressions, as far as another engine is sure to agree.

use regex::{Regex, RegexBuilder};

use super::PathError;

/// A pattern that is matched against the whole text, as `Matcher.matches` does.
#[derive(Clone)]
pub(super) struct Pattern {
    regex: Regex,
    /// Whether it asks for kinds of characters, which Java means in ASCII and this engine in Unicode.
    has_classes: bool,
}

impl Pattern {
    pub(super) fn new(pattern: &str, flags: &str) -> Result<Pattern, PathError> {
        let unsupported = || PathError::Unsupported(format!("the regular expression `/{pattern}/{flags}`"));
        // `&&` in a class, possessive `++` and friends read otherwise here or not at all.
        let is_only_java = ["&&", "++", "*+", "?+", "}+", "\\Q", "\\Z", "\\h", "\\R", "\\X", "\\G"];
        if is_only_java.iter().any(|sign| pattern.contains(sign)) {
            return Err(unsupported());
        }
        // Jayway keeps the backslash before the slash that it lets one write.
        let anchored = format!("^(?:{})$", pattern.replace("\\/", "/"));
        let mut builder = RegexBuilder::new(&anchored);
        for flag in flags.chars() {
            match flag {
                'i' => builder.case_insensitive(true),
                's' => builder.dot_matches_new_line(true),
                'x' => builder.ignore_whitespace(true),
                _ => return Err(unsupported()),
            };
        }
        let regex = builder.build().map_err(|_| unsupported())?;
        let has_classes = flags.contains('i')
            || ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B"].iter().any(|class| pattern.contains(class));
        Ok(Pattern { regex, has_classes })
    }

    pub(super) fn matches(&self, text: &str) -> Result<bool, PathError> {
        if self.has_classes && !text.is_ascii() {
            return Err(PathError::Unsupported("a regular expression with classes on a text outside ASCII".to_owned()));
        }
        Ok(self.regex.is_match(text))
    }
}

//! Words that no recording and no measurement supports.
//!
//! Where AWS is known to fail and not known with which words, a sentence stands here and nowhere else: what it says may be wrong, that something is
//! said is right. [`TABLE`] lists them all. A sentence leaves this file when AWS was seen to say it.

use std::fmt::Display;

/// A sentence and when it is said. `{}` stands for what the case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// When it is said.
    pub when: &'static str,
    /// What is said.
    pub text: &'static str,
}

impl Sentence {
    /// The sentence about these things, in order.
    pub(crate) fn fill(&self, things: &[&dyn Display]) -> String {
        let mut parts = self.text.split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (part, thing) in parts.zip(things) {
            text.push_str(&thing.to_string());
            text.push_str(part);
        }
        text
    }
}

macro_rules! sentences {
    ($($name:ident: $when:literal => $text:literal;)*) => {
        $(pub(crate) const $name: Sentence = Sentence { when: $when, text: $text };)*

        /// All of them.
        pub const TABLE: &[Sentence] = &[$($name),*];
    };
}

sentences! {
    VARIABLES: "the variables of an execution exceed 10 MiB" =>
        "The state/task '{}' assigned variables with a total size exceeding the maximum number of bytes service limit.";
}

//! What all three expression parsers say when a text is not what it should be.

use std::ops::Range;

/// Why an expression, a path or an intrinsic function does not parse, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The code that JSONata gives the error (`S0202`); none for paths and intrinsic functions.
    pub code: Option<&'static str>,
    /// What was found and what was expected. For JSONata it is the reference's own sentence, which is what AWS answers.
    pub message: String,
    /// The offending bytes of the text that was parsed; empty at its end when something is missing there.
    pub span: Range<usize>,
    /// What to write instead, where that is known.
    pub help: Option<String>,
}

impl SyntaxError {
    /// An error without a code.
    pub fn new(message: impl Into<String>, span: Range<usize>) -> SyntaxError {
        SyntaxError { code: None, message: message.into(), span, help: None }
    }

    /// Says what to write instead.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> SyntaxError {
        self.help = Some(help.into());
        self
    }

    /// Says which of JSONata's codes it has.
    #[must_use]
    pub fn with_code(mut self, code: &'static str) -> SyntaxError {
        self.code = Some(code);
        self
    }

    /// The same error in a text in which the parsed one begins at `offset`.
    #[must_use]
    pub fn shifted(mut self, offset: usize) -> SyntaxError {
        self.span = self.span.start + offset..self.span.end + offset;
        self
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.message, self.span.start)
    }
}

impl std::error::Error for SyntaxError {}

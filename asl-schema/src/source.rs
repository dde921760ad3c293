//! Where things were written: in a text or in Rust code.

mod document;
mod lines;
mod text_map;
mod tree;

use indexmap::IndexMap;

pub use document::Document;
pub(crate) use document::Form;
pub use lines::Lines;
pub(crate) use lines::offset_of;
pub use text_map::TextMap;
pub use tree::{Content, Node, Repeated};

/// A place in a source file, such as the statement of a workflow function that became a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// The file as the compiler names it (`file!()`).
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl std::fmt::Display for SourceLocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// For machines made by Rust code: the statement behind each state, by state name, and the function behind the whole machine.
///
/// All `Origins` compare equal, so that two machines are equal when their definitions are.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    machine: Option<SourceLocation>,
    states: IndexMap<String, SourceLocation>,
}

impl Origins {
    /// Says where the machine as a whole comes from.
    pub fn set_machine(&mut self, location: SourceLocation) {
        self.machine = Some(location);
    }

    /// Says where the state `name` comes from, at whatever depth it stands.
    pub fn set_state(&mut self, name: impl Into<String>, location: SourceLocation) {
        self.states.insert(name.into(), location);
    }

    /// Where the machine as a whole comes from.
    pub fn machine(&self) -> Option<&SourceLocation> {
        self.machine.as_ref()
    }

    /// Where the state `name` comes from.
    pub fn state(&self, name: &str) -> Option<&SourceLocation> {
        self.states.get(name)
    }
}

impl PartialEq for Origins {
    fn eq(&self, _: &Origins) -> bool {
        true
    }
}

/// A range in the text that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub start: Position,
    /// Where it ends: the first place after it.
    pub end: Position,
}

/// A place in the text that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// In bytes from 0.
    pub offset: usize,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// `line:column` of the beginning.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.start.line, self.start.column)
    }
}

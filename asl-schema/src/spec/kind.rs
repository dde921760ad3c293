//! What a field of the language is.

use crate::model::{QueryLanguage, StateType};

/// An object of the language that has fields of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The definition itself.
    Machine,
    /// A state of this type.
    State(StateType),
    /// An entry of `Branches`.
    Branch,
    /// `ItemProcessor` or `Iterator`.
    Processor,
    /// `ProcessorConfig`.
    ProcessorConfig,
    /// An entry of `Retry`.
    Retrier,
    /// An entry of `Catch`.
    Catcher,
    /// An entry of `Choices`, or a rule inside `And`, `Or`, `Not`.
    ChoiceRule,
    /// `ItemReader`.
    ItemReader,
    /// `ReaderConfig`.
    ReaderConfig,
    /// `ItemBatcher`.
    ItemBatcher,
    /// `ResultWriter`.
    ResultWriter,
    /// `WriterConfig`.
    WriterConfig,
}

impl Place {
    /// Every place.
    pub fn all() -> impl Iterator<Item = Place> {
        let states = StateType::ALL.into_iter().map(Place::State);
        let others = [
            Place::Branch,
            Place::Processor,
            Place::ProcessorConfig,
            Place::Retrier,
            Place::Catcher,
            Place::ChoiceRule,
            Place::ItemReader,
            Place::ReaderConfig,
            Place::ItemBatcher,
            Place::ResultWriter,
            Place::WriterConfig,
        ];
        std::iter::once(Place::Machine).chain(states).chain(others)
    }

    /// Its position in [`Place::all`].
    pub(crate) fn index(self) -> usize {
        match self {
            Place::Machine => 0,
            Place::State(kind) => 1 + kind as usize,
            Place::Branch => 9,
            Place::Processor => 10,
            Place::ProcessorConfig => 11,
            Place::Retrier => 12,
            Place::Catcher => 13,
            Place::ChoiceRule => 14,
            Place::ItemReader => 15,
            Place::ReaderConfig => 16,
            Place::ItemBatcher => 17,
            Place::ResultWriter => 18,
            Place::WriterConfig => 19,
        }
    }

    /// Whether AWS is known to refuse fields here that it does not know. For the objects of a Distributed Map, which grew most in the
    /// last years, that is not certain.
    pub fn is_closed(self) -> bool {
        !matches!(
            self,
            Place::ProcessorConfig
                | Place::ItemReader
                | Place::ReaderConfig
                | Place::ItemBatcher
                | Place::ResultWriter
                | Place::WriterConfig
        )
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Machine => f.write_str("the state machine"),
            Place::State(kind) => write!(f, "a {kind} state"),
            Place::Branch => f.write_str("a branch"),
            Place::Processor => f.write_str("an item processor"),
            Place::ProcessorConfig => f.write_str("`ProcessorConfig`"),
            Place::Retrier => f.write_str("a retrier"),
            Place::Catcher => f.write_str("a catcher"),
            Place::ChoiceRule => f.write_str("a choice rule"),
            Place::ItemReader => f.write_str("`ItemReader`"),
            Place::ReaderConfig => f.write_str("`ReaderConfig`"),
            Place::ItemBatcher => f.write_str("`ItemBatcher`"),
            Place::ResultWriter => f.write_str("`ResultWriter`"),
            Place::WriterConfig => f.write_str("`WriterConfig`"),
        }
    }
}

/// In which query languages a field is legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// In both.
    Both,
    /// In JSONPath states only.
    JsonPath,
    /// In JSONata states only.
    Jsonata,
}

impl Language {
    /// Whether the field may stand in a state of that language.
    pub fn allows(self, language: QueryLanguage) -> bool {
        match self {
            Language::Both => true,
            Language::JsonPath => language == QueryLanguage::JsonPath,
            Language::Jsonata => language == QueryLanguage::Jsonata,
        }
    }
}

/// What a path is for, which decides what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// Any path: into the data, the context object or a variable.
    Any,
    /// A path to a single place in the data, a variable or the context object.
    Reference,
    /// The same without the context object (`Value is not a Reference Path`).
    ReferenceOutsideContext,
    /// Where a result is put: a single place in the data.
    Result,
    /// Any path, or an intrinsic function that gives a text.
    Text,
}

/// Of which type a field's value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A string.
    Text,
    /// A string, or in JSONata an expression that gives one.
    TextOrExpression,
    /// A path of this sort.
    Path(PathKind),
    /// `true` or `false`.
    Flag,
    /// Any JSON, as it is.
    Json,
    /// Any JSON with paths, intrinsic functions or expressions in it: a payload template.
    Payload,
    /// A payload template that is an object, its keys of the author's choosing.
    PayloadObject,
    /// A path of this sort, or `null`.
    DataPath(PathKind),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An integer from … to ….
    Integer(f64, f64),
    /// A number from … to ….
    Number(f64, f64),
    /// An integer from … to …, or in JSONata an expression.
    IntegerOrExpression(f64, f64),
    /// A number from … to …, or in JSONata an expression.
    NumberOrExpression(f64, f64),
    /// A JSONata expression or a boolean.
    Condition,
    /// A list of strings.
    Texts,
    /// An object of the language.
    Node(Place),
    /// A list of objects of the language.
    Nodes(Place),
    /// The states of a scope by name.
    States,
    /// The operand of a comparison; of which type says the operator.
    Operand,
}

/// One field of one kind of object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The JSON key.
    pub name: &'static str,
    /// Where it is legal.
    pub language: Language,
    /// Of which type it is.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn every_place_has_its_index() {
        let indices: Vec<usize> = Place::all().map(Place::index).collect();
        assert_eq!(indices, (0..indices.len()).collect::<Vec<_>>());
    }
}

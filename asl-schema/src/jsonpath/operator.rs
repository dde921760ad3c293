//! What two sides of a condition can be compared by.

/// An operator of a filter. Words are read in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `==`: equal; a number equals the text that reads so.
    Equal,
    /// `===`: equal, and of the same type.
    SameEqual,
    /// `!=`
    NotEqual,
    /// `!==`
    NotSameEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=~`: the left side matches a regular expression as a whole.
    Matches,
    /// `in`: the left side is an element of the right one.
    In,
    /// `nin`: it is none.
    NotIn,
    /// `subsetof`: every element of the left side is in the right one.
    SubsetOf,
    /// `anyof`: the two have an element in common.
    AnyOf,
    /// `noneof`: they have none in common.
    NoneOf,
    /// `contains`: the left side, a list or a text, contains the right one.
    Contains,
    /// `all`: the left side contains every element of the right one.
    All,
    /// `size`: the left side, a list or a text, is that long.
    Size,
    /// `empty`: whether the left side is an empty list or text; the right side is `true` or `false`.
    Empty,
    /// `type`: the left side's type.
    Type,
    /// `exists`: whether the left side is there; the right side is `true` or `false`.
    Exists,
}

impl Operator {
    const ALL: [(&'static str, Operator); 20] = [
        ("==", Operator::Equal),
        ("===", Operator::SameEqual),
        ("!=", Operator::NotEqual),
        ("!==", Operator::NotSameEqual),
        ("<", Operator::Less),
        ("<=", Operator::LessOrEqual),
        (">", Operator::Greater),
        (">=", Operator::GreaterOrEqual),
        ("=~", Operator::Matches),
        ("in", Operator::In),
        ("nin", Operator::NotIn),
        ("subsetof", Operator::SubsetOf),
        ("anyof", Operator::AnyOf),
        ("noneof", Operator::NoneOf),
        ("contains", Operator::Contains),
        ("all", Operator::All),
        ("size", Operator::Size),
        ("empty", Operator::Empty),
        ("type", Operator::Type),
        ("exists", Operator::Exists),
    ];

    /// The operator written so.
    pub fn read(text: &str) -> Option<Operator> {
        Operator::ALL.iter().find(|(written, _)| written.eq_ignore_ascii_case(text)).map(|(_, operator)| *operator)
    }

    /// How each operator is written.
    pub fn spellings() -> impl Iterator<Item = &'static str> {
        Operator::ALL.iter().map(|(written, _)| *written)
    }
}

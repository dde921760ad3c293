//! The operators: how they are written and how strongly they bind.

/// Everything that is written with signs, and the three operators that are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Dot,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    Comma,
    At,
    Hash,
    Semicolon,
    Colon,
    Question,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Bar,
    Equal,
    Less,
    Greater,
    Caret,
    StarStar,
    DotDot,
    ColonEqual,
    NotEqual,
    LessEqual,
    GreaterEqual,
    TildeGreater,
    QuestionColon,
    QuestionQuestion,
    And,
    Or,
    In,
    Ampersand,
    /// Signs that end a name but are no operator.
    Exclamation,
    Tilde,
}

impl Operator {
    pub(super) fn text(self) -> &'static str {
        match self {
            Operator::Dot => ".",
            Operator::OpenBracket => "[",
            Operator::CloseBracket => "]",
            Operator::OpenBrace => "{",
            Operator::CloseBrace => "}",
            Operator::OpenParen => "(",
            Operator::CloseParen => ")",
            Operator::Comma => ",",
            Operator::At => "@",
            Operator::Hash => "#",
            Operator::Semicolon => ";",
            Operator::Colon => ":",
            Operator::Question => "?",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Star => "*",
            Operator::Slash => "/",
            Operator::Percent => "%",
            Operator::Bar => "|",
            Operator::Equal => "=",
            Operator::Less => "<",
            Operator::Greater => ">",
            Operator::Caret => "^",
            Operator::StarStar => "**",
            Operator::DotDot => "..",
            Operator::ColonEqual => ":=",
            Operator::NotEqual => "!=",
            Operator::LessEqual => "<=",
            Operator::GreaterEqual => ">=",
            Operator::TildeGreater => "~>",
            Operator::QuestionColon => "?:",
            Operator::QuestionQuestion => "??",
            Operator::And => "and",
            Operator::Or => "or",
            Operator::In => "in",
            Operator::Ampersand => "&",
            Operator::Exclamation => "!",
            Operator::Tilde => "~",
        }
    }

    /// How strongly it binds what stands left of it; 0 for what cannot follow an operand. The numbers are the reference's.
    pub(super) fn power(self) -> u8 {
        match self {
            Operator::OpenBracket | Operator::OpenParen | Operator::At | Operator::Hash => 80,
            Operator::Dot => 75,
            Operator::OpenBrace => 70,
            Operator::Star | Operator::Slash | Operator::Percent => 60,
            Operator::Plus | Operator::Minus | Operator::Ampersand => 50,
            Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessEqual
            | Operator::Greater
            | Operator::GreaterEqual
            | Operator::In
            | Operator::Caret
            | Operator::TildeGreater
            | Operator::QuestionColon
            | Operator::QuestionQuestion => 40,
            Operator::And => 30,
            Operator::Or => 25,
            Operator::Question => 20,
            Operator::ColonEqual => 10,
            Operator::CloseBracket
            | Operator::CloseBrace
            | Operator::CloseParen
            | Operator::Comma
            | Operator::Semicolon
            | Operator::Colon
            | Operator::Bar
            | Operator::StarStar
            | Operator::DotDot
            | Operator::Exclamation
            | Operator::Tilde => 0,
        }
    }

    /// The operator of a [`Binary`](super::Binary), if it makes one.
    pub(super) fn binary(self) -> Option<BinaryOperator> {
        Some(match self {
            Operator::Plus => BinaryOperator::Add,
            Operator::Minus => BinaryOperator::Subtract,
            Operator::Star => BinaryOperator::Multiply,
            Operator::Slash => BinaryOperator::Divide,
            Operator::Percent => BinaryOperator::Remainder,
            Operator::Ampersand => BinaryOperator::Concatenate,
            Operator::Equal => BinaryOperator::Equal,
            Operator::NotEqual => BinaryOperator::NotEqual,
            Operator::Less => BinaryOperator::Less,
            Operator::LessEqual => BinaryOperator::LessEqual,
            Operator::Greater => BinaryOperator::Greater,
            Operator::GreaterEqual => BinaryOperator::GreaterEqual,
            Operator::In => BinaryOperator::In,
            Operator::And => BinaryOperator::And,
            Operator::Or => BinaryOperator::Or,
            Operator::TildeGreater => BinaryOperator::Apply,
            Operator::QuestionColon => BinaryOperator::Default,
            Operator::QuestionQuestion => BinaryOperator::Coalesce,
            _ => return None,
        })
    }
}

/// The operators that stand between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `&`
    Concatenate,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `in`
    In,
    /// `and`
    And,
    /// `or`
    Or,
    /// `..`, only as an item of an array
    Range,
    /// `~>`: call the right with the left, or compose two functions.
    Apply,
    /// `?:`, not before JSONata 2.1: the left if it is true, else the right.
    Default,
    /// `??`, not before JSONata 2.1: the left if it exists, else the right.
    Coalesce,
}

impl BinaryOperator {
    /// As it is written.
    pub fn text(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Subtract => "-",
            BinaryOperator::Multiply => "*",
            BinaryOperator::Divide => "/",
            BinaryOperator::Remainder => "%",
            BinaryOperator::Concatenate => "&",
            BinaryOperator::Equal => "=",
            BinaryOperator::NotEqual => "!=",
            BinaryOperator::Less => "<",
            BinaryOperator::LessEqual => "<=",
            BinaryOperator::Greater => ">",
            BinaryOperator::GreaterEqual => ">=",
            BinaryOperator::In => "in",
            BinaryOperator::And => "and",
            BinaryOperator::Or => "or",
            BinaryOperator::Range => "..",
            BinaryOperator::Apply => "~>",
            BinaryOperator::Default => "?:",
            BinaryOperator::Coalesce => "??",
        }
    }

    /// Whether JSONata 2.0.6, which Step Functions speaks, does not know it.
    pub fn is_later_than_2_0_6(self) -> bool {
        matches!(self, BinaryOperator::Default | BinaryOperator::Coalesce)
    }

    /// Whether it is a comparison, `in`, `and` or `or`.
    pub fn is_predicate(self) -> bool {
        matches!(
            self,
            BinaryOperator::Equal
                | BinaryOperator::NotEqual
                | BinaryOperator::Less
                | BinaryOperator::LessEqual
                | BinaryOperator::Greater
                | BinaryOperator::GreaterEqual
                | BinaryOperator::In
                | BinaryOperator::And
                | BinaryOperator::Or
        )
    }
}

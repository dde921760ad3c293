//! The Choice state and its rules.

use serde_json::Value;

use super::setters::{assigns, setters};
use super::{DataPath, Object, QueryLanguage};

/// `"Type": "Choice"`: goes where the first rule that holds says. It can neither retry nor catch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choice {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `Choices`: at least one, tried in order.
    pub choices: Vec<ChoiceRule>,
    /// `Default`: where to go when no rule holds. Without it such an execution fails.
    pub default: Option<String>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata), used when no rule holds.
    pub output: Option<Value>,
    /// `Assign`, used when no rule holds.
    pub assign: Option<Object>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// One entry of `Choices`, or a rule nested in `And`, `Or`, `Not`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChoiceRule {
    /// `Comment`.
    pub comment: Option<String>,
    /// What must hold.
    pub test: Test,
    /// `Assign`, used when this rule is the one that holds.
    pub assign: Option<Object>,
    /// `Output` (JSONata), used when this rule is the one that holds.
    pub output: Option<Value>,
    /// `Next`: required at the top of `Choices`, illegal in a nested rule.
    pub next: Option<String>,
    /// Fields that the model has no place for, such as a second operator, in the order they were written.
    pub extra: Object,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Test {
    /// Nothing was written; refused by the checker.
    #[default]
    Absent,
    /// `Condition` (JSONata).
    Condition(Condition),
    /// `Variable` and one of the 39 operators (JSONPath).
    Compare(Comparison),
    /// `And` (JSONPath): all must hold.
    And(Vec<ChoiceRule>),
    /// `Or` (JSONPath): one must hold.
    Or(Vec<ChoiceRule>),
    /// `Not` (JSONPath).
    Not(Box<ChoiceRule>),
}

/// The value of `Condition`: a `{% … %}` string, or a literal boolean, which AWS takes too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// A JSONata expression with its `{%` and `%}`.
    Expression(String),
    /// `true` or `false`.
    Literal(bool),
}

/// `{"Variable": "$.n", "NumericGreaterThan": 3}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// `Variable`: a path, a context path or a `$variable`. Empty stands for a missing field.
    pub variable: String,
    /// Which operator.
    pub operator: Operator,
    /// The operator's value; of which JSON type says [`Operator::operand`].
    pub operand: Value,
}

/// The JSON type that an operator compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperandKind {
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An RFC 3339 string.
    Timestamp,
    /// A reference path to the value that is compared with.
    Path,
}

macro_rules! operators {
    ($($name:ident $kind:ident),* $(,)?) => {
        /// The 39 comparison operators of JSONPath rules; the variant is the field's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the variants are AWS's operator names")]
        pub enum Operator { $($name),* }

        impl Operator {
            /// All 39, in the order of the language specification.
            pub const ALL: &'static [Operator] = &[$(Operator::$name),*];

            /// The field's name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Operator::$name => stringify!($name)),* }
            }

            /// The operator of that exact name.
            pub fn from_word(word: &str) -> Option<Operator> {
                match word { $(stringify!($name) => Some(Operator::$name),)* _ => None }
            }

            /// What the operator compares with.
            pub fn operand(self) -> OperandKind {
                match self { $(Operator::$name => OperandKind::$kind),* }
            }
        }
    };
}

operators! {
    StringEquals String, StringEqualsPath Path,
    StringLessThan String, StringLessThanPath Path,
    StringGreaterThan String, StringGreaterThanPath Path,
    StringLessThanEquals String, StringLessThanEqualsPath Path,
    StringGreaterThanEquals String, StringGreaterThanEqualsPath Path,
    StringMatches String,
    NumericEquals Number, NumericEqualsPath Path,
    NumericLessThan Number, NumericLessThanPath Path,
    NumericGreaterThan Number, NumericGreaterThanPath Path,
    NumericLessThanEquals Number, NumericLessThanEqualsPath Path,
    NumericGreaterThanEquals Number, NumericGreaterThanEqualsPath Path,
    BooleanEquals Boolean, BooleanEqualsPath Path,
    TimestampEquals Timestamp, TimestampEqualsPath Path,
    TimestampLessThan Timestamp, TimestampLessThanPath Path,
    TimestampGreaterThan Timestamp, TimestampGreaterThanPath Path,
    TimestampLessThanEquals Timestamp, TimestampLessThanEqualsPath Path,
    TimestampGreaterThanEquals Timestamp, TimestampGreaterThanEqualsPath Path,
    IsNull Boolean, IsPresent Boolean, IsNumeric Boolean, IsString Boolean, IsBoolean Boolean, IsTimestamp Boolean,
}

impl Choice {
    /// A Choice that tries `rules` in order.
    pub fn new(rules: impl IntoIterator<Item = ChoiceRule>) -> Choice {
        Choice { choices: rules.into_iter().collect(), ..Choice::default() }
    }
}

impl ChoiceRule {
    /// `Variable` compared by an operator: `ChoiceRule::compare("$.n", Operator::NumericGreaterThan, 3).next("Big")`.
    pub fn compare(variable: impl Into<String>, operator: Operator, operand: impl Into<Value>) -> ChoiceRule {
        Test::Compare(Comparison { variable: variable.into(), operator, operand: operand.into() }).into()
    }

    /// A JSONata `Condition`. Adds `{%` and `%}` when the text does not carry them yet.
    pub fn when(condition: impl Into<String>) -> ChoiceRule {
        let text = condition.into();
        let text = if crate::text::is_expression(&text) { text } else { format!("{{% {text} %}}") };
        Test::Condition(Condition::Expression(text)).into()
    }

    /// All of `rules` must hold.
    pub fn and(rules: impl IntoIterator<Item = ChoiceRule>) -> ChoiceRule {
        Test::And(rules.into_iter().collect()).into()
    }

    /// One of `rules` must hold.
    pub fn or(rules: impl IntoIterator<Item = ChoiceRule>) -> ChoiceRule {
        Test::Or(rules.into_iter().collect()).into()
    }

    /// `rule` must not hold.
    #[expect(clippy::should_implement_trait, reason = "the name of the ASL field, next to `and` and `or`")]
    pub fn not(rule: ChoiceRule) -> ChoiceRule {
        Test::Not(Box::new(rule)).into()
    }

    /// Goes to the state `name` when the rule holds: `"Next": "…"`.
    #[must_use]
    pub fn next(mut self, name: impl Into<String>) -> ChoiceRule {
        self.next = Some(name.into());
        self
    }
}

impl From<Test> for ChoiceRule {
    fn from(test: Test) -> ChoiceRule {
        ChoiceRule { test, ..ChoiceRule::default() }
    }
}

setters!(Choice {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
    /// Goes to this state when no rule holds: `Default`.
    otherwise => default: String,
});
setters!(ChoiceRule {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets `Output`.
    with_output => output: Value,
});
assigns!(Choice, ChoiceRule);

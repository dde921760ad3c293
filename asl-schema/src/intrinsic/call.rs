//! A call as a tree.

use std::borrow::Cow;
use std::ops::Range;

use super::function::Function;
use crate::jsonpath::JsonPath;

/// `States.Name(arguments)`. Spans are byte ranges in the text that was parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Call<'a> {
    /// The name as written, `States.` included.
    pub name: &'a str,
    /// Where the name stands.
    pub name_span: Range<usize>,
    /// What stands in the parentheses.
    pub arguments: Vec<Argument<'a>>,
    /// The whole call.
    pub span: Range<usize>,
}

impl Call<'_> {
    /// The function that is called, if there is one of that name.
    pub fn function(&self) -> Option<Function> {
        Function::named(self.name)
    }
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument<'a> {
    /// What it is.
    pub value: Value<'a>,
    /// Where it stands; of a text, its quotes included.
    pub span: Range<usize>,
}

/// What an argument can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `'text'`
    Text(Text<'a>),
    /// A JSON number, as written.
    Number(&'a str),
    /// `true`, `false`
    Bool(bool),
    /// `null`
    Null,
    /// `$.path`, `$$.path`, `$variable.path`
    Path(JsonPath<'a>),
    /// A call within the call.
    Call(Call<'a>),
}

/// A text in single quotes. Its escapes are `\'`, `\{`, `\}` and `\\`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// Between the quotes, escapes kept.
    pub raw: &'a str,
    /// Where that stands.
    pub span: Range<usize>,
}

impl<'a> Text<'a> {
    /// The text that is meant, escapes resolved.
    ///
    /// ```
    /// use asl_schema::intrinsic::{Value, parse};
    /// let call = parse(r"States.Format('it\'s \{ {}', 1)").unwrap();
    /// let Value::Text(template) = &call.arguments[0].value else { panic!() };
    /// assert_eq!(template.value(), "it's { {}");
    /// assert_eq!(template.placeholders().collect::<Vec<_>>(), [24..26]);
    /// ```
    pub fn value(&self) -> Cow<'a, str> {
        if !self.raw.contains('\\') {
            return Cow::Borrowed(self.raw);
        }
        let mut value = String::with_capacity(self.raw.len());
        let mut characters = self.raw.chars();
        while let Some(character) = characters.next() {
            value.push(if character == '\\' { characters.next().unwrap_or('\\') } else { character });
        }
        Cow::Owned(value)
    }

    /// Where `{}` stands, unescaped: what `States.Format` puts its values in place of.
    pub fn placeholders(&self) -> impl Iterator<Item = Range<usize>> {
        let bytes = self.raw.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                match (bytes.get(at)?, bytes.get(at + 1)) {
                    (b'{', Some(b'}')) => {
                        let start = self.span.start + at;
                        at += 2;
                        return Some(start..start + 2);
                    }
                    (b'\\', _) => at += 2,
                    _ => at += 1,
                }
            }
        })
    }
}

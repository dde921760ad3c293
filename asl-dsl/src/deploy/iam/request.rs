//! What a task's request says before anything runs: its literal members, or the literal start of a computed one.
//!
//! In: `Arguments` (JSONata) or `Parameters` (JSONPath). Out: for one member, how much of it is known. A computed value is never guessed:
//! only a single string literal and a concatenation or format that begins with one are read.

use std::collections::BTreeMap;

use asl_schema::model::QueryLanguage;
use asl_schema::text::is_expression;
use serde_json::Value;

use crate::deploy::text::Text;

/// How much of a member is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// All of it; `${…}` in it is filled in at deployment.
    Whole(Text),
    /// How it begins: `{% 'train-' & $id %}`.
    Start(Text),
    /// Nothing; the expression or path that computes it.
    Computed(String),
    /// It is not there.
    Absent,
}

/// A request, or a part of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    value: Option<&'a Value>,
    language: QueryLanguage,
    literals: &'a Literals,
}

/// Placeholders whose text is known already: those bound to a literal.
pub(crate) type Literals = BTreeMap<String, String>;

impl<'a> Request<'a> {
    /// The request of a task in this query language.
    pub(crate) fn new(value: Option<&'a Value>, language: QueryLanguage, literals: &'a Literals) -> Request<'a> {
        Request { value, language, literals }
    }

    /// The member `name` of an object.
    pub(crate) fn member(&self, name: &str) -> Known {
        let object = match self.value {
            None => return Known::Absent,
            Some(Value::Object(object)) => object,
            Some(Value::String(text)) if self.computes(text) => return Known::Computed(text.clone()),
            Some(_) => return Known::Absent,
        };
        if let Some(value) = object.get(name) {
            return self.read(value);
        }
        match (self.language, object.get(&format!("{name}.$"))) {
            (QueryLanguage::JsonPath, Some(Value::String(path))) => self.filled(jsonpath(path)),
            _ => Known::Absent,
        }
    }

    /// The member at the end of `path`, through objects.
    pub(crate) fn at(&self, path: &[&str]) -> Known {
        match path {
            [] => Known::Absent,
            [last] => self.member(last),
            [first, rest @ ..] => match self.inner(first) {
                Ok(inner) => inner.at(rest),
                Err(known) => known,
            },
        }
    }

    /// The member at `path`, written `TrainingJobDefinition.RoleArn`.
    pub(crate) fn dotted(&self, path: &str) -> Known {
        let steps: Vec<&str> = path.split('.').collect();
        self.at(&steps)
    }

    /// Whether the request says anything for the member at `path`; a computed request might.
    pub(crate) fn has(&self, path: &str) -> bool {
        let steps: Vec<&str> = path.split('.').collect();
        let Some((last, before)) = steps.split_last() else { return false };
        let mut here = *self;
        for step in before {
            match here.inner(step) {
                Ok(inner) => here = inner,
                Err(known) => return known != Known::Absent,
            }
        }
        match here.value {
            Some(Value::Object(object)) => object.contains_key(*last) || object.contains_key(&format!("{last}.$")),
            _ => false,
        }
    }

    /// The elements of the array that is the member `name`; nothing when it is computed or absent.
    pub(crate) fn elements(&self, name: &str) -> Option<Vec<Request<'a>>> {
        let Some(Value::Object(object)) = self.value else { return None };
        let Some(Value::Array(elements)) = object.get(name) else { return None };
        Some(elements.iter().map(|value| Request { value: Some(value), ..*self }).collect())
    }

    /// The object that is the member `name`, or how much of it is known.
    fn inner(&self, name: &str) -> Result<Request<'a>, Known> {
        let Some(Value::Object(object)) = self.value else { return Err(self.member(name)) };
        match object.get(name) {
            Some(value @ Value::Object(_)) => Ok(Request { value: Some(value), ..*self }),
            Some(Value::String(text)) if self.computes(text) => Err(Known::Computed(text.clone())),
            _ => Err(self.member(name)),
        }
    }

    fn read(&self, value: &Value) -> Known {
        match value {
            Value::String(text) if self.computes(text) => self.filled(jsonata(text)),
            Value::String(text) => self.filled(Known::Whole(Text::parse(text))),
            Value::Number(number) => Known::Whole(Text::literal(number.to_string())),
            _ => Known::Absent,
        }
    }

    fn filled(&self, known: Known) -> Known {
        let fill = |text: Text| match self.literals.is_empty() {
            true => text,
            false => text.fill(&|name| self.literals.get(name).cloned()),
        };
        match known {
            Known::Whole(text) => Known::Whole(fill(text)),
            Known::Start(text) => Known::Start(fill(text)),
            other => other,
        }
    }

    fn computes(&self, text: &str) -> bool {
        self.language == QueryLanguage::Jsonata && is_expression(text)
    }
}

/// A JSONPath, context path or intrinsic under a `….$` key.
fn jsonpath(text: &str) -> Known {
    let start = text.strip_prefix("States.Format(").and_then(|rest| {
        let (literal, _) = quoted(rest.trim_start())?;
        let known = literal.split("{}").next().unwrap_or_default().to_owned();
        (!known.is_empty()).then_some(known)
    });
    match start {
        Some(known) => Known::Start(Text::parse(&known)),
        None => Known::Computed(text.to_owned()),
    }
}

/// A `{% … %}` string.
fn jsonata(text: &str) -> Known {
    let body = text.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).unwrap_or(text).trim();
    let computed = || Known::Computed(text.to_owned());
    if let Some(list) = body.strip_prefix("$join([") {
        return match (quoted(list.trim_start()), body.ends_with(')')) {
            (Some((literal, rest)), true) if rest.trim_start().starts_with(',') && closes_at_end(list) => {
                Known::Start(Text::parse(&literal))
            }
            _ => computed(),
        };
    }
    match quoted(body) {
        Some((literal, rest)) if rest.trim().is_empty() => Known::Whole(Text::parse(&literal)),
        Some((literal, rest))
            if rest.trim_start().starts_with('&') && only_concatenates(rest) && !literal.is_empty() =>
        {
            Known::Start(Text::parse(&literal))
        }
        _ => computed(),
    }
}

/// The string literal that a text begins with, and what stands behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|first| *first == '"' || *first == '\'')?;
    let body = &text[1..];
    let mut literal = String::new();
    let mut chars = body.char_indices();
    while let Some((index, each)) = chars.next() {
        match each {
            // An escape other than these two is rare in a name: such a literal counts as computed.
            '\\' => match chars.next()?.1 {
                escaped @ ('\\' | '"' | '\'' | '/') => literal.push(escaped),
                _ => return None,
            },
            each if each == quote => return Some((literal, &body[index + 1..])),
            each => literal.push(each),
        }
    }
    None
}

/// Whether a text behind a string literal can only append to it: every operator outside brackets binds tighter than `&` or is `&`.
fn only_concatenates(rest: &str) -> bool {
    let mut depth = 0_usize;
    let mut words = String::new();
    let mut chars = rest.char_indices();
    while let Some((index, each)) = chars.next() {
        match each {
            '"' | '\'' => {
                let Some((_, after)) = quoted(&rest[index..]) else { return false };
                let end = rest.len() - after.len();
                while chars.as_str().len() > rest.len() - end {
                    chars.next();
                }
                words.push(' ');
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            '?' | '=' | '<' | '>' | '!' | '~' | ':' | ';' | ',' | '^' | '@' | '#' | '|' | '`' | '/' if depth == 0 => {
                return false;
            }
            each if depth == 0 => words.push(each),
            _ => {}
        }
    }
    depth == 0 && !words.split_whitespace().any(|word| matches!(word, "and" | "or" | "in"))
}

/// Whether the bracket that was opened before `list` closes right before the last character, give or take a separator argument.
fn closes_at_end(list: &str) -> bool {
    let mut depth = 1_usize;
    let mut rest = list;
    while let Some(each) = rest.chars().next() {
        if each == '"' || each == '\'' {
            match quoted(rest) {
                Some((_, after)) => rest = after,
                None => return false,
            }
            continue;
        }
        rest = &rest[each.len_utf8()..];
        match each {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let rest = rest.trim();
            return rest == ")" || rest.strip_prefix(',').is_some_and(|more| only_quoted(more.trim()));
        }
    }
    false
}

fn only_quoted(text: &str) -> bool {
    matches!(quoted(text), Some((_, ")")))
}

#[cfg(test)]
mod tests;

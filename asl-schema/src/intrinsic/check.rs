//! What is wrong with a call that parses, as far as it shows without data.

use std::ops::Range;

use super::MAX_CALLS;
use super::call::{Argument, Call, Value};
use super::function::{Function, Kind};
use crate::diagnostic::{closest, quoted as shown};
use crate::text::has_placeholder;

/// One finding about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What was found and what was expected.
    pub message: String,
    /// The part that is meant.
    pub span: Range<usize>,
    /// What to write.
    pub help: Option<String>,
    /// When it shows.
    pub when: When,
}

/// When a mistake shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// AWS refuses the machine.
    Creation,
    /// The state fails when it runs: `States.IntrinsicFailure`.
    Run,
}

/// The algorithms of `States.Hash`.
const ALGORITHMS: [&str; 5] = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];

/// The longest array that `States.ArrayRange` makes.
const LONGEST_RANGE: f64 = 1000.0;

/// The longest text that is encoded, decoded or hashed, in characters.
const LONGEST_TEXT: usize = 10_000;

/// Judges a call and the calls in it: unknown functions, numbers and kinds of arguments, literal values that cannot work.
///
/// Paths may give any value, so nothing is said of them.
///
/// ```
/// use asl_schema::intrinsic::{When, check, parse};
///
/// let problems = check(&parse("States.Hash($.text, 'SHA256')").unwrap());
/// assert_eq!(problems[0].message, "`SHA256` is no algorithm of `States.Hash`");
/// assert_eq!(problems[0].help.as_deref(), Some("did you mean `SHA-256`?"));
/// assert_eq!(problems[0].when, When::Run);
/// ```
pub fn check(call: &Call<'_>) -> Vec<Problem> {
    let mut problems = Problems(Vec::new());
    let count = problems.call(call);
    if count > MAX_CALLS {
        let message = format!("{count} functions in one field, where at most {MAX_CALLS} are allowed");
        let help = Some("compute a part of it in a state before".to_owned());
        problems.0.push(Problem { message, span: call.span.clone(), help, when: When::Creation });
    }
    problems.0
}

struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, when: When, span: &Range<usize>, message: String, help: Option<String>) {
        self.0.push(Problem { message, span: span.clone(), help, when });
    }

    /// Judges a call and says how many calls it is made of.
    fn call(&mut self, call: &Call<'_>) -> usize {
        match call.function() {
            None => {
                let help = closest(call.name, Function::names()).map(|near| format!("did you mean `{near}`?"));
                let message = format!("there is no intrinsic function {}", shown(call.name));
                self.add(When::Creation, &call.name_span, message, help);
            }
            Some(function) => self.arguments(function, call),
        }
        let nested = call.arguments.iter().map(|argument| match &argument.value {
            Value::Call(inner) => self.call(inner),
            _ => 0,
        });
        1 + nested.sum::<usize>()
    }

    fn arguments(&mut self, function: Function, call: &Call<'_>) {
        let (least, most) = function.arity();
        let count = call.arguments.len();
        if count < least || most.is_some_and(|most| count > most) {
            let name = function.name();
            let message = format!("`{name}` takes {}, found {count}", arity_in_words(least, most));
            self.add(When::Creation, &call.span, message, None);
            return;
        }
        let before = self.0.len();
        for (place, argument) in call.arguments.iter().enumerate() {
            self.kind(function, place, argument);
        }
        // What is of the wrong kind has no right value.
        if self.0.len() == before {
            self.values(function, call);
        }
    }

    fn kind(&mut self, function: Function, place: usize, argument: &Argument<'_>) {
        let (Some(takes), Some(found)) = (function.takes(place), kind_of(&argument.value)) else { return };
        if takes == Kind::Any || found == Kind::Any || takes == found {
            return;
        }
        let name = function.name();
        let ordinal = ["first", "second", "third"].get(place).copied().unwrap_or("next");
        let message =
            format!("the {ordinal} argument of `{name}` is {}, found {}", takes.described(), found.described());
        let help = match (takes, &argument.value) {
            (Kind::Array, Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Null) => {
                Some("write a path, or `States.Array(…)`".to_owned())
            }
            (Kind::Object, Value::Text(_)) => Some("write a path, or `States.StringToJson(…)`".to_owned()),
            (Kind::Number, Value::Text(text)) if text.raw.parse::<f64>().is_ok() => {
                Some(format!("remove the quotes: {}", shown(text.raw)))
            }
            (Kind::Text, Value::Number(number)) => {
                Some(format!("write it in quotes: {}", shown(&format!("'{number}'"))))
            }
            _ => None,
        };
        self.add(When::Run, &argument.span, message, help);
    }

    fn values(&mut self, function: Function, call: &Call<'_>) {
        match (function, call.arguments.as_slice()) {
            (Function::Format, [template, values @ ..]) => self.format(template, values.len()),
            (Function::ArrayPartition, [_, size]) if number(size).is_some_and(|size| size < 0.5) => {
                self.add(When::Run, &size.span, "the size of a part is at least 1".to_owned(), None);
            }
            (Function::ArrayRange, [first, last, step]) => self.range(first, last, step),
            (Function::JsonMerge, [_, _, deep]) if deep.value == Value::Bool(true) => {
                let message = "the third argument of `States.JsonMerge` is `false`, found `true`".to_owned();
                let help = "write `false`: only the top level is merged".to_owned();
                self.add(When::Run, &deep.span, message, Some(help));
            }
            (Function::Hash, [value, algorithm]) => {
                self.length(value);
                self.algorithm(algorithm);
            }
            (Function::Base64Encode | Function::Base64Decode, [value]) => self.length(value),
            _ => {}
        }
    }

    /// As many `{}` as values. The developer guide itself shows one with a value too few, so AWS does not count them at creation.
    fn format(&mut self, template: &Argument<'_>, values: usize) {
        let Value::Text(text) = &template.value else { return };
        // What a `${Placeholder}` stands for may have some too.
        if has_placeholder(text.raw) {
            return;
        }
        let places = text.placeholders().count();
        if places != values {
            let placeholders = if places == 1 { "placeholder" } else { "placeholders" };
            let noun = if values == 1 { "value" } else { "values" };
            let message = format!("the template has {places} {placeholders} `{{}}` for {values} {noun}");
            let help = (places > values).then(|| r"write `\{\}` for braces that stay".to_owned());
            self.add(When::Run, &template.span, message, help);
        }
    }

    fn range(&mut self, first: &Argument<'_>, last: &Argument<'_>, step: &Argument<'_>) {
        let Some(distance) = number(step) else { return };
        if distance.round() == 0.0 {
            self.add(When::Run, &step.span, "the step of a range is not 0".to_owned(), None);
        } else if let (Some(from), Some(to)) = (number(first), number(last)) {
            let count = ((to.round() - from.round()) / distance.round()).floor() + 1.0;
            if count > LONGEST_RANGE {
                let message = format!("the range has more than {LONGEST_RANGE} elements");
                self.add(When::Run, &(first.span.start..step.span.end), message, None);
            }
        }
    }

    fn algorithm(&mut self, algorithm: &Argument<'_>) {
        let Value::Text(text) = &algorithm.value else { return };
        let name = text.value();
        if !ALGORITHMS.contains(&name.as_ref()) {
            let help = match closest(&name, ALGORITHMS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", ALGORITHMS.join(", ")),
            };
            self.add(
                When::Run,
                &algorithm.span,
                format!("{} is no algorithm of `States.Hash`", shown(&name)),
                Some(help),
            );
        }
    }

    fn length(&mut self, argument: &Argument<'_>) {
        let Value::Text(text) = &argument.value else { return };
        if text.raw.len() > LONGEST_TEXT && text.value().chars().count() > LONGEST_TEXT {
            let message = "the text is longer than 10,000 characters".to_owned();
            self.add(When::Run, &argument.span, message, None);
        }
    }
}

/// What an argument is, whatever the data; nothing for a path and for a function that does not exist.
fn kind_of(value: &Value<'_>) -> Option<Kind> {
    match value {
        Value::Text(_) => Some(Kind::Text),
        Value::Number(_) => Some(Kind::Number),
        Value::Bool(_) => Some(Kind::Bool),
        Value::Null => Some(Kind::Null),
        Value::Path(_) => None,
        Value::Call(call) => call.function().map(Function::gives),
    }
}

fn number(argument: &Argument<'_>) -> Option<f64> {
    match argument.value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    }
}

fn arity_in_words(least: usize, most: Option<usize>) -> String {
    match (least, most) {
        (0, Some(0)) => "no arguments".to_owned(),
        (1, Some(1)) => "1 argument".to_owned(),
        (least, Some(most)) if least == most => format!("{least} arguments"),
        (least, Some(most)) => format!("{least} or {most} arguments"),
        (least, None) => format!("{least} or more arguments"),
    }
}

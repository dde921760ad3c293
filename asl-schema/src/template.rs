//! The value of a key that ends in `.$`: a path or an intrinsic function.

use crate::intrinsic::{self, Call, Function, Problem, When};
use crate::jsonpath::{self, JsonPath};
use crate::syntax::SyntaxError;

/// What a `.$` key may hold, and `ErrorPath` and `CausePath` of a Fail state.
#[derive(Debug, Clone, PartialEq)]
pub enum PathOrIntrinsic<'a> {
    /// `$.order.id`
    Path(JsonPath<'a>),
    /// `States.Format('{}', $.order.id)`
    Intrinsic(Call<'a>),
}

/// Reads a path or an intrinsic function, whichever the text begins like. The message of an error says which of the two was nearly there.
///
/// ```
/// use asl_schema::template::{PathOrIntrinsic, classify};
///
/// assert!(matches!(classify("$.order.id"), Ok(PathOrIntrinsic::Path(_))));
/// assert!(matches!(classify("States.UUID()"), Ok(PathOrIntrinsic::Intrinsic(_))));
/// assert_eq!(classify("$.order id").unwrap_err().message, "not a valid path: a name after `.` cannot contain a space");
/// assert_eq!(classify("States.UUID(").unwrap_err().message, "not a valid intrinsic function: the parenthesis `(` is never closed");
/// ```
pub fn classify(text: &str) -> Result<PathOrIntrinsic<'_>, SyntaxError> {
    if text.starts_with('$') {
        return jsonpath::parse(text).map(PathOrIntrinsic::Path).map_err(|error| nearly("path", error));
    }
    if looks_like_call(text) {
        return intrinsic::parse(text)
            .map(PathOrIntrinsic::Intrinsic)
            .map_err(|error| nearly("intrinsic function", error));
    }
    if text.starts_with([' ', '@', '.'])
        && text.trim_start().starts_with(['$', '@', '.'])
        && let Err(error) = jsonpath::parse(text)
    {
        return Err(nearly("path", error));
    }
    let message = "neither a path, which starts with `$`, nor an intrinsic function, which starts with `States.`";
    Err(SyntaxError::new(message.to_owned(), 0..text.len()).with_help("take `.$` off the key if the value is a text"))
}

/// `States.` however written, or a name and its parenthesis.
fn looks_like_call(text: &str) -> bool {
    let text = text.trim_start();
    let name = text.get(..Function::PREFIX.len());
    let word = text.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '.');
    name.is_some_and(|name| name.eq_ignore_ascii_case(Function::PREFIX))
        || (word.len() < text.len() && word.starts_with('('))
}

fn nearly(what: &str, mut error: SyntaxError) -> SyntaxError {
    error.message = format!("not a valid {what}: {}", error.message);
    error
}

impl PathOrIntrinsic<'_> {
    /// Why `ErrorPath` and `CausePath` of a Fail state do not take it, if they don't: they need a text, so only some functions are allowed.
    /// That a path names a single node is the caller's to ask: [`JsonPath::not_reference`].
    ///
    /// ```
    /// use asl_schema::template::classify;
    /// let sum = classify("States.MathAdd($.a, 1)").unwrap();
    /// assert_eq!(sum.not_a_text().unwrap().message, "`States.MathAdd` gives a number, where a text is expected");
    /// ```
    pub fn not_a_text(&self) -> Option<Problem> {
        let PathOrIntrinsic::Intrinsic(call) = self else { return None };
        let function = call.function().filter(|function| !function.is_allowed_in_fail())?;
        let message = format!("`{}` gives {}, where a text is expected", call.name, function.gives().described());
        let help = Some("write it in a function that gives a text, such as `States.Format('{}', …)`".to_owned());
        Some(Problem { message, span: call.name_span.clone(), help, when: When::Creation })
    }
}

//! The functions that an expression can call by name.

use Origin::{Jsonata, Refused, StepFunctions};

/// A function that exists without being defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// Without `$`.
    pub name: &'static str,
    /// Its parameters, in the notation of JSONata: `<s-nn?:s>`.
    pub signature: &'static str,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a function comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// JSONata 2.0.6.
    Jsonata,
    /// Step Functions adds it, or has one of its own.
    StepFunctions,
    /// JSONata 2.0.6 has it, Step Functions does not.
    Refused,
}

impl Function {
    /// How few arguments it takes. One that is taken from the context when it is not written is not counted.
    pub const fn min_arguments(&self) -> usize {
        arity(self.signature).0
    }

    /// How many arguments it takes; `None` if there is no end.
    pub const fn max_arguments(&self) -> Option<usize> {
        arity(self.signature).1
    }

    /// Whether a call in Step Functions with this many arguments can match the signature.
    pub const fn takes(&self, arguments: usize) -> bool {
        let (min, max) = arity(self.signature);
        min <= arguments && max_or(max, usize::MAX) >= arguments
    }
}

const fn max_or(max: Option<usize>, otherwise: usize) -> usize {
    match max {
        Some(max) => max,
        None => otherwise,
    }
}

/// The function of this name, without `$`.
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok().and_then(|index| FUNCTIONS.get(index))
}

/// Reads the numbers of arguments off a signature: a letter or a choice in parentheses is a parameter, `?` makes it optional, `-` takes it from
/// the context, `+` repeats it, `<…>` says what is in it, and what follows `:` is the result.
const fn arity(signature: &str) -> (usize, Option<usize>) {
    let bytes = signature.as_bytes();
    let (mut min, mut max, mut repeats) = (0, 0, false);
    let (mut depth, mut index) = (0_usize, 1);
    while index < bytes.len() {
        match bytes[index] {
            b'<' => depth += 1,
            b'(' => {
                if depth == 0 {
                    min += 1;
                    max += 1;
                }
                depth += 1;
            }
            b'>' | b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            b':' => break,
            b'?' | b'-' => min -= 1,
            b'+' => repeats = true,
            _ => {
                min += 1;
                max += 1;
            }
        }
        index += 1;
    }
    (min, if repeats { None } else { Some(max) })
}

/// All of them, by name.
///
/// The signatures are those of the reference, version 2.0.6; those of Step Functions' own are read off what the service was seen to accept, so their
/// types are as wide as they can be. See [Transforming data with JSONata](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
pub static FUNCTIONS: &[Function] = &[
    function("abs", "<n-:n>", Jsonata),
    function("append", "<xx:a>", Jsonata),
    function("assert", "<bs?:x>", Jsonata),
    function("average", "<a<n>:n>", Jsonata),
    function("base64decode", "<s-:s>", Jsonata),
    function("base64encode", "<s-:s>", Jsonata),
    function("boolean", "<x-:b>", Jsonata),
    function("ceil", "<n-:n>", Jsonata),
    function("clone", "<(oa)-:o>", Jsonata),
    function("contains", "<s-(sf):b>", Jsonata),
    function("count", "<a:n>", Jsonata),
    function("decodeUrl", "<s-:s>", Jsonata),
    function("decodeUrlComponent", "<s-:s>", Jsonata),
    function("distinct", "<x:x>", Jsonata),
    function("each", "<o-f:a>", Jsonata),
    function("encodeUrl", "<s-:s>", Jsonata),
    function("encodeUrlComponent", "<s-:s>", Jsonata),
    function("error", "<s?:x>", Jsonata),
    function("eval", "<sx?:x>", Refused),
    function("exists", "<x:b>", Jsonata),
    function("filter", "<af>", Jsonata),
    function("floor", "<n-:n>", Jsonata),
    function("formatBase", "<n-n?:s>", Jsonata),
    function("formatInteger", "<n-s:s>", Jsonata),
    function("formatNumber", "<n-so?:s>", Jsonata),
    function("fromMillis", "<n-s?s?:s>", Jsonata),
    function("hash", "<ss?:s>", StepFunctions),
    function("join", "<a<s>s?:s>", Jsonata),
    function("keys", "<x-:a<s>>", Jsonata),
    function("length", "<s-:n>", Jsonata),
    function("lookup", "<x-s:x>", Jsonata),
    function("lowercase", "<s-:s>", Jsonata),
    function("map", "<af>", Jsonata),
    function("match", "<s-f<s:o>n?:a<o>>", Jsonata),
    function("max", "<a<n>:n>", Jsonata),
    function("merge", "<a<o>:o>", Jsonata),
    function("millis", "<:n>", Jsonata),
    function("min", "<a<n>:n>", Jsonata),
    function("not", "<x-:b>", Jsonata),
    function("now", "<s?s?:s>", Jsonata),
    function("number", "<(nsb)-:n>", Jsonata),
    function("pad", "<s-ns?:s>", Jsonata),
    function("parse", "<s?:x>", StepFunctions),
    function("parseInteger", "<s-s:n>", Jsonata),
    function("partition", "<an?:a<a>>", StepFunctions),
    function("power", "<n-n:n>", Jsonata),
    function("random", "<n?:n>", StepFunctions),
    function("range", "<nnn?:a<n>>", StepFunctions),
    function("reduce", "<afj?:j>", Jsonata),
    function("replace", "<s-(sf)(sf)n?:s>", Jsonata),
    function("reverse", "<a:a>", Jsonata),
    function("round", "<n-n?:n>", Jsonata),
    function("shuffle", "<a:a>", Jsonata),
    function("sift", "<o-f?:o>", Jsonata),
    function("single", "<af?>", Jsonata),
    function("sort", "<af?:a>", Jsonata),
    function("split", "<s-(sf)n?:a<s>>", Jsonata),
    function("spread", "<x-:a<o>>", Jsonata),
    function("sqrt", "<n-:n>", Jsonata),
    function("string", "<x-b?:s>", Jsonata),
    function("substring", "<s-nn?:s>", Jsonata),
    function("substringAfter", "<s-s:s>", Jsonata),
    function("substringBefore", "<s-s:s>", Jsonata),
    function("sum", "<a<n>:n>", Jsonata),
    function("toMillis", "<s-s?:n>", Jsonata),
    function("trim", "<s-:s>", Jsonata),
    function("type", "<x:s>", Jsonata),
    function("uppercase", "<s-:s>", Jsonata),
    function("uuid", "<:s>", StepFunctions),
    function("zip", "<a+>", Jsonata),
];

const fn function(name: &'static str, signature: &'static str, origin: Origin) -> Function {
    Function { name, signature, origin }
}

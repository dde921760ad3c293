//! Names that a variable must not have: JSONata's functions are variables too, and a `$count` of one's own hides `$count(…)`.

/// The functions of JSONata 2.0 and those that Step Functions adds, without the dollar; sorted.
const FUNCTIONS: [&str; 69] = [
    "abs",
    "append",
    "assert",
    "average",
    "base64decode",
    "base64encode",
    "boolean",
    "ceil",
    "clone",
    "contains",
    "count",
    "decodeUrl",
    "decodeUrlComponent",
    "distinct",
    "each",
    "encodeUrl",
    "encodeUrlComponent",
    "error",
    "eval",
    "exists",
    "filter",
    "floor",
    "formatBase",
    "formatInteger",
    "formatNumber",
    "fromMillis",
    "hash",
    "join",
    "keys",
    "length",
    "lookup",
    "lowercase",
    "map",
    "match",
    "max",
    "merge",
    "millis",
    "min",
    "not",
    "now",
    "number",
    "pad",
    "parse",
    "parseInteger",
    "partition",
    "power",
    "random",
    "range",
    "reduce",
    "replace",
    "reverse",
    "round",
    "shuffle",
    "sift",
    "single",
    "sort",
    "split",
    "spread",
    "sqrt",
    "string",
    "substring",
    "substringAfter",
    "substringBefore",
    "sum",
    "toMillis",
    "trim",
    "type",
    "uppercase",
    "uuid",
];

/// Whether `$name` already means something: a function, or `$states`. A state machine variable or a local of this name
/// would hide it.
pub(crate) fn is_reserved(name: &str) -> bool {
    matches!(name, "states" | "zip") || FUNCTIONS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_reserved() {
        assert!(FUNCTIONS.is_sorted(), "found by binary search");
        for name in FUNCTIONS.iter().chain(&["states", "zip"]) {
            assert!(is_reserved(name), "{name}");
        }
        assert!(!is_reserved("total") && !is_reserved("Count"));
    }
}

//! The methods a workflow may call, by name: what the front end accepts, and what it must ask rustc about the types.
//!
//! In: a method's name. Out: the checks to expand and the slot to fill, or a refusal with help. What a method becomes
//! is decided where types are known, in `asl_dsl`'s `lower::methods`; a test there holds the two lists together.

use std::fmt::Write as _;

/// A method that has a translation, for some type of receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Method {
    /// Its name.
    pub(crate) name: &'static str,
    /// What rustc must check, so that a type without translation is an error at the method's name.
    pub(crate) check: Option<Check>,
    /// Whether lowering needs the type of the call's value: where it doesn't follow from receiver and arguments.
    pub(crate) slot: ResultSlot,
}

/// A function of `::asl_dsl::__private::supported`, to be called with a slot. Its bound says what is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// With the slot of the receiver.
    Receiver(&'static str),
    /// With the slot of the call's value.
    Result(&'static str),
}

/// Which type lowering wants to know of a call's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultSlot {
    /// None.
    Unneeded,
    /// The value's.
    Whole,
    /// What this function of `::asl_dsl::__private::supported` makes of the value's slot: the type itself has no
    /// shape, as in `Result<u32, ParseIntError>`.
    Through(&'static str),
}

/// Why a method is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What was found.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
}

/// Finds a method by name.
pub(crate) fn find(name: &str) -> Result<Method, Refusal> {
    if let Some(method) = CHECKED.iter().find(|method| method.name == name) {
        return Ok(*method);
    }
    match PLAIN.iter().find(|plain| **plain == name) {
        Some(name) => Ok(Method { name, check: None, slot: ResultSlot::Unneeded }),
        None => Err(refuse(name)),
    }
}

/// Whether `.name(…)` with so many arguments changes its receiver.
pub(crate) fn changes(name: &str, args: usize) -> bool {
    match name {
        // `text.replace(a, b)` and `list.iter().take(n)` only read.
        "replace" => args == 1,
        "take" => args == 0,
        _ => CHANGES.contains(&name),
    }
}

/// Whether this argument is a function of one value, in whose place the name of a constructor may stand.
pub(crate) fn applies(name: &str, argument: usize) -> bool {
    match argument {
        0 => matches!(name, "and_then" | "filter_map" | "find_map" | "flat_map" | "map" | "map_err"),
        1 => matches!(name, "map_or" | "map_or_else"),
        _ => false,
    }
}

/// Methods that change their receiver.
const CHANGES: &[&str] = &[
    "clear",
    "extend",
    "extend_from_slice",
    "insert",
    "pop",
    "push",
    "push_str",
    "remove",
    "replace",
    "retain",
    "reverse",
    "sort",
    "sort_by_key",
    "sort_unstable",
    "sort_unstable_by_key",
    "take",
    "truncate",
];

const fn receiver(name: &'static str, check: &'static str) -> Method {
    Method { name, check: Some(Check::Receiver(check)), slot: ResultSlot::Unneeded }
}

const fn result(name: &'static str, check: &'static str) -> Method {
    Method { name, check: Some(Check::Result(check)), slot: ResultSlot::Unneeded }
}

const fn slot(name: &'static str, slot: ResultSlot) -> Method {
    Method { name, check: None, slot }
}

/// Methods that depend on a type rustc must check or tell.
const CHECKED: &[Method] = &[
    result("clamp", "ordered"),
    Method { name: "collect", check: Some(Check::Result("collected")), slot: ResultSlot::Whole },
    receiver("div_euclid", "integer"),
    receiver("find", "searched"),
    slot("fold", ResultSlot::Whole),
    receiver("insert", "keyed"),
    slot("into", ResultSlot::Whole),
    receiver("into_iter", "iterated"),
    receiver("into_keys", "iterated"),
    receiver("into_values", "iterated"),
    receiver("iter", "iterated"),
    receiver("join", "joined"),
    receiver("keys", "iterated"),
    receiver("len", "counted"),
    result("max", "ordered"),
    result("min", "ordered"),
    slot("parse", ResultSlot::Through("parsed")),
    result("product", "summed"),
    receiver("rem_euclid", "integer"),
    receiver("remove", "keyed"),
    receiver("signum", "integer"),
    receiver("sort", "sorted"),
    receiver("sort_unstable", "sorted"),
    result("sum", "summed"),
    receiver("to_string", "displayed"),
    slot("try_into", ResultSlot::Through("converted")),
    receiver("values", "iterated"),
];

/// Methods whose translation follows from the receiver and the arguments.
const PLAIN: &[&str] = &[
    "abs",
    "abs_diff",
    "all",
    "and",
    "and_then",
    "any",
    "as_deref",
    "as_ref",
    "as_secs",
    "as_slice",
    "as_str",
    "ceil",
    "chain",
    "chars",
    "checked_add",
    "checked_div",
    "checked_mul",
    "checked_rem",
    "checked_sub",
    "chunks",
    "clear",
    "clone",
    "cloned",
    "concat",
    "contains",
    "contains_key",
    "copied",
    "count",
    "div_ceil",
    "ends_with",
    "enumerate",
    "err",
    "expect",
    "extend",
    "extend_from_slice",
    "filter",
    "filter_map",
    "find_map",
    "first",
    "flat_map",
    "flatten",
    "floor",
    "get",
    "is_ascii_alphabetic",
    "is_ascii_alphanumeric",
    "is_ascii_digit",
    "is_ascii_lowercase",
    "is_ascii_uppercase",
    "is_empty",
    "is_err",
    "is_negative",
    "is_none",
    "is_none_or",
    "is_ok",
    "is_positive",
    "is_some",
    "is_some_and",
    "last",
    "lines",
    "map",
    "map_err",
    "map_or",
    "map_or_else",
    "max_by_key",
    "min_by_key",
    "nth",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "or_else",
    "partition",
    "pop",
    "position",
    "pow",
    "powf",
    "powi",
    "push",
    "push_str",
    "reduce",
    "repeat",
    "replace",
    "retain",
    "rev",
    "reverse",
    "round_ties_even",
    "saturating_add",
    "saturating_mul",
    "saturating_sub",
    "skip",
    "skip_while",
    "sort_by_key",
    "sort_unstable_by_key",
    "split",
    "split_once",
    "split_whitespace",
    "sqrt",
    "starts_with",
    "step_by",
    "strip_prefix",
    "strip_suffix",
    "take",
    "take_while",
    "then",
    "then_some",
    "to_lowercase",
    "to_owned",
    "to_uppercase",
    "to_vec",
    "trim",
    "trim_end",
    "trim_start",
    "trunc",
    "truncate",
    "unsigned_abs",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "xor",
    "zip",
];

/// What is refused for a reason of its own: names, why, and what to write instead.
const REFUSED: &[(&[&str], &str, &str)] = &[
    (
        &["round"],
        "rounds halves away from zero, and JSONata rounds them to even",
        "write `.round_ties_even()`, or `(x + 0.5).floor()` for values that are never negative",
    ),
    (
        &["bytes", "as_bytes", "into_bytes", "char_indices", "is_char_boundary", "rfind", "split_at"],
        "counts UTF-8 bytes, and JSONata counts characters",
        "work on `.chars()`, or split the text with `.split_once(…)` or `.strip_prefix(…)`",
    ),
    (
        &["eq_ignore_ascii_case", "to_ascii_lowercase", "to_ascii_uppercase"],
        "leaves letters beyond ASCII alone, and JSONata changes the case of all",
        "write `.to_lowercase()` or `.to_uppercase()`",
    ),
    (
        &[
            "as_deref_mut",
            "as_mut",
            "as_mut_slice",
            "entry",
            "first_mut",
            "get_mut",
            "get_or_insert",
            "get_or_insert_with",
            "iter_mut",
            "last_mut",
            "values_mut",
        ],
        "borrows a part of a value for change, and a state machine only has whole values",
        "assign instead: `x.field = …`, `x[i] = …`, `map.insert(key, …)`",
    ),
    (
        &["by_ref", "next", "next_back", "peek", "peekable"],
        "moves an iterator step by step, and lists in a state machine have no position",
        "use `.first()`, `.get(i)` or `.skip(n)`, or a `for` loop",
    ),
    (
        &["for_each", "try_for_each", "inspect"],
        "is there for its effects, and an expression has none",
        "write a `for` loop, or `map_each(…)` to run the steps of the elements in parallel",
    ),
    (
        &["sort_by", "sort_unstable_by", "max_by", "min_by", "cmp", "partial_cmp", "total_cmp"],
        "compares through `Ordering`, which has no JSON form",
        "use `.sort_by_key(…)`, `.max_by_key(…)`, `.min_by_key(…)`, or `<` and `>`",
    ),
    (
        &["is_nan", "is_finite", "is_infinite", "is_sign_positive", "is_sign_negative"],
        "asks for values that JSON numbers don't have",
        "compare with `<` and `>`",
    ),
    (
        &["dedup", "dedup_by_key", "windows", "unzip", "scan", "cycle"],
        "has no short form in JSONata",
        "say it with `.fold(…)`, or compute it in a `#[task]` (Lambda)",
    ),
];

fn refuse(name: &str) -> Refusal {
    if let Some((_, why, help)) = REFUSED.iter().find(|(names, _, _)| names.contains(&name)) {
        return Refusal { message: format!("`.{name}()` {why}"), help: (*help).to_owned() };
    }
    if name.starts_with("wrapping_") || name.starts_with("overflowing_") {
        return Refusal {
            message: format!("`.{name}()` wraps around at the width of the type, and JSON numbers don't"),
            help: "use plain arithmetic, or `checked_…` to notice an overflow".to_owned(),
        };
    }
    let mut help = "compute it in a `#[task]` (Lambda), or before the workflow starts".to_owned();
    if let Some(near) = nearest(name) {
        let _ = write!(help, "; the nearest method that has one is `.{near}()`");
    }
    Refusal { message: format!("`.{name}()` has no Amazon States Language translation"), help }
}

/// The accepted name that a short edit turns `name` into: at most one change per three characters, and three in all.
fn nearest(name: &str) -> Option<&'static str> {
    let limit = (name.chars().count() / 3).min(3);
    // Names are short; an edit distance over a user's very long one would be wasted work.
    if limit == 0 || name.len() > 40 {
        return None;
    }
    let candidates = CHECKED.iter().map(|method| method.name).chain(PLAIN.iter().copied());
    candidates
        .map(|candidate| (edits(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (to, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(from != *to)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;

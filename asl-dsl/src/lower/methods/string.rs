//! Strings and characters: text, whose length JSONata counts in characters.

use super::convert::in_range;
use super::parts::count;
use super::{Call, Rows, Value, err, ok};
use crate::jsonata::{BinOp, Jx};
use crate::lower::Cx;
use crate::shape::Type;
use asl_hir::ExprKind;

pub(super) const ROWS: Rows<Value> = &[
    ("chars", chars),
    ("contains", contains),
    ("ends_with", ends_with),
    ("is_ascii_alphabetic", is_ascii_alphabetic),
    ("is_ascii_alphanumeric", is_ascii_alphanumeric),
    ("is_ascii_digit", is_ascii_digit),
    ("is_ascii_lowercase", is_ascii_lowercase),
    ("is_ascii_uppercase", is_ascii_uppercase),
    ("is_empty", is_empty),
    ("lines", lines),
    ("max", max),
    ("min", min),
    ("parse", parse),
    ("repeat", repeat),
    ("replace", replace),
    ("split", split),
    ("split_once", split_once),
    ("split_whitespace", split_whitespace),
    ("starts_with", starts_with),
    ("strip_prefix", strip_prefix),
    ("strip_suffix", strip_suffix),
    ("to_lowercase", to_lowercase),
    ("to_uppercase", to_uppercase),
    ("trim", trim),
    ("trim_end", trim_end),
    ("trim_start", trim_start),
];

/// A pattern: text or a character. Closures and sets of characters have no counterpart.
fn pattern(cx: &mut Cx<'_>, call: &Call<'_>, at: usize) -> Option<Jx> {
    let arg = call.arg(cx, at)?;
    if !matches!(arg.kind, ExprKind::Closure(_) | ExprKind::List(_)) {
        let value = cx.value(arg)?;
        if matches!(value.ty, Type::String | Type::Char | Type::Unknown) {
            return Some(value.x);
        }
    }
    cx.error(
        arg.span,
        format!("`.{}()` takes text or a character in a state machine, nothing else", call.name),
        "test the characters with `.chars().any(…)`".to_owned(),
    )
}

fn length(text: &Jx) -> Jx {
    Jx::call("length", [text.clone()])
}

fn is_empty(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    Some(Value::bool(Jx::eq(text.x, Jx::str(""))))
}

fn contains(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let part = pattern(cx, call, 0)?;
    Some(Value::bool(Jx::call("contains", [text.x, part])))
}

/// The text's first characters, as many as the other has, and whether they are the other.
fn starts(text: &Jx, part: &Jx) -> Jx {
    Jx::eq(Jx::call("substring", [text.clone(), Jx::int(0), length(part)]), part.clone())
}

/// The text's last characters. Where the part is longer, the start falls before the text and too few remain to be equal.
fn ends(text: &Jx, part: &Jx) -> Jx {
    Jx::eq(Jx::call("substring", [text.clone(), Jx::sub(length(text), length(part))]), part.clone())
}

fn starts_with(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let part = pattern(cx, call, 0)?;
    Some(Value::bool(cx.once("part", part, |_, part| starts(&text.x, &part))))
}

fn ends_with(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let part = pattern(cx, call, 0)?;
    let x = cx.once("text", text.x, |cx, text| cx.once("part", part, |_, part| ends(&text, &part)));
    Some(Value::bool(x))
}

fn strip_prefix(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let part = pattern(cx, call, 0)?;
    let x = cx.once("text", text.x, |cx, text| {
        cx.once("part", part, |_, part| {
            let rest = Jx::call("substring", [text.clone(), length(&part)]);
            Jx::cond(starts(&text, &part), rest, Jx::Null)
        })
    });
    Some(Value::new(x, Type::option(Type::String)))
}

fn strip_suffix(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let part = pattern(cx, call, 0)?;
    let x = cx.once("text", text.x, |cx, text| {
        cx.once("part", part, |_, part| {
            let rest = Jx::call("substring", [text.clone(), Jx::int(0), Jx::sub(length(&text), length(&part))]);
            Jx::cond(ends(&text, &part), rest, Jx::Null)
        })
    });
    Some(Value::new(x, Type::option(Type::String)))
}

fn to_lowercase(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    Some(Value::string(Jx::call("lowercase", [text.x])))
}

fn to_uppercase(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    Some(Value::string(Jx::call("uppercase", [text.x])))
}

/// `$trim` would also collapse the blanks inside.
fn trimmed(text: Jx, blanks: &'static str) -> Option<Value> {
    Some(Value::string(Jx::call("replace", [text, Jx::Regex(blanks), Jx::str("")])))
}

fn trim(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    trimmed(text.x, r"^\s+|\s+$")
}

fn trim_start(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    trimmed(text.x, r"^\s+")
}

fn trim_end(_: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    trimmed(text.x, r"\s+$")
}

/// A pattern that must not be empty: JSONata fails on an empty one or splits between all characters, Rust does something else.
fn separator(cx: &mut Cx<'_>, call: &Call<'_>, at: usize) -> Option<Jx> {
    let part = pattern(cx, call, at)?;
    if let Jx::Str(text) = &part {
        return match text.is_empty() {
            true => call.refuse(
                cx,
                format!("`.{}(\"\")` means something else in JSONata", call.name),
                "use `.chars()` for the single characters",
            ),
            false => Some(part),
        };
    }
    Some(cx.once("part", part, |_, part| {
        Jx::guarded(Jx::ne(part.clone(), Jx::str("")), part, "an empty separator or pattern")
    }))
}

fn replace(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let from = separator(cx, call, 0)?;
    let to = call.value(cx, 1)?;
    Some(Value::string(Jx::call("replace", [text.x, from, to.x])))
}

fn split(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let separator = separator(cx, call, 0)?;
    Some(Value::new(Jx::call("split", [text.x, separator]), Type::list(Type::String)))
}

fn split_once(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    use crate::jsonata::Element::Single;
    let part = pattern(cx, call, 0)?;
    let x = cx.once("text", text.x, |cx, text| {
        cx.once("part", part, |_, part| {
            let both = [text.clone(), part.clone()];
            let before = Jx::call("substringBefore", both.clone());
            let after = Jx::call("substringAfter", both.clone());
            Jx::cond(Jx::call("contains", both), Jx::array([(before, Single), (after, Single)]), Jx::Null)
        })
    });
    Some(Value::new(x, Type::option(Type::Tuple(vec![Type::String, Type::String]))))
}

fn split_whitespace(cx: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    let name = cx.local("word");
    let filled = Jx::lambda([name.clone()], Jx::ne(Jx::local(&name), Jx::str("")));
    let words = Jx::call("split", [text.x, Jx::Regex(r"\s+")]);
    Some(Value::new(Jx::listed(Jx::call("filter", [words, filled])), Type::list(Type::String)))
}

/// Rust ends a line with each line break and has no line after the last one: an empty last piece is none.
fn lines(cx: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    let (line, at, all) = (cx.local("line"), cx.local("i"), cx.local("lines"));
    let last = Jx::sub(count(Jx::local(&all)), Jx::int(1));
    let kept = Jx::some_of(vec![Jx::binary(BinOp::Lt, Jx::local(&at), last), Jx::ne(Jx::local(&line), Jx::str(""))]);
    let pieces = Jx::call("split", [text.x, Jx::Regex(r"\r?\n")]);
    let x = Jx::listed(Jx::call("filter", [pieces, Jx::lambda([line, at, all], kept)]));
    Some(Value::new(x, Type::list(Type::String)))
}

/// `$split(text, "")` cuts characters beyond the 16-bit plane in two; `$substring` doesn't.
fn chars(cx: &mut Cx<'_>, _: &Call<'_>, text: Value) -> Option<Value> {
    let at = cx.local("i");
    let x = cx.once("text", text.x, |_, text| {
        let positions = Jx::range(Jx::int(0), Jx::sub(length(&text), Jx::int(1)));
        let one = Jx::call("substring", [text, Jx::local(&at), Jx::int(1)]);
        Jx::listed(Jx::call("map", [positions, Jx::lambda([at], one)]))
    });
    Some(Value::new(x, Type::list(Type::Char)))
}

fn repeat(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let times = call.value(cx, 0)?;
    let at = cx.local("i");
    let x = cx.once("text", text.x, |_, text| {
        let positions = Jx::range(Jx::int(1), times.x);
        Jx::call("join", [Jx::listed(Jx::call("map", [positions, Jx::lambda([at], text)]))])
    });
    Some(Value::string(x))
}

/// `$max` and `$min` compare numbers only.
fn max(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    pick(cx, call, text, BinOp::Gt)
}

fn min(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    pick(cx, call, text, BinOp::Lt)
}

fn pick(cx: &mut Cx<'_>, call: &Call<'_>, text: Value, op: BinOp) -> Option<Value> {
    let other = call.value_as(cx, 0, &text.ty)?;
    let x = cx
        .once("a", text.x, |cx, a| cx.once("b", other.x, |_, b| Jx::cond(Jx::binary(op, a.clone(), b.clone()), a, b)));
    Some(Value::new(x, text.ty))
}

fn is_ascii_digit(cx: &mut Cx<'_>, call: &Call<'_>, c: Value) -> Option<Value> {
    class(cx, call, c, "[0-9]")
}

fn is_ascii_alphabetic(cx: &mut Cx<'_>, call: &Call<'_>, c: Value) -> Option<Value> {
    class(cx, call, c, "[A-Za-z]")
}

fn is_ascii_alphanumeric(cx: &mut Cx<'_>, call: &Call<'_>, c: Value) -> Option<Value> {
    class(cx, call, c, "[A-Za-z0-9]")
}

fn is_ascii_lowercase(cx: &mut Cx<'_>, call: &Call<'_>, c: Value) -> Option<Value> {
    class(cx, call, c, "[a-z]")
}

fn is_ascii_uppercase(cx: &mut Cx<'_>, call: &Call<'_>, c: Value) -> Option<Value> {
    class(cx, call, c, "[A-Z]")
}

fn class(cx: &mut Cx<'_>, call: &Call<'_>, c: Value, class: &'static str) -> Option<Value> {
    match c.ty {
        Type::Char => Some(Value::bool(Jx::call("contains", [c.x, Jx::Regex(class)]))),
        ty => cx.untranslatable(call, &ty),
    }
}

/// What `parse` accepts of a number, checked before `$number`, which fails on what it doesn't know and takes `0x10` and `1e3`.
/// `$` would let a final line break through in some engines, so the test is that nothing is left when the number is removed.
fn matches_whole(text: &Jx, pattern: &'static str) -> Jx {
    Jx::all(vec![
        Jx::ne(text.clone(), Jx::str("")),
        Jx::eq(Jx::call("replace", [text.clone(), Jx::Regex(pattern), Jx::str("")]), Jx::str("")),
    ])
}

/// `$number` refuses a plus sign and leading zeros.
fn plain_number(text: Jx) -> Jx {
    let unsigned = Jx::call("replace", [text, Jx::Regex(r"^\+"), Jx::str("")]);
    Jx::call("replace", [unsigned, Jx::Regex("^(-?)0+([0-9])"), Jx::str("$1$2")])
}

fn parse(cx: &mut Cx<'_>, call: &Call<'_>, text: Value) -> Option<Value> {
    let target = call.e.ty.map_or(Type::Unknown, |slot| cx.slot(slot));
    let target = if let Type::Result(target, _) = target { *target } else { target };
    let failed = err(Jx::Null);
    let x = match &target {
        Type::String => ok(text.x),
        Type::Bool => cx.once("text", text.x, |_, text| {
            Jx::choose(
                vec![
                    (Jx::eq(text.clone(), Jx::str("true")), ok(Jx::Bool(true))),
                    (Jx::eq(text, Jx::str("false")), ok(Jx::Bool(false))),
                ],
                failed,
            )
        }),
        Type::Char => cx.once("text", text.x, |_, text| Jx::cond(Jx::eq(length(&text), Jx::int(1)), ok(text), failed)),
        Type::Int(to) => {
            let digits = if to.signed { "^[+-]?[0-9]+" } else { r"^\+?[0-9]+" };
            cx.once("text", text.x, |cx, text| {
                let mut number = Jx::call("number", [plain_number(text.clone())]);
                if to.signed {
                    // `-0` is no integer of its own.
                    number = Jx::Sum(
                        [(crate::jsonata::Sign::Plus, number), (crate::jsonata::Sign::Plus, Jx::int(0))].into(),
                    );
                }
                let checked = cx.once("n", number, |_, n| Jx::cond(in_range(&n, *to), ok(n), failed.clone()));
                Jx::cond(matches_whole(&text, digits), checked, failed)
            })
        }
        Type::Float => {
            let number = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";
            cx.once("text", text.x, |_, text| {
                // `.5` and `5.` are numbers in Rust, not in JSON.
                let led = Jx::call("replace", [text.clone(), Jx::Regex(r"^([+-]?)\."), Jx::str("$10.")]);
                let trailed = Jx::call("replace", [led, Jx::Regex(r"\.([eE]|$)"), Jx::str("$1")]);
                let value = Jx::call("number", [plain_number(trailed)]);
                Jx::cond(matches_whole(&text, number), ok(value), failed)
            })
        }
        ty => {
            let message = format!("text cannot be parsed as `{ty}` in a state machine");
            return call.refuse(
                cx,
                message,
                "`bool`, `char`, `String`, floats and integers of at most 64 bits can be parsed; parse others in a `#[task]`",
            );
        }
    };
    Some(Value::new(x, Type::Result(Box::new(target), Box::new(Type::Unit))))
}

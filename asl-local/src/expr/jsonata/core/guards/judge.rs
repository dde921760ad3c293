//! Which calls would take too much.

use std::borrow::Cow;
use std::time::Instant;

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::super::MAX_LIST;
use super::super::raise::{fails, unsupported};
use super::super::watch::Watched;
use super::regexes::{self, Finds};
use super::{MAX_BYTES, numbers, size, too_long};

/// How long a text may become where only an upper bound is known, as behind a regular expression.
const MAX_ESTIMATE: usize = 64 * MAX_BYTES;

/// The longest picture of a number or date: the engine formats none with 65,536 digits, and takes time that grows with the square.
const MAX_PICTURE: usize = 1_000;

/// The most digits of a year that the engine computes rightly.
const MAX_WIDTH: u32 = 18;

/// The most digits of a part of a date.
const MAX_DIGITS: usize = 9;

/// From here on the engine's integers are not the numbers.
const EXACT: f64 = (1_u64 << 53) as f64;

/// The longest number in letters that is exact: 26¹³.
const MAX_LETTERS: usize = 13;

/// Fails if the call would take too much, or if the engine can't do it rightly.
pub(super) fn judge(call: &Watched<'_>, started: Instant) -> Result<(), EvaluatorError> {
    use JValue::{Array, Number, Object, String, Undefined};
    match (call.function, &*with_context(call)) {
        ("pad", [String(_), Number(width), ..]) if width.abs() > MAX_BYTES as f64 => Err(too_long()),
        ("string", [value, ..]) => size::bytes(value),
        // The engine reads what JavaScript's `Number` does; the reference looks first.
        ("number", [String(text)]) if !is_number(text) => fails(format!("D3030: Cannot convert '{text}' to number")),
        ("join", [Array(items), separator @ ..]) => {
            let separator = if let [String(separator), ..] = separator { separator.len() } else { 0 };
            bounded(items.iter().map(|item| separator + text(item)), MAX_BYTES)
        }
        ("contains" | "match" | "split" | "replace", [String(subject), rest @ ..]) => {
            searches(call.function, subject, rest, started)
        }
        ("formatBase", [Number(value)] | [Number(value), Number(_) | Undefined]) if value.abs() >= EXACT => {
            unsupported("a number of so many digits")
        }
        ("formatBase", [Number(_), Number(radix)]) if radix.fract() != 0.0 => unsupported("a radix with a fraction"),
        ("formatNumber", [Number(value), String(picture)]) => {
            picture_length(picture)?;
            numbers::judge(*value, &numbers::shortened(picture), None)
        }
        ("formatNumber", [Number(value), String(picture), options @ (Object(_) | Undefined)]) => {
            picture_length(picture)?;
            numbers::judge(*value, picture, Some(options))
        }
        ("formatNumber", [.., String(picture)] | [_, String(picture), _]) => picture_length(picture),
        ("formatInteger", [Number(value), String(picture)]) => {
            picture_length(picture)?;
            // A Roman number has a letter for each thousand.
            let letters = if picture.starts_with(['i', 'I']) { value.abs() / 1_000.0 } else { 0.0 };
            if value.abs() >= i64::MAX as f64 && !picture.starts_with(['i', 'I', 'w', 'W']) {
                return unsupported("a number of so many digits");
            }
            if letters > MAX_BYTES as f64 { Err(too_long()) } else { Ok(()) }
        }
        ("parseInteger", [String(text), String(picture)]) => {
            picture_length(picture)?;
            can_be_read(text, picture)
        }
        ("toMillis", [String(text)]) if has_no_such_day(text) => unsupported("a date that no calendar has"),
        ("toMillis", [String(text), String(picture)]) => {
            dates(picture)?;
            can_be_read(text, picture)
        }
        ("fromMillis", [Number(_), String(_) | Undefined, String(zone)]) if !is_zone(zone) => {
            unsupported("a timezone that is not like `+0100`")
        }
        ("fromMillis", [_, String(picture), ..]) => dates(picture),
        _ => Ok(()),
    }
}

/// The arguments, the context among them where the reference takes it because the first one is not written.
fn with_context<'w>(call: &Watched<'w>) -> Cow<'w, [JValue]> {
    let takes_context = match call.function {
        "contains" | "match" | "pad" | "parseInteger" | "split" => call.arguments.len() == 1,
        "replace" => call.arguments.len() == 2,
        "formatBase" | "formatInteger" | "formatNumber" | "fromMillis" => {
            !matches!(call.arguments.first(), Some(JValue::Number(_) | JValue::Undefined))
        }
        _ => false,
    };
    if takes_context {
        std::iter::once(call.context).chain(call.arguments).cloned().collect()
    } else {
        Cow::Borrowed(call.arguments)
    }
}

fn searches(function: &str, subject: &str, arguments: &[JValue], started: Instant) -> Result<(), EvaluatorError> {
    if let [JValue::Regex { pattern, flags }, ..] = arguments {
        let finds = match function {
            "contains" => Finds::One,
            "replace" => Finds::Text,
            "split" => Finds::Parts,
            _ => Finds::List,
        };
        regexes::judge(pattern, flags, subject, finds, started)?;
    }
    match (function, arguments) {
        ("replace", [pattern, JValue::String(replacement), ..]) => {
            let (most, times) = match pattern {
                JValue::String(pattern) if !pattern.is_empty() => (MAX_BYTES, subject.matches(&**pattern).count()),
                _ => (MAX_ESTIMATE, subject.len() + 1),
            };
            if times.saturating_mul(replacement.len()) > most { Err(too_long()) } else { Ok(()) }
        }
        // JavaScript's characters beyond 16 bits are two, which fall apart.
        ("split", [JValue::String(separator), ..])
            if separator.is_empty() && subject.chars().any(|letter| letter > '\u{FFFF}') =>
        {
            unsupported("a text that is split within a character")
        }
        ("split", [JValue::String(separator)]) => {
            let parts = if separator.is_empty() { subject.len() } else { subject.matches(&**separator).count() };
            if parts > MAX_LIST { Err(too_long()) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

fn text(item: &JValue) -> usize {
    if let JValue::String(text) = item { text.len() } else { 0 }
}

fn bounded(parts: impl Iterator<Item = usize>, most: usize) -> Result<(), EvaluatorError> {
    if parts.fold(0, usize::saturating_add) > most { Err(too_long()) } else { Ok(()) }
}

fn picture_length(picture: &str) -> Result<(), EvaluatorError> {
    if picture.len() > MAX_PICTURE { unsupported("a picture of more than 1,000 bytes") } else { Ok(()) }
}

fn dates(picture: &str) -> Result<(), EvaluatorError> {
    picture_length(picture)?;
    if has_wide_part(picture) { unsupported("a date picture with a width beyond 18") } else { Ok(()) }
}

/// The engine's arithmetic overflows over numbers of many letters or digits, and over digits of other scripts.
fn can_be_read(text: &str, picture: &str) -> Result<(), EvaluatorError> {
    let longest = |is: fn(char) -> bool| text.split(|letter| !is(letter)).map(str::len).max().unwrap_or(0);
    let is_of_letters = picture.starts_with(['a', 'A']) && text.chars().count() > MAX_LETTERS;
    if is_of_letters || picture.contains(['a', 'A']) && longest(char::is_alphabetic) > MAX_LETTERS {
        return unsupported("a number of so many letters");
    }
    if picture.contains('[') && longest(|letter| letter.is_ascii_digit()) > MAX_DIGITS {
        return unsupported("a date of so many digits");
    }
    let is_foreign = |letter: char| letter.is_numeric() && !letter.is_ascii();
    if picture.chars().any(is_foreign) && !text.chars().all(is_foreign) {
        return unsupported("a picture with digits of another script");
    }
    Ok(())
}

/// Whether a part in brackets has a width of too many digits: `[Y,30-30]`, or a zero for each.
fn has_wide_part(picture: &str) -> bool {
    picture.split('[').skip(1).any(|part| {
        let part = part.split(']').next().unwrap_or_default();
        let (presentation, widths) = part.split_once(',').unwrap_or((part, ""));
        let digits = presentation.chars().filter(|letter| letter.is_numeric() || *letter == '#').count();
        digits > MAX_WIDTH as usize
            || widths.split(['-', ' ']).any(|width| {
                !width.is_empty() && width != "*" && width.trim().parse::<u32>().map_or(true, |width| width > MAX_WIDTH)
            })
    })
}

/// `-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?`, or a prefix of another base.
fn is_number(text: &str) -> bool {
    if ["0x", "0X", "0o", "0O", "0b", "0B"].iter().any(|prefix| text.starts_with(prefix)) {
        return true;
    }
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(before, after)| (before, Some(after)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(before, after)| (before, Some(after)));
    is_digits(whole.strip_prefix('-').unwrap_or(whole))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)))
}

/// A date like `2018-02-30`: JavaScript's engines make another day of it, or NaN; the engine refuses it.
fn has_no_such_day(text: &str) -> bool {
    let number = |at: std::ops::Range<usize>| text.get(at).and_then(|digits| digits.parse::<u32>().ok());
    let has_dash = |at| text.as_bytes().get(at) == Some(&b'-');
    let (Some(year), Some(month)) = (number(0..4), number(5..7)) else { return false };
    if !has_dash(4) || month > 19 {
        return false;
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = if has_dash(7) { number(8..10) } else { None };
    let hour = if text.as_bytes().get(10) == Some(&b'T') { number(11..13) } else { None };
    !(1..=12).contains(&month)
        || day.is_some_and(|day| day < 40 && !(1..=days).contains(&day))
        || hour.is_some_and(|hour| (24..30).contains(&hour))
}

/// The reference makes a date of NaN of any other.
fn is_zone(zone: &str) -> bool {
    let digits = zone.strip_prefix(['+', '-']).unwrap_or(zone);
    digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

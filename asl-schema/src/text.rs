//! What a string is before anything is parsed.

/// Whether AWS takes this string for a JSONata expression: it starts with `{%` and ends with `%}`. Text around the pair makes it a plain string.
///
/// ```
/// assert!(asl_schema::text::is_expression("{% $states.input %}"));
/// assert!(!asl_schema::text::is_expression("total: {% $n %}"));
/// ```
pub fn is_expression(text: &str) -> bool {
    text.len() >= 4 && text.starts_with("{%") && text.ends_with("%}")
}

/// Whether the string is one `${Placeholder}` that is filled when the machine is deployed: what it stands for is not known.
///
/// ```
/// assert!(asl_schema::text::is_placeholder("${Delay}"));
/// assert!(!asl_schema::text::is_placeholder("${A}${B}") && !asl_schema::text::is_placeholder("in ${Region}"));
/// ```
pub fn is_placeholder(text: &str) -> bool {
    let name = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    name.is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// A number as AWS documents numbers, its digits in groups of three: `99,999,999`, `-1,000.5`.
pub(crate) fn grouped(number: impl std::fmt::Display) -> String {
    let plain = number.to_string();
    let digits = plain.trim_start_matches('-').find(|letter: char| !letter.is_ascii_digit());
    let sign = plain.len() - plain.trim_start_matches('-').len();
    let end = digits.map_or(plain.len(), |length| sign + length);
    let mut grouped = String::with_capacity(plain.len() + plain.len() / 3);
    for (at, letter) in plain.char_indices() {
        if at > sign && at < end && (end - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(letter);
    }
    grouped
}

/// Whether a deployment may replace something in it: it holds a `${Name}`.
pub(crate) fn has_placeholder(text: &str) -> bool {
    // Every string is asked: two bytes are found faster than a text.
    let Some(first) = text.as_bytes().windows(2).position(|pair| pair == b"${") else { return false };
    let Some(end) = text.rfind('}') else { return false };
    let mut marks = text.get(first..end).unwrap_or_default().match_indices("${");
    marks.any(|(at, _)| !text.get(first + at + 2..).unwrap_or_default().starts_with('}'))
}

/// Whether a person who writes this string most likely means a path into the data (`$.order`, `$[0]`) or the context object (`$$.Task.Token`).
/// A lone `$` may be a currency.
///
/// ```
/// use asl_schema::text::is_path_like;
/// assert!(is_path_like("$.order") && is_path_like("$$.Task.Token") && is_path_like("$[0]"));
/// assert!(!is_path_like("$5") && !is_path_like("${Table}") && !is_path_like("$"));
/// ```
pub fn is_path_like(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('$') else { return false };
    let rest = rest.strip_prefix('$').unwrap_or(rest);
    let names = |rest: &str| rest.starts_with(|letter: char| letter.is_alphabetic() || "_['*.".contains(letter));
    rest.starts_with('[') || rest.strip_prefix('.').is_some_and(names)
}

/// Whether a person who writes this string most likely means an intrinsic function: `States.UUID()`.
pub fn is_intrinsic_like(text: &str) -> bool {
    text.strip_prefix("States.").is_some_and(|rest| {
        let name = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        name > 0 && rest.get(name..).is_some_and(|after| after.starts_with('('))
    })
}

/// Every `$name` in a text, without parsing it.
pub(crate) fn variables_in(text: &str) -> impl Iterator<Item = &str> {
    let rests = text.match_indices('$').filter_map(|(at, _)| text.get(at + 1..));
    let names = rests.filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next());
    names.filter(|name| !name.is_empty())
}

/// Whether AWS takes this string for a timestamp: RFC 3339 with `T` and with `Z` or an offset. Refused, as AWS was seen to: a space for the `T`,
/// no zone, month 13, hour 25.
///
/// ```
/// use asl_schema::text::is_timestamp;
/// assert!(is_timestamp("2026-11-22T18:30:00.5+01:00"));
/// assert!(!is_timestamp("2026-11-22 18:30:00Z"));
/// assert!(!is_timestamp("2026-02-30T18:30:00Z"));
/// ```
pub fn is_timestamp(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let is = |offset: usize, wanted: &[u8]| text.as_bytes().get(offset).is_some_and(|byte| wanted.contains(byte));
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else { return false };
    let (Some(hour), Some(minute), Some(second)) = (digits(11..13), digits(14..16), digits(17..19)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let separators = is(4, b"-") && is(7, b"-") && is(10, b"Tt") && is(13, b":") && is(16, b":");
    // RFC 3339 knows leap seconds.
    let ranges = (1..=12).contains(&month) && (1..=days).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    if !separators || !ranges {
        return false;
    }
    let Some(mut zone) = text.get(19..) else { return false };
    if let Some(fraction) = zone.strip_prefix('.') {
        zone = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if zone.len() == fraction.len() {
            return false;
        }
    }
    match zone.as_bytes() {
        b"Z" | b"z" => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) && zone[1..3] < *"24" && zone[4..6] < *"60"
        }
        _ => false,
    }
}

/// Whether a variable can have this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableName {
    /// It can.
    Good,
    /// `states` is what Step Functions itself provides.
    Reserved,
    /// It has more than 80 characters.
    TooLong,
    /// It is a place inside a variable: `order.total`, `lines[0]`.
    Place,
    /// It would be a name without the `_` that it begins with. The rule that AWS names excludes it; whether AWS refuses it was not seen.
    Underscore,
    /// It has a character that no name has, or is empty.
    Characters,
}

/// The longest name of a variable, in characters.
const LONGEST_VARIABLE: usize = 80;

/// Judges the name of a variable, without `$`: an identifier by Unicode's rules (UAX #31), at most 80 characters long and not `states`
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html>).
///
/// ```
/// use asl_schema::text::{VariableName, variable_name};
/// assert_eq!(variable_name("größe_2"), VariableName::Good);
/// assert_eq!(variable_name("states"), VariableName::Reserved);
/// assert_eq!(variable_name("order.total"), VariableName::Place);
/// assert_eq!(variable_name("2nd"), VariableName::Characters);
/// ```
pub fn variable_name(name: &str) -> VariableName {
    if name == "states" {
        return VariableName::Reserved;
    }
    if name.chars().nth(LONGEST_VARIABLE).is_some() {
        return VariableName::TooLong;
    }
    let is_identifier = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(unicode_ident::is_xid_start) && letters.all(unicode_ident::is_xid_continue)
    };
    if is_identifier(name) {
        return VariableName::Good;
    }
    if is_identifier(name.trim_start_matches('_')) {
        return VariableName::Underscore;
    }
    let head = name.split(['.', '[']).next().unwrap_or_default();
    if head.len() < name.len() && is_identifier(head) { VariableName::Place } else { VariableName::Characters }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_are_grouped_as_aws_writes_them() {
        let groups =
            [(0.0, "0"), (999.0, "999"), (1000.0, "1,000"), (-99_999_999.5, "-99,999,999.5"), (0.0625, "0.0625")];
        for (number, expected) in groups {
            assert_eq!(grouped(number), expected);
        }
        assert_eq!(grouped(123_456), "123,456");
    }
}

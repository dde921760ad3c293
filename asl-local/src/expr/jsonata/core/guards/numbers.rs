//! Pictures of numbers: what the engine formats as the reference does, and what it does not.

use std::borrow::Cow;

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::super::raise::{fails, unsupported};

/// From here on JavaScript writes a number with an exponent, also into a picture; the engine does not.
const IN_FULL: f64 = 1e21;

/// From here on the numbers that a double tells apart are more than one apart.
const EXACT: f64 = (1_u64 << 53) as f64;

/// The options that the engine knows.
const OPTIONS: [&str; 5] = ["decimal-separator", "grouping-separator", "per-mille", "percent", "zero-digit"];

/// Fails if the engine formats the number otherwise than the reference.
pub(super) fn judge(value: f64, picture: &str, options: Option<&JValue>) -> Result<(), EvaluatorError> {
    let signs = Signs::of(options)?;
    for part in picture.split(';') {
        sub_picture(value.abs(), part, &signs)?;
    }
    Ok(())
}

/// The signs of a picture that can be others.
struct Signs {
    decimal: char,
    grouping: char,
    zero: char,
}

impl Signs {
    fn of(options: Option<&JValue>) -> Result<Signs, EvaluatorError> {
        let mut signs = Signs { decimal: '.', grouping: ',', zero: '0' };
        let Some(JValue::Object(options)) = options else { return Ok(signs) };
        for (name, option) in options.iter() {
            if !OPTIONS.contains(&name.as_str()) {
                return unsupported(format_args!("the option `{name}` of a number's picture"));
            }
            let sign = if let JValue::String(text) = option { text.chars().next() } else { None };
            match (name.as_str(), sign) {
                ("decimal-separator", Some(sign)) => signs.decimal = sign,
                ("grouping-separator", Some(sign)) => signs.grouping = sign,
                ("zero-digit", Some(sign)) => signs.zero = sign,
                _ => {}
            }
        }
        Ok(signs)
    }

    fn is_digit(&self, letter: char) -> bool {
        let family = u32::from(self.zero)..u32::from(self.zero) + 10;
        letter == '#' || family.contains(&u32::from(letter))
    }

    fn is_active(&self, letter: char) -> bool {
        self.is_digit(letter) || letter == self.decimal || letter == self.grouping
    }
}

fn sub_picture(size: f64, picture: &str, signs: &Signs) -> Result<(), EvaluatorError> {
    let scale = if picture.contains('%') {
        100.0
    } else if picture.contains('‰') {
        1_000.0
    } else {
        1.0
    };
    if size * scale >= IN_FULL {
        return unsupported("a number of so many digits");
    }
    let is_active = |letter: char| signs.is_active(letter);
    let (Some(first), Some(last)) = (picture.find(is_active), picture.rfind(is_active)) else { return Ok(()) };
    let mut behind = picture.get(last..).unwrap_or_default().chars();
    behind.next();
    let suffix = behind.as_str();
    if suffix.starts_with('e') {
        // The last rule of all, so it is the one that is told.
        return fails("D3093: no digit");
    }
    let active = picture.get(first..picture.len() - suffix.len()).unwrap_or_default();
    if active.contains('E') {
        return unsupported("an `E` within a picture");
    }
    let mantissa = active.split('e').next().unwrap_or_default();
    let (integer, fraction) = mantissa.split_once(signs.decimal).unwrap_or((mantissa, ""));
    let digits = fraction.chars().filter(|letter| signs.is_digit(*letter)).count();
    let digits = i32::try_from(digits).unwrap_or(i32::MAX);
    if size >= 1.0 && digits > 0 && size * scale * 10_f64.powi(digits) >= EXACT {
        return unsupported("a number of so many digits");
    }
    if fraction.contains(signs.grouping) {
        return unsupported("a picture with groups in the fraction");
    }
    if integer.starts_with('#') && integer.trim_start_matches(['#', signs.grouping]).contains('#') {
        return unsupported("a picture with a `#` after a digit");
    }
    groups(size * scale, integer, signs)
}

/// The engine separates groups where the picture does, and repeats none where it has several separators; in the reference groups of one size repeat.
fn groups(size: f64, integer: &str, signs: &Signs) -> Result<(), EvaluatorError> {
    let lengths: Vec<usize> = integer
        .split(signs.grouping)
        .map(|group| group.chars().filter(|letter| signs.is_digit(*letter)).count())
        .collect();
    let [_, inner @ ..] = &*lengths else { return Ok(()) };
    let Some((one, others)) = inner.split_first() else { return Ok(()) };
    if others.is_empty() {
        return Ok(());
    }
    if lengths.contains(&0) {
        // The engine refuses it, as the reference does.
        return Ok(());
    }
    if others.iter().any(|other| other != one) {
        return unsupported("a picture with groups of several sizes");
    }
    let shown = i32::try_from(one * lengths.len()).unwrap_or(i32::MAX);
    // Rounding may add a digit.
    if size >= 10_f64.powi(shown) - 1.0 { unsupported("a number with more groups than its picture") } else { Ok(()) }
}

/// The same picture with one separator, which is repeated: `#,##0` for `#,###,##0`.
pub(super) fn shortened(picture: &str) -> String {
    let parts: Vec<Cow<'_, str>> = picture.split(';').map(shortened_part).collect();
    parts.join(";")
}

fn shortened_part(picture: &str) -> Cow<'_, str> {
    let (Some(first), Some(last)) = (picture.find('#'), picture.rfind(',')) else { return Cow::Borrowed(picture) };
    let (prefix, rest) = picture.split_at(first.min(last));
    let (before, after) = rest.split_at(last - prefix.len());
    let size = after.chars().skip(1).take_while(|letter| matches!(letter, '#' | '0'..='9')).count();
    let is_optional = before.starts_with('#') && before.chars().all(|letter| matches!(letter, '#' | ','));
    if is_optional && before.split(',').skip(1).all(|group| group.len() == size) {
        return Cow::Owned(format!("{prefix}#{after}"));
    }
    Cow::Borrowed(picture)
}

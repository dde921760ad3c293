//! Moments: RFC 3339 texts and the virtual clock's milliseconds.

/// Nanoseconds since 1970, wide enough for every year that RFC 3339 can write.
pub(crate) type Nanos = i128;

const SECOND: Nanos = 1_000_000_000;

/// The moment that an RFC 3339 text names; `None` for what AWS takes for no timestamp.
pub(crate) fn parse(text: &str) -> Option<Nanos> {
    if !asl_schema::text::is_timestamp(text) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let days = days_from_civil(number(0..4)?, number(5..7)?, number(8..10)?);
    let seconds = number(11..13)? * 3_600 + number(14..16)? * 60 + number(17..19)?;
    let mut rest = text.get(19..)?;
    let mut nanos: Nanos = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let mut unit = SECOND;
        for digit in fraction.bytes().take(digits.min(9)) {
            unit /= 10;
            nanos += unit * Nanos::from(digit - b'0');
        }
        rest = fraction.get(digits..)?;
    }
    let offset = if rest.eq_ignore_ascii_case("z") {
        0
    } else {
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        sign * (rest.get(1..3)?.parse::<i64>().ok()? * 3_600 + rest.get(4..6)?.parse::<i64>().ok()? * 60)
    };
    Some(Nanos::from(days * 86_400 + seconds - offset) * SECOND + nanos)
}

/// `2026-11-22T18:30:00.000Z`, as the context object writes moments.
pub(crate) fn format(millis: u64) -> String {
    let (days, of_day) = (millis / 86_400_000, millis % 86_400_000);
    let (year, month, day) = civil_from_days(i64::try_from(days).unwrap_or(i64::MAX / 2));
    let (seconds, fraction) = (of_day / 1_000, of_day % 1_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:03}Z")
}

/// The moment that an RFC 3339 text names, since 1970, to the millisecond; `None` for what is no such text, and for moments before 1970.
///
/// ```
/// let moment = asl_local::parse_timestamp("2026-01-01T01:00:00+01:00").unwrap();
/// assert_eq!(asl_local::format_timestamp(moment), "2026-01-01T00:00:00.000Z");
/// assert_eq!(asl_local::parse_timestamp("yesterday"), None);
/// ```
pub fn parse_timestamp(text: &str) -> Option<std::time::Duration> {
    let nanos = parse(text).filter(|nanos| *nanos >= 0)?;
    Some(duration(to_millis(nanos)))
}

/// The text of a moment since 1970, as the context object writes it: `2026-11-22T18:30:00.000Z`.
pub fn format_timestamp(since_1970: std::time::Duration) -> String {
    format(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
}

/// A time as people read it, to the millisecond, without units of which there are none.
///
/// ```
/// use std::time::Duration;
/// use asl_local::display_time;
///
/// assert_eq!(display_time(Duration::from_millis(1_500)), "1.5s");
/// assert_eq!(display_time(Duration::from_secs(7 * 86_400 + 60)), "7d 1m");
/// assert_eq!(display_time(Duration::ZERO), "0s");
/// ```
pub fn display_time(time: std::time::Duration) -> String {
    let (seconds, millis) = (time.as_secs(), time.subsec_millis());
    let units = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m")];
    let mut parts: Vec<String> =
        units.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    match (seconds % 60, millis) {
        (0, 0) if !parts.is_empty() => {}
        (seconds, 0) => parts.push(format!("{seconds}s")),
        (seconds, millis) => {
            let fraction = format!("{millis:03}");
            parts.push(format!("{seconds}.{}s", fraction.trim_end_matches('0')));
        }
    }
    parts.join(" ")
}

/// The virtual clock's milliseconds.
pub(crate) fn duration(millis: u64) -> std::time::Duration {
    std::time::Duration::from_millis(millis)
}

/// Milliseconds since 1970; moments before are 0.
pub(crate) fn to_millis(nanos: Nanos) -> u64 {
    u64::try_from(nanos / 1_000_000).unwrap_or(0)
}

/// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, `days_from_civil`).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The way back.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_moments() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2016-12-05T21:29:29+01:00", 1_480_969_769),
            ("1969-12-31T23:59:59Z", -1),
        ] {
            assert_eq!(parse(text), Some(Nanos::from(seconds) * SECOND), "{text}");
        }
        assert_eq!(parse("1970-01-01T00:00:00.25Z"), Some(250_000_000));
        assert_eq!(parse("2016-13-05T21:29:29Z"), None);
        assert_eq!(parse("2016-12-05 21:29:29Z"), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for millis in [0, 1, 951_825_600_123, 1_768_473_000_000, 253_402_300_799_999] {
            assert_eq!(parse(&format(millis)).map(to_millis), Some(millis));
        }
    }
}

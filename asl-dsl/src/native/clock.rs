//! The virtual clock: time passes only when everything waits.

use std::time::Duration;

/// 2026-01-01T00:00:00Z, where a run's clock starts unless told otherwise.
const DEFAULT_START: i64 = 1_767_225_600;

const SECONDS_PER_DAY: i64 = 86_400;

#[derive(Debug)]
pub(crate) struct Clock {
    /// Seconds since 1970 at which the run started.
    pub(crate) start: i64,
    /// What has passed since.
    pub(crate) elapsed: Duration,
    /// The earliest moment for which a future waits, in the current round of polling.
    alarm: Option<Duration>,
}

impl Default for Clock {
    fn default() -> Self {
        Clock { start: DEFAULT_START, elapsed: Duration::ZERO, alarm: None }
    }
}

impl Clock {
    /// Whether `until` has come; if not, the clock will stop there at the latest.
    pub(crate) fn reached(&mut self, until: Duration) -> bool {
        if until <= self.elapsed {
            return true;
        }
        self.alarm = Some(self.alarm.map_or(until, |alarm| alarm.min(until)));
        false
    }

    /// Moves to the earliest moment anybody waits for; false if nobody does.
    pub(crate) fn advance(&mut self) -> bool {
        let alarm = self.alarm.take();
        if let Some(alarm) = alarm {
            self.elapsed = self.elapsed.max(alarm);
        }
        alarm.is_some()
    }

    /// How long after the start `timestamp` is; zero if before. `None` if it is no RFC 3339 timestamp.
    pub(crate) fn until(&self, timestamp: &str) -> Option<Duration> {
        let (seconds, nanos) = parse(timestamp)?;
        let seconds = seconds.checked_sub(self.start)?;
        Some(u64::try_from(seconds).map_or(Duration::ZERO, |seconds| Duration::new(seconds, nanos)))
    }

    /// The current moment as the service writes it: RFC 3339 in UTC with milliseconds.
    pub(crate) fn now(&self) -> String {
        let elapsed = i64::try_from(self.elapsed.as_secs()).unwrap_or(i64::MAX);
        format_utc(self.start.saturating_add(elapsed), self.elapsed.subsec_millis())
    }
}

/// Seconds since 1970 and nanoseconds. Accepts what a Wait state's `Timestamp` takes: RFC 3339 with capital `T` and `Z`.
pub(crate) fn parse(text: &str) -> Option<(i64, u32)> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = bytes.get(from..to)?;
        digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0, |n, d| n * 10 + i64::from(d - b'0')))
    };
    let punctuation = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if punctuation.iter().any(|&(at, expected)| bytes.get(at) != Some(&expected)) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
        return None;
    }
    // A leap second is written 60.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut rest = 19;
    let mut nanos = 0;
    if bytes.get(rest) == Some(&b'.') {
        let digits = bytes.get(rest + 1..)?.iter().take_while(|b| b.is_ascii_digit()).count();
        for place in 0..9 {
            let digit = if place < digits { u32::from(bytes.get(rest + 1 + place)? - b'0') } else { 0 };
            nanos = nanos * 10 + digit;
        }
        if digits == 0 {
            return None;
        }
        rest += 1 + digits;
    }
    let offset = match bytes.get(rest..)? {
        b"Z" => 0,
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let (hours, minutes) = (number(rest + 1, rest + 3)?, number(rest + 4, rest + 6)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            (hours * 3600 + minutes * 60) * if *sign == b'-' { -1 } else { 1 }
        }
        _ => return None,
    };
    let seconds = days_from_civil(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset;
    Some((seconds, nanos))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that start in March so that the leap day
/// is the last of its year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    365 * year + leap_days + day_of_year - 719_468
}

fn format_utc(seconds: i64, millis: u32) -> String {
    let (days, rest) = (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
    let (year, month, day) = civil_from_days(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{format_utc, parse};

    #[test]
    fn timestamps_read_and_write() {
        let table = [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("2000-02-29T12:00:00.5Z", Some((951_825_600, 500_000_000))),
            ("2026-01-01T01:00:00+01:00", Some((1_767_225_600, 0))),
            ("2025-12-31T23:30:00-00:30", Some((1_767_225_600, 0))),
            ("1969-12-31T23:59:59Z", Some((-1, 0))),
            ("2023-02-29T00:00:00Z", None),
            ("2026-13-01T00:00:00Z", None),
            ("2026-01-01t00:00:00Z", None),
            ("2026-01-01T00:00:00z", None),
            ("2026-01-01T00:00:00", None),
            ("2026-01-01T00:00:00.Z", None),
            ("2026-01-01", None),
            ("", None),
            ("2026-01-01T00:00:00é", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_round_trips() {
        for day in -146_097_i64..146_097 {
            let text = format_utc(day * 86_400 + 3_661, 7);
            assert_eq!(parse(&text), Some((day * 86_400 + 3_661, 7_000_000)), "{text}");
        }
    }
}

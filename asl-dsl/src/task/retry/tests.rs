//! Delays and limits of retriers.

use super::{Retry, RetryPolicy};
use std::time::Duration;

fn secs(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[test]
fn delays_follow_interval_backoff_and_cap() {
    let ms = Duration::from_millis;
    let table = [
        (Retry::all(), vec![secs(1), secs(2), secs(4)]),
        (Retry::all().every(secs(3)).backoff(1.0), vec![secs(3), secs(3), secs(3)]),
        (Retry::all().every(secs(1)).backoff(1.5), vec![secs(1), ms(1500), ms(2250)]),
        (Retry::all().every(secs(10)).max_delay(secs(25)), vec![secs(10), secs(20), secs(25)]),
        (Retry::lambda_defaults(), vec![secs(2), secs(4), secs(8)]),
    ];
    for (retry, delays) in table {
        let got: Vec<_> = (1..=3).map(|n| retry.delay(n)).collect();
        assert_eq!(got, delays, "{retry:?}");
    }
    assert_eq!(Retry::all().delay(u32::MAX), secs(99_999_999), "no overflow");
}

#[test]
fn values_outside_the_limits_are_named() {
    let table = [
        (Retry::on(["A"]).every(secs(1)).backoff(1.0).max(0).max_delay(secs(2)), None),
        (Retry::on(Vec::<String>::new()), Some("without errors")),
        (Retry::on(["A", "States.ALL"]), Some("stand alone")),
        (Retry::all().every(secs(0)), Some("every(0ns)")),
        (Retry::all().every(Duration::from_millis(1500)), Some("every(1.5s)")),
        (Retry::all().every(secs(100_000_000)), Some("from 1 to 99999999")),
        (Retry::all().backoff(0.5), Some("backoff(0.5)")),
        (Retry::all().backoff(f64::NAN), Some("backoff(NaN)")),
        (Retry::all().max_delay(secs(1)), Some("not more than the first delay")),
        (Retry::all().max_delay(secs(40_000_000)), Some("less than a year")),
        (Retry::all().max(100_000_000), Some("more than 99999999")),
    ];
    for (retry, expected) in table {
        let problem = retry.problem().map(|problem| problem.message);
        match (&problem, expected) {
            (None, None) => {}
            (Some(message), Some(part)) => assert!(message.contains(part), "{message} / {part}"),
            _ => panic!("{retry:?}: {problem:?}, expected {expected:?}"),
        }
    }
    let policy = RetryPolicy::from([Retry::all(), Retry::on(["A"])]);
    assert_eq!(policy.problems().len(), 1, "States.ALL comes last");
    assert_eq!(RetryPolicy::from(vec![Retry::on(["A"]), Retry::all()]).problems(), vec![]);
}

//! The time that the processor worked for this thread. The kernel counts it in ticks of some milliseconds, so only much work is measured well.

use std::time::{Duration, Instant};

pub(crate) struct Clock {
    worked: Option<Duration>,
    instant: Instant,
}

impl Clock {
    pub(crate) fn start() -> Clock {
        Clock { worked: worked(), instant: Instant::now() }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        match self.worked.zip(worked()) {
            Some((before, now)) => now.saturating_sub(before),
            None => self.instant.elapsed(),
        }
    }
}

/// Linux tells nanoseconds, when it was built to.
fn worked() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0).then(|| Duration::from_nanos(nanoseconds))
}

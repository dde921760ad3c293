//! Sleeping on the virtual clock.

use crate::error::Failure;
use crate::native::error::NativeError;
use crate::native::state;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Waits that long: a Wait state with `Seconds`. Whole seconds, at most 99,999,999; in a definition a fraction is an error.
pub fn sleep(duration: Duration) -> Sleep {
    Sleep { duration, until: None }
}

/// Waits until an RFC 3339 timestamp, `"2030-01-01T00:00:00Z"`: a Wait state with `Timestamp`. One in the past doesn't wait.
///
/// Text that is no timestamp fails the execution with `States.Runtime`.
pub fn sleep_until(timestamp: impl Into<String>) -> SleepUntil {
    SleepUntil { timestamp: timestamp.into(), counted: false }
}

/// See [`sleep`].
#[derive(Debug)]
#[must_use = "a sleep does nothing until awaited"]
pub struct Sleep {
    duration: Duration,
    until: Option<Duration>,
}

/// See [`sleep_until`].
#[derive(Debug)]
#[must_use = "a sleep does nothing until awaited"]
pub struct SleepUntil {
    timestamp: String,
    counted: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Some(run) = state::current_or_warn("sleep") else {
            return Poll::Pending;
        };
        let mut run = run.borrow_mut();
        if self.until.is_none() && !run.step() {
            return Poll::Pending;
        }
        let duration = self.duration;
        let until = *self.until.get_or_insert(run.clock.elapsed.saturating_add(duration));
        if run.clock.reached(until) { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Future for SleepUntil {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Some(run) = state::current_or_warn("sleep_until") else {
            return Poll::Pending;
        };
        let mut run = run.borrow_mut();
        if !std::mem::replace(&mut self.counted, true) && !run.step() {
            return Poll::Pending;
        }
        match run.clock.until(&self.timestamp) {
            Some(until) if run.clock.reached(until) => Poll::Ready(()),
            Some(_) => Poll::Pending,
            None => {
                let cause = format!("`{}` is not an RFC 3339 timestamp", self.timestamp);
                run.end(NativeError::Failed(Failure::new("States.Runtime", cause)));
                Poll::Pending
            }
        }
    }
}

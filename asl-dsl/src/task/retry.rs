//! Retry policies: what `.retry(…)` on a call takes.

use std::time::Duration;

/// One retrier: which errors are retried, how often, and after what delays.
///
/// The nth delay is `min(interval × backoff^(n-1), max_delay)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    /// `ErrorEquals`.
    pub errors: Vec<String>,
    /// `IntervalSeconds`: the first delay. Service default: 1 s. Whole seconds, at least 1.
    pub interval: Option<Duration>,
    /// `MaxAttempts`. Service default: 3; 0 means never.
    pub max_attempts: Option<u32>,
    /// `BackoffRate`, at least 1.0. Service default: 2.0.
    pub backoff: Option<f64>,
    /// `MaxDelaySeconds`: whole seconds.
    pub max_delay: Option<Duration>,
    /// `JitterStrategy: FULL`: the delay is drawn between 0 and the computed one.
    pub full_jitter: bool,
}

/// The retriers of a call, tried in order: the first whose errors match decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RetryPolicy(pub Vec<Retry>);

impl From<Retry> for RetryPolicy {
    fn from(retry: Retry) -> Self {
        RetryPolicy(vec![retry])
    }
}

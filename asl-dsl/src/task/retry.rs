//! Retry policies: what `.retry(…)` on a call takes.

use std::time::Duration;

/// `IntervalSeconds`, `MaxAttempts` and `BackoffRate` where a retrier leaves them out (Amazon States Language, "Errors").
const DEFAULT_INTERVAL: Duration = Duration::from_secs(1);
const DEFAULT_ATTEMPTS: u32 = 3;
const DEFAULT_BACKOFF: f64 = 2.0;

/// The largest `IntervalSeconds` and `MaxAttempts`.
const MAX_VALUE: u32 = 99_999_999;
/// `MaxDelaySeconds` must be less than a year (Step Functions Developer Guide, "Retry field examples").
const MAX_DELAY_LIMIT: Duration = Duration::from_secs(31_622_400);

/// One retrier: which errors are retried, how often, and after what delays.
///
/// The nth delay is `min(interval × backoff^(n-1), max_delay)`. What isn't said is left to the service: 3 attempts, the first
/// after 1 s, each delay twice the one before.
///
/// ```
/// use asl_dsl::Retry;
/// use std::time::Duration;
///
/// let retry = Retry::on(["Throttled"]).max(5).every(Duration::from_secs(2)).backoff(1.5).max_delay(Duration::from_secs(30));
/// assert_eq!(retry.delay(3), Duration::from_millis(4_500));
/// assert_eq!(retry.problem(), None);
/// ```
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

impl Retry {
    /// Retries errors with these names: a variant's name, `Lambda.TooManyRequestsException`, `States.Timeout`, …
    pub fn on<S: Into<String>>(errors: impl IntoIterator<Item = S>) -> Self {
        Retry {
            errors: errors.into_iter().map(Into::into).collect(),
            interval: None,
            max_attempts: None,
            backoff: None,
            max_delay: None,
            full_jitter: false,
        }
    }

    /// Retries the errors of these values: their names can't be misspelt.
    ///
    /// ```
    /// use asl_dsl::{Retry, WorkflowError};
    ///
    /// #[derive(WorkflowError)]
    /// enum PayError {
    ///     Throttled,
    /// }
    /// assert_eq!(Retry::on_error(PayError::Throttled), Retry::on(["Throttled"]));
    /// ```
    pub fn on_error(error: impl crate::WorkflowError) -> Self {
        Retry::on([error.error_name()])
    }

    /// Retries every error (`States.ALL`). Must be the last of several.
    pub fn all() -> Self {
        Retry::on(["States.ALL"])
    }

    /// Retries what Lambda itself reports when it is busy or failing, as AWS advises: 6 attempts from 2 s
    /// (Step Functions Developer Guide, "Handle transient Lambda service exceptions").
    pub fn lambda_defaults() -> Self {
        Retry::on([
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException",
        ])
        .every(Duration::from_secs(2))
        .max(6)
        .backoff(2.0)
    }

    /// Sets how many retries there are at most (`MaxAttempts`); 0 means never, up to 99,999,999.
    #[must_use]
    pub fn max(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets the first delay (`IntervalSeconds`): whole seconds, at least 1.
    #[must_use]
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = Some(interval);
        self
    }

    /// Sets by what each delay is multiplied to get the next (`BackoffRate`): at least 1.0.
    #[must_use]
    pub fn backoff(mut self, rate: f64) -> Self {
        self.backoff = Some(rate);
        self
    }

    /// Sets the longest delay (`MaxDelaySeconds`): whole seconds, more than the first delay, less than a year.
    #[must_use]
    pub fn max_delay(mut self, limit: Duration) -> Self {
        self.max_delay = Some(limit);
        self
    }

    /// Draws each delay between 0 and the computed one (`JitterStrategy: FULL`). A native run takes the whole delay.
    #[must_use]
    pub fn jitter(mut self) -> Self {
        self.full_jitter = true;
        self
    }

    /// How many retries there are at most.
    pub fn attempts(&self) -> u32 {
        self.max_attempts.unwrap_or(DEFAULT_ATTEMPTS)
    }

    /// The delay before the nth retry, counted from 1, without jitter.
    pub fn delay(&self, retry: u32) -> Duration {
        let interval = self.interval.unwrap_or(DEFAULT_INTERVAL).as_secs_f64();
        let exponent = i32::try_from(retry.saturating_sub(1)).unwrap_or(i32::MAX);
        let seconds = interval * self.backoff.unwrap_or(DEFAULT_BACKOFF).max(1.0).powi(exponent);
        let limit = self.max_delay.unwrap_or(Duration::from_secs(u64::from(MAX_VALUE)));
        Duration::try_from_secs_f64(seconds).map_or(limit, |delay| delay.min(limit))
    }

    /// What is wrong with the retrier, if anything: a value outside the language's limits. Making the definition
    /// reports it at the call.
    pub fn problem(&self) -> Option<RetryProblem> {
        let problem = |message: String, help: &str| Some(RetryProblem { message, help: help.to_owned() });
        if self.errors.is_empty() {
            return problem(
                "a retrier without errors retries nothing".to_owned(),
                "name the errors, or use `Retry::all()`",
            );
        }
        if self.errors.len() > 1 && self.errors.iter().any(|error| error == "States.ALL") {
            return problem(
                "`States.ALL` must stand alone".to_owned(),
                "use `Retry::all()` as a retrier of its own, last",
            );
        }
        if let Some(interval) = self.interval
            && (interval.subsec_nanos() != 0 || interval.is_zero() || interval.as_secs() > u64::from(MAX_VALUE))
        {
            return problem(
                format!("`every({interval:?})` is not a whole number of seconds from 1 to {MAX_VALUE}"),
                "use `Duration::from_secs`",
            );
        }
        if let Some(rate) = self.backoff
            && !(rate.is_finite() && rate >= 1.0)
        {
            return problem(format!("`backoff({rate})` is less than 1"), "use 1.0 for delays of equal length");
        }
        if let Some(limit) = self.max_delay {
            if limit.subsec_nanos() != 0 || limit.is_zero() || limit >= MAX_DELAY_LIMIT {
                return problem(
                    format!("`max_delay({limit:?})` is not a whole number of seconds of less than a year"),
                    "use `Duration::from_secs`",
                );
            }
            if limit <= self.interval.unwrap_or(DEFAULT_INTERVAL) {
                return problem(
                    format!("`max_delay({limit:?})` is not more than the first delay"),
                    "raise it, or lower `every`",
                );
            }
        }
        if self.max_attempts.is_some_and(|attempts| attempts > MAX_VALUE) {
            return problem(format!("`max` is more than {MAX_VALUE}"), "use a smaller number");
        }
        None
    }
}

/// What is wrong with a retry policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryProblem {
    /// What was found.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The retriers of a call, tried in order: the first whose errors match decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RetryPolicy(pub Vec<Retry>);

impl RetryPolicy {
    /// What is wrong with the retriers, in order: each one's own problem, and `States.ALL` anywhere but last.
    pub fn problems(&self) -> Vec<RetryProblem> {
        let mut found: Vec<_> = self.0.iter().filter_map(Retry::problem).collect();
        let last = self.0.len().saturating_sub(1);
        if self.0.iter().take(last).any(|retry| retry.errors == ["States.ALL"]) {
            found.push(RetryProblem {
                message: "`Retry::all()` leaves nothing to the retriers after it".to_owned(),
                help: "put it last".to_owned(),
            });
        }
        found
    }
}

impl From<Retry> for RetryPolicy {
    fn from(retry: Retry) -> Self {
        RetryPolicy(vec![retry])
    }
}

impl From<Vec<Retry>> for RetryPolicy {
    fn from(retriers: Vec<Retry>) -> Self {
        RetryPolicy(retriers)
    }
}

impl<const N: usize> From<[Retry; N]> for RetryPolicy {
    fn from(retriers: [Retry; N]) -> Self {
        RetryPolicy(retriers.into())
    }
}

#[cfg(test)]
mod tests;

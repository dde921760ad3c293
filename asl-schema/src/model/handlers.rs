//! What a Task, Parallel or Map does about errors: `Retry` and `Catch`.

use serde_json::{Number, Value};

use super::setters::{assigns, setters};
use super::{DataPath, Object};

/// One entry of `Retry`. Its attempts are counted per state execution and shared by all of its error names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Retrier {
    /// `Comment`.
    pub comment: Option<String>,
    /// `ErrorEquals`: the error names it answers; `States.ALL` stands alone and in the last retrier.
    pub error_equals: Vec<String>,
    /// `IntervalSeconds` before the first retry: 1 to 99,999,999; AWS takes 1 when absent.
    pub interval_seconds: Option<Number>,
    /// `MaxAttempts`: 0 to 99,999,999; 0 means never; AWS takes 3 when absent.
    pub max_attempts: Option<Number>,
    /// `BackoffRate`: at least 1.0, the factor of each further delay; AWS takes 2.0 when absent.
    pub backoff_rate: Option<Number>,
    /// `MaxDelaySeconds`: 1 to 31,622,400, the longest delay.
    pub max_delay_seconds: Option<Number>,
    /// `JitterStrategy`.
    pub jitter_strategy: Option<JitterStrategy>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// Whether delays between retries are spread at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JitterStrategy {
    /// `"FULL"`: uniformly between 0 and the computed delay.
    Full,
    /// `"NONE"`: exactly the computed delay, what AWS does when nothing is said.
    None,
}

/// One entry of `Catch`: where to go with which errors.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catcher {
    /// `Comment`.
    pub comment: Option<String>,
    /// `ErrorEquals`: the error names it answers; `States.ALL` stands alone and in the last catcher.
    pub error_equals: Vec<String>,
    /// `ResultPath` (JSONPath): where in the state's input the error object goes.
    pub result_path: Option<DataPath>,
    /// `Output` (JSONata): may read `$states.errorOutput`.
    pub output: Option<Value>,
    /// `Assign`: only this one runs when the catcher matches, never the state's.
    pub assign: Option<Object>,
    /// `Next`: a state of the same `States` object. Empty stands for a missing field.
    pub next: String,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

impl Retrier {
    /// Answers these errors with AWS's defaults: 3 attempts, 1 second, doubling.
    pub fn new<N: Into<String>>(error_equals: impl IntoIterator<Item = N>) -> Retrier {
        Retrier { error_equals: error_equals.into_iter().map(Into::into).collect(), ..Retrier::default() }
    }

    /// Sets `BackoffRate`. JSON has no infinity and no NaN: such a rate is left out.
    #[must_use]
    pub fn with_backoff_rate(mut self, rate: f64) -> Retrier {
        self.backoff_rate = Number::from_f64(rate);
        self
    }
}

impl Catcher {
    /// Goes to `next` on these errors.
    pub fn new<N: Into<String>>(error_equals: impl IntoIterator<Item = N>, next: impl Into<String>) -> Catcher {
        let error_equals = error_equals.into_iter().map(Into::into).collect();
        Catcher { error_equals, next: next.into(), ..Catcher::default() }
    }
}

setters!(Retrier {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets `IntervalSeconds`.
    with_interval_seconds => interval_seconds: Number,
    /// Sets `MaxAttempts`.
    with_max_attempts => max_attempts: Number,
    /// Sets `MaxDelaySeconds`.
    with_max_delay_seconds => max_delay_seconds: Number,
    /// Sets `JitterStrategy`.
    with_jitter_strategy => jitter_strategy: JitterStrategy,
});
setters!(Catcher {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets `ResultPath`.
    with_result_path => result_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
assigns!(Catcher);

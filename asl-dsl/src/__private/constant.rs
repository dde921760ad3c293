//! Constants: Rust values evaluated when the definition is made.
//!
//! Each also stands in the native copy, where rustc says what is wrong with it. Here it must not be said again in other words, so
//! a value of the wrong type is accepted and then never seen: `(&&Constant::new(value)).__retry()` finds [`FitsRetry`] if the
//! value fits, and [`FitsNothing`] one reference later if not.

use crate::task::{ConstValue, RetryPolicy};
use serde::Serialize;
use std::cell::Cell;
use std::time::Duration;

/// A value that a definition is made with.
pub struct Constant<T>(Cell<Option<T>>);

impl<T> Constant<T> {
    /// Holds a value.
    pub fn new(value: T) -> Self {
        Constant(Cell::new(Some(value)))
    }

    fn take(&self, read: impl FnOnce(T) -> ConstValue) -> ConstValue {
        self.0.take().map_or_else(nothing, read)
    }
}

fn nothing() -> ConstValue {
    ConstValue::Data(Err("it does not implement `serde::Serialize`".to_owned()))
}

/// A constant in the program: serde writes it.
pub trait FitsData {
    /// It as JSON.
    fn __data(&self) -> ConstValue;
}

/// The argument of `.retry(…)`.
pub trait FitsRetry {
    /// It as retriers.
    fn __retry(&self) -> ConstValue;
}

/// The argument of `.timeout(…)` and `.heartbeat(…)`.
pub trait FitsDuration {
    /// It as a duration.
    fn __duration(&self) -> ConstValue;
}

/// The argument of `.named(…)` and `.credentials(…)`.
pub trait FitsText {
    /// It as text.
    fn __text(&self) -> ConstValue;
}

/// How many items `map_each` works on at once.
pub trait FitsCount {
    /// It as a number.
    fn __count(&self) -> ConstValue;
}

impl<T: Serialize> FitsData for &Constant<T> {
    fn __data(&self) -> ConstValue {
        self.take(|value| ConstValue::Data(serde_json::to_value(value).map_err(|error| error.to_string())))
    }
}

impl<T: Into<RetryPolicy>> FitsRetry for &Constant<T> {
    fn __retry(&self) -> ConstValue {
        self.take(|value| ConstValue::Retry(value.into()))
    }
}

impl FitsDuration for &Constant<Duration> {
    fn __duration(&self) -> ConstValue {
        self.take(ConstValue::Duration)
    }
}

impl<T: Into<String>> FitsText for &Constant<T> {
    fn __text(&self) -> ConstValue {
        self.take(|value| ConstValue::Text(value.into()))
    }
}

impl FitsCount for &Constant<u32> {
    fn __count(&self) -> ConstValue {
        self.take(ConstValue::Count)
    }
}

/// Whatever fits nothing else.
pub trait FitsNothing {
    /// Of no use.
    fn __data(&self) -> ConstValue {
        nothing()
    }
    /// Of no use.
    fn __retry(&self) -> ConstValue {
        nothing()
    }
    /// Of no use.
    fn __duration(&self) -> ConstValue {
        nothing()
    }
    /// Of no use.
    fn __text(&self) -> ConstValue {
        nothing()
    }
    /// Of no use.
    fn __count(&self) -> ConstValue {
        nothing()
    }
}

impl<T> FitsNothing for Constant<T> {}

#[cfg(test)]
mod tests;

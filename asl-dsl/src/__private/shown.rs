//! The arguments of `format!`: what has a `Display` must have one that JSONata reproduces.
//!
//! What has none is rustc's to report, and must not be reported again: `(&&Shown::new(&value)).__shown()` finds
//! [`HasDisplay`] first, which demands [`JsonDisplay`], and [`HasNoDisplay`], which demands nothing, one reference later.

use crate::supported::JsonDisplay;
use std::fmt::Display;

/// An argument of `format!`.
pub struct Shown<'v, T: ?Sized>(&'v T);

impl<'v, T: ?Sized> Shown<'v, T> {
    /// This value.
    pub fn new(value: &'v T) -> Self {
        Shown(value)
    }
}

/// It can be formatted.
pub trait HasDisplay {
    /// Its type.
    type Value: ?Sized;

    /// Demands that a state machine writes it as Rust does.
    fn __shown(&self)
    where
        Self::Value: JsonDisplay;
}

impl<T: Display + ?Sized> HasDisplay for &Shown<'_, T> {
    type Value = T;

    fn __shown(&self)
    where
        T: JsonDisplay,
    {
        let _ = self.0;
    }
}

/// It can't be formatted.
pub trait HasNoDisplay {
    /// Demands nothing.
    fn __shown(&self) {}
}

impl<T: ?Sized> HasNoDisplay for Shown<'_, T> {}

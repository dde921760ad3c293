//! Errors of std that expressions produce: they are matched or converted where they arise and never end a workflow.

use crate::error::WorkflowError;
use crate::shape::ErrorShape;
use std::borrow::Cow;
use std::convert::Infallible;
use std::num::{ParseFloatError, ParseIntError};

macro_rules! local_errors {
    ($($ty:ident;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl WorkflowError for $ty {
            fn shape() -> &'static ErrorShape {
                &ErrorShape { name: stringify!($ty), variants: &[] }
            }
            fn error_name(&self) -> Cow<'_, str> {
                Cow::Borrowed(stringify!($ty))
            }
            fn cause(&self) -> String {
                self.to_string()
            }
            fn from_parts(_: &str, _: &str) -> Option<Self> {
                None
            }
        }
    )* };
}

local_errors! {
    ParseIntError;
    ParseFloatError;
    Infallible;
}

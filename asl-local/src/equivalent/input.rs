//! Inputs of a workflow in the types of its parameters.

use serde::Serialize;
use serde_json::{Map, Value};

/// An input of a workflow with parameters `Args`: of one parameter its value, of several a tuple, of none `()`; by value or by reference.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no input of this workflow",
    label = "the workflow's parameters are `{Args}`",
    note = "of one parameter give its value, of several a tuple"
)]
pub trait Input<Args> {
    /// The input of an execution.
    ///
    /// # Errors
    /// What serde can't write.
    #[doc(hidden)]
    fn to_json(&self, params: &[&str]) -> Result<Value, String>;
}

fn json<T: Serialize>(value: &T) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| format!("the input can't be written as JSON: {error}"))
}

impl Input<()> for () {
    fn to_json(&self, _: &[&str]) -> Result<Value, String> {
        Ok(Value::Object(Map::new()))
    }
}

impl<A: Serialize> Input<(A,)> for A {
    fn to_json(&self, _: &[&str]) -> Result<Value, String> {
        json(self)
    }
}

impl<A: Serialize> Input<(A,)> for &A {
    fn to_json(&self, _: &[&str]) -> Result<Value, String> {
        json(self)
    }
}

macro_rules! tuples {
    ($($($arg:ident)+;)*) => { $(
        impl<$($arg: Serialize),+> Input<($($arg,)+)> for ($($arg,)+) {
            #[expect(non_snake_case, reason = "one name for type and value")]
            fn to_json(&self, params: &[&str]) -> Result<Value, String> {
                let ($($arg,)+) = self;
                let values = [$(json($arg)?),+];
                Ok(Value::Object(params.iter().map(|name| (*name).to_owned()).zip(values).collect()))
            }
        }

        impl<$($arg: Serialize),+> Input<($($arg,)+)> for &($($arg,)+) {
            fn to_json(&self, params: &[&str]) -> Result<Value, String> {
                Input::<($($arg,)+)>::to_json(*self, params)
            }
        }
    )* };
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

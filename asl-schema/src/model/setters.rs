//! The `with_…` methods of the model, so that a hand-written definition reads from top to bottom.

/// Writes one chaining method per optional field. The text after the name is its documentation.
macro_rules! setters {
    ($type:ty { $( $(#[$doc:meta])* $method:ident => $field:ident : $arg:ty ),* $(,)? }) => {
        impl $type {
            $( $(#[$doc])*
            #[must_use]
            pub fn $method(mut self, value: impl Into<$arg>) -> Self {
                self.$field = Some(value.into());
                self
            } )*
        }
    };
}

/// `next` and `end` for the states that may go on.
macro_rules! transitions {
    ($($type:ty),*) => {$(
        impl $type {
            /// Goes on to the state `name`: `"Next": "…"`.
            #[must_use]
            pub fn next(mut self, name: impl Into<String>) -> Self {
                self.transition = Some($crate::model::Transition::Next(name.into()));
                self
            }

            /// Ends the machine, branch or iteration here: `"End": true`.
            #[must_use]
            pub fn end(mut self) -> Self {
                self.transition = Some($crate::model::Transition::End);
                self
            }
        }
    )*};
}

/// `assign` for everything that may set variables.
macro_rules! assigns {
    ($($type:ty),*) => {$(
        impl $type {
            /// Sets one variable when this is left: an entry of `Assign`. A name that is already there is replaced.
            #[must_use]
            pub fn assign(mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
                self.assign.get_or_insert_default().insert(name.into(), value.into());
                self
            }
        }
    )*};
}

/// `retry` and `catch` for the three states that have them.
macro_rules! handlers {
    ($($type:ty),*) => {$(
        impl $type {
            /// Adds a retrier after those already there; AWS uses the first whose `ErrorEquals` matches.
            #[must_use]
            pub fn retry(mut self, retrier: $crate::model::Retrier) -> Self {
                self.retry.push(retrier);
                self
            }

            /// Adds a catcher after those already there; AWS uses the first whose `ErrorEquals` matches.
            #[must_use]
            pub fn catch(mut self, catcher: $crate::model::Catcher) -> Self {
                self.catch.push(catcher);
                self
            }
        }
    )*};
}

pub(super) use {assigns, handlers, setters, transitions};

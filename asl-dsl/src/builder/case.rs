//! Error variants as values: what `on_error` takes.

use super::Var;
use super::recorder::Recorder;
use asl_hir::{FieldPattern, Pattern, PatternKind, Span};
use std::marker::PhantomData;

/// One variant of an error enum, with the types of its fields; `#[derive(WorkflowError)]` declares one constant per variant:
/// `PayError::CARD_DECLINED`. A misspelt variant is a compile error.
pub struct Case<E, Fields> {
    variant: &'static str,
    fields: &'static [&'static str],
    _types: PhantomData<fn() -> (E, Fields)>,
}

impl<E, Fields> Clone for Case<E, Fields> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, Fields> Copy for Case<E, Fields> {}

impl<E, Fields> Case<E, Fields> {
    /// For expansions of `#[derive(WorkflowError)]`.
    #[doc(hidden)]
    pub const fn __new(variant: &'static str, fields: &'static [&'static str]) -> Self {
        Case { variant, fields, _types: PhantomData }
    }
}

impl<E, Fields: Bindings> Case<E, Fields> {
    /// The pattern `Err(Variant { a, b })`, and the variables it binds.
    pub(crate) fn bind(self, recorder: &mut Recorder, span: Span) -> (Pattern, Fields::Vars) {
        let ids: Vec<u32> = self.fields.iter().map(|name| recorder.declare(name, false, span)).collect();
        let fields = self
            .fields
            .iter()
            .zip(&ids)
            .map(|(name, id)| FieldPattern { name: (*name).to_owned(), pattern: recorder.binding(*id, span) })
            .collect();
        let variant = Pattern { kind: PatternKind::Item { name: self.variant.to_owned(), fields }, span };
        (err(variant, span), Fields::vars(&ids))
    }
}

/// `Err(inner)`.
pub(crate) fn err(inner: Pattern, span: Span) -> Pattern {
    let fields = vec![FieldPattern { name: "0".to_owned(), pattern: inner }];
    Pattern { kind: PatternKind::Item { name: "Err".to_owned(), fields }, span }
}

/// The types of a variant's fields as a tuple, `(String, u32)`, and the variables for them.
pub trait Bindings {
    /// `(Var<String>, Var<u32>)`.
    type Vars;
    #[doc(hidden)]
    fn vars(ids: &[u32]) -> Self::Vars;
}

macro_rules! bindings {
    ($($($field:ident)*;)*) => { $(
        impl<$($field),*> Bindings for ($($field,)*) {
            type Vars = ($(Var<$field>,)*);
            #[allow(clippy::unused_unit, clippy::allow_attributes, reason = "the macro makes a case without fields")]
            fn vars(ids: &[u32]) -> Self::Vars {
                let mut ids = ids.iter().copied();
                let _ = &mut ids;
                ($(Var::<$field>::new(ids.next().unwrap_or_default()),)*)
            }
        }
    )* };
}

bindings! {
    ;
    A;
    A B;
    A B C;
    A B C D;
    A B C D F;
    A B C D F G;
    A B C D F G H;
    A B C D F G H I;
}

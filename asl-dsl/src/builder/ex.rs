//! Typed references and expressions of the builder.

use crate::task::{ConstValue, SlotInfo};
use asl_hir::Fragment;
use serde::Deserialize;
use std::marker::PhantomData;

/// A variable of a workflow under construction: the value that a step gave, of type `T`.
///
/// It can be used in any later [`expr!`](crate::expr) of the same block or of a block inside it. Cheap to copy; it is the
/// name of a value and not the value.
pub struct Var<T> {
    /// Its index among the builder's variables.
    pub(crate) id: u32,
    pub(crate) _type: PhantomData<fn() -> T>,
}

impl<T> Clone for Var<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Var<T> {}

impl<T> Var<T> {
    pub(crate) fn new(id: u32) -> Self {
        Var { id, _type: PhantomData }
    }

    /// For expansions of `expr!`: a value of the variable's type, for code that never runs.
    #[doc(hidden)]
    pub fn __probe(&self) -> T {
        crate::slot::never()
    }

    /// For expansions of `expr!`: which variable it is.
    #[doc(hidden)]
    pub fn __id(&self) -> u32 {
        self.id
    }
}

/// An expression of type `T` over the variables of a workflow under construction; made by [`expr!`](crate::expr).
#[derive(Clone)]
pub struct Ex<T> {
    /// `Err`: the expansion and this crate are of different versions.
    pub(crate) fragment: Result<Fragment, String>,
    pub(crate) types: Vec<SlotInfo>,
    pub(crate) consts: Vec<ConstValue>,
    /// The builder's variables behind the fragment's free ones, in the same order.
    pub(crate) free: Vec<u32>,
    pub(crate) _type: PhantomData<fn() -> T>,
}

impl<T> Ex<T> {
    /// For expansions of `expr!`. `free` are the ids of the fragment's free variables, in order.
    #[doc(hidden)]
    pub fn __new(
        _: crate::slot::Slot<T>,
        hir: &str,
        types: Vec<SlotInfo>,
        consts: Vec<ConstValue>,
        free: Vec<u32>,
    ) -> Self {
        let mut json = serde_json::Deserializer::from_str(hir);
        json.disable_recursion_limit();
        let fragment = Fragment::deserialize(&mut json).map_err(|error| error.to_string());
        Ex { fragment, types, consts, free, _type: PhantomData }
    }
}

impl<T> From<Var<T>> for Ex<T> {
    /// The variable itself as an expression.
    fn from(var: Var<T>) -> Self {
        use asl_hir::{Expr, ExprKind, Span, Var as Declared, VarId};
        let declared = Declared { name: "value".to_owned(), mutable: false, ty: None, span: Span::default() };
        let expr = Expr { kind: ExprKind::Var(VarId(0)), span: Span::default(), ty: None };
        let fragment = Fragment { vars: vec![declared], free: vec![VarId(0)], expr };
        Ex { fragment: Ok(fragment), types: Vec::new(), consts: Vec::new(), free: vec![var.id], _type: PhantomData }
    }
}

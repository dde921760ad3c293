//! Typed references and expressions of the builder.

use crate::shape::Shape;
use crate::task::{ConstValue, SlotInfo};
use asl_hir::Fragment;
use serde::{Deserialize, Serialize};
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

impl<T: Shape + Serialize> Ex<T> {
    /// A Rust value, known when the definition is made, as a literal of the machine. `expr!` doesn't see Rust's variables.
    ///
    /// ```
    /// use asl_dsl::builder::{Builder, Ex};
    /// use asl_dsl::prelude::*;
    /// use std::convert::Infallible;
    ///
    /// #[task(lambda = "replicate")]
    /// async fn replicate(key: String, region: &str);
    ///
    /// let definition = Builder::new("replicate-all").build::<String, (), Infallible>("key", |w, key| {
    ///     for region in ["eu-west-1", "us-east-1"] {
    ///         w.task(replicate, (key, Ex::value(region.to_owned()))).named(format!("To {region}")).run();
    ///     }
    ///     w.done(expr!(()))
    /// })?;
    /// let machine = definition.machine().to_value();
    /// assert_eq!(machine["States"]["To us-east-1"]["Arguments"]["Payload"]["region"], "us-east-1");
    /// # Ok::<(), asl_dsl::Report>(())
    /// ```
    pub fn value(value: T) -> Self {
        use asl_hir::{ConstId, Expr, ExprKind, SlotId, Span};
        let expr = Expr { kind: ExprKind::Const(ConstId(0)), span: Span::default(), ty: Some(SlotId(0)) };
        Ex {
            fragment: Ok(Fragment { vars: Vec::new(), free: Vec::new(), expr }),
            types: vec![SlotInfo::Value(T::describe())],
            consts: vec![ConstValue::Data(serde_json::to_value(&value).map_err(|error| error.to_string()))],
            free: Vec::new(),
            _type: PhantomData,
        }
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

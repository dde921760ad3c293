//! Slots: how a definition learns the types that rustc inferred.
//!
//! `#[workflow]` emits, beside the native function, a *probe*: a copy of the body that is type-checked and never run, in which
//! an expression `e` whose type matters is written `tie(&slot, e)`. Inference fills in `Slot<T>`, and `type_of(slot)` asks
//! [`Shape`] what `T` is. The rules that keep the probe sound and silent, each pinned by a test in `tests/`:
//!
//! 1. The probe's code stands after [`never()`], in each body: rustc doesn't borrow-check what can't be reached, so moving out
//!    of a place in order to tie it is no error. Move and borrow errors come from the native copy alone.
//! 2. The probe is an `async fn` with the user's return type, so inference is guided, and mistakes are described, as natively.
//! 3. Spans cover exactly the user's tokens: rustc prints equal diagnostics once.
//! 4. Each probed `match` ends with a wildcard arm: only the native copy says that an arm is missing. What a slot lacks is
//!    reported on the token it was asked for.

use crate::shape::{Shape, Type};
use crate::task::{Callable, SlotInfo, TaskDef};
use std::cell::RefCell;
use std::future::{Future, Pending, pending};
use std::marker::PhantomData;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

/// A type to be inferred. It is `Copy`, because `async move` blocks of the probe capture it.
pub type Slot<T> = PhantomData<fn() -> T>;

/// An empty slot.
pub fn slot<T>() -> Slot<T> {
    PhantomData
}

/// Makes the type of an expression that of a slot.
pub fn tie<T>(_: &Slot<T>, value: T) -> T {
    value
}

/// Makes the type of a variable that of a slot, and leaves the variable where it is.
pub fn see<T>(_: &Slot<T>, _: &T) {}

/// Diverges, so that what follows is type-checked and nothing more. It is never called.
pub fn never() -> ! {
    loop {
        std::thread::park();
    }
}

/// What a slot's type is as JSON.
pub fn type_of<T: Shape>(_: Slot<T>) -> SlotInfo {
    SlotInfo::Value(T::describe())
}

/// What a constructor makes is as JSON: `.map_err(OrderError::Pay)`.
pub fn constructs<A, T: Shape, F: FnOnce(A) -> T>(_: Slot<T>, _: F) -> SlotInfo {
    SlotInfo::Value(T::describe())
}

/// What a workflow's output is as JSON.
pub fn output_of<W: TaskDef>() -> SlotInfo {
    SlotInfo::Value(<W::Output as Shape>::describe())
}

/// A type of the signature. That it has a shape is demanded where the call is made; asking again would say it twice.
pub struct Declared<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Declared<T> {
    /// This type.
    pub fn the() -> Self {
        Declared(PhantomData)
    }
}

/// A declared type with a shape: found first by `(&&Declared::<T>::the()).__info()`.
pub trait WithShape {
    /// It as JSON.
    fn __info(&self) -> SlotInfo;
}

impl<T: Shape + ?Sized> WithShape for &Declared<T> {
    fn __info(&self) -> SlotInfo {
        SlotInfo::Value(T::describe())
    }
}

/// A declared type without.
pub trait WithoutShape {
    /// Of no use.
    fn __info(&self) -> SlotInfo {
        SlotInfo::Value(Type::Unknown)
    }
}

impl<T: ?Sized> WithoutShape for Declared<T> {}

/// What the call in a slot calls.
pub fn call_of<C: Callable>(_: Slot<C>) -> SlotInfo {
    C::slot()
}

/// The table of types of one probe, handed over before its dead code.
#[derive(Clone, Debug, Default)]
pub struct Table(Rc<RefCell<Vec<SlotInfo>>>);

impl Table {
    /// Hands the types over. What it returns never completes: nothing of the probe runs after this.
    pub fn hand_over(&self, types: Vec<SlotInfo>) -> Pending<()> {
        self.0.replace(types);
        pending()
    }
}

/// Starts a probe and takes the table it hands over.
pub fn types<F: Future>(probe: impl FnOnce(Table) -> F) -> Vec<SlotInfo> {
    let table = Table::default();
    let probe = pin!(probe(table.clone()));
    // It is pending now and for ever.
    let _ = probe.poll(&mut Context::from_waker(Waker::noop()));
    table.0.take()
}

/// What a name that is no variable may hold.
#[diagnostic::on_unimplemented(
    message = "a workflow can only use variables and constants as values",
    label = "a function has no JSON form",
    note = "call it if it is a `#[task]`; to a method pass a closure: `|x| …`"
)]
pub trait Data {}

#[diagnostic::do_not_recommend]
impl<T: Shape> Data for T {}

/// Refuses functions as values.
pub fn only_data<T: Data>(value: T) -> T {
    value
}

#[cfg(test)]
mod tests;

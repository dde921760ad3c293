//! What an expansion hands to lowering, for tests that run a program by other means.

use crate::task::{ConstValue, SlotInfo};
use std::cell::RefCell;

/// A program as a macro wrote it down, and its tables.
#[derive(Clone, Debug)]
pub struct Overheard {
    /// The program form as JSON text.
    pub hir: String,
    /// The types.
    pub types: Vec<SlotInfo>,
    /// The constants.
    pub consts: Vec<ConstValue>,
}

thread_local! {
    static LISTENING: RefCell<Option<Vec<Overheard>>> = const { RefCell::new(None) };
}

/// Does some work, and gives the programs that it made definitions of, in order.
pub fn overhear<T>(work: impl FnOnce() -> T) -> (T, Vec<Overheard>) {
    LISTENING.set(Some(Vec::new()));
    let done = work();
    (done, LISTENING.take().unwrap_or_default())
}

/// Tells the listener, if there is one.
pub(super) fn tell(hir: &str, types: &[SlotInfo], consts: &[ConstValue]) {
    LISTENING.with_borrow_mut(|listening| {
        if let Some(heard) = listening {
            heard.push(Overheard { hir: hir.to_owned(), types: types.to_vec(), consts: consts.to_vec() });
        }
    });
}

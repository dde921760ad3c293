//! The context object: what `$$` and `$states.context` hold
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html>).

/// A part of the context object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// An object with these fields and no others.
    Object(&'static [(&'static str, Node)]),
    /// A string or a number.
    Scalar,
    /// Whatever the execution or the item holds.
    Any,
}

use Node::{Any, Object, Scalar};

/// The whole object.
pub const ROOT: Node = Object(&[
    (
        "Execution",
        Object(&[
            ("Id", Scalar),
            ("Input", Any),
            ("Name", Scalar),
            ("RoleArn", Scalar),
            ("StartTime", Scalar),
            ("RedriveCount", Scalar),
            ("RedriveTime", Scalar),
        ]),
    ),
    ("State", Object(&[("EnteredTime", Scalar), ("Name", Scalar), ("RetryCount", Scalar)])),
    ("StateMachine", Object(&[("Id", Scalar), ("Name", Scalar)])),
    // Only while a task waits for a callback.
    ("Task", Object(&[("Token", Scalar)])),
    // Only in a Map, for each item.
    ("Map", Object(&[("Item", Object(&[("Index", Scalar), ("Key", Scalar), ("Value", Any), ("Source", Scalar)]))])),
]);

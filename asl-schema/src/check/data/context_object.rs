//! The context object, as far as the data in it is known. Whether a field of its own exists is another rule's.

use crate::data::Shape;

/// What it holds anywhere in the execution.
pub(super) fn of_execution(input: &Shape) -> Shape {
    if input.is_unknown() {
        return Shape::unknown();
    }
    Shape::open_object([("Execution", Shape::open_object([("Input", input.clone())]))])
}

/// What it holds where an item of a Map is selected.
pub(super) fn with_item(outside: &Shape, item: Shape) -> Shape {
    if item.is_unknown() {
        return outside.clone();
    }
    let of_item = Shape::open_object([("Value", item)]);
    let map = Shape::open_object([("Item", of_item)]);
    match outside.as_object() {
        Some(_) => outside.put(&["Map"], &map),
        None => Shape::open_object([("Map", map)]),
    }
}

//! The items of a Map.

use super::scene::Scene;
use crate::data::{ObjectShape, Shape};
use crate::model::Map;

impl Scene<'_, '_> {
    /// An item of what a Map goes through. Those of an object, and those of a reader, are not modelled.
    pub(super) fn item_of(&self, map: &Map, items: &Shape) -> Shape {
        if map.item_reader.is_some() {
            return Shape::unknown();
        }
        match items.certain_list() {
            Some(list) => list.item(),
            None if items.is_never() => Shape::never(),
            None => Shape::unknown(),
        }
    }

    /// What the processor gets: the item, or a batch of such.
    pub(super) fn batched(&self, map: &Map, item: Shape, batch_input: Option<Shape>) -> Shape {
        if map.item_batcher.is_none() {
            return item;
        }
        let items = ("Items", Shape::list_of(item));
        let fields = std::iter::once(items).chain(batch_input.map(|input| ("BatchInput", input)));
        Shape::from_object(ObjectShape::new(fields, false, self.maker()))
    }
}

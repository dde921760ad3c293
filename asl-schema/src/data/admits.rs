//! Whether a value is one of those that a shape stands for.

use serde_json::Value;

use super::Shape;
use super::parts::Kinds;

impl Shape {
    /// Whether the value can be what this shape tells of.
    pub fn admits(&self, value: &Value) -> bool {
        if self.is_unknown() {
            return true;
        }
        match value {
            Value::Null => self.kinds.has(Kinds::NULL),
            Value::Bool(true) => self.kinds.has(Kinds::TRUE),
            Value::Bool(false) => self.kinds.has(Kinds::FALSE),
            Value::Number(_) => self.kinds.has(Kinds::NUMBER),
            Value::String(_) => self.kinds.has(Kinds::TEXT),
            Value::Array(items) => self.list.as_ref().is_some_and(|list| match list.as_tuple() {
                Some(shapes) => {
                    shapes.len() == items.len() && shapes.iter().zip(items).all(|(shape, item)| shape.admits(item))
                }
                None => {
                    let shape = list.item();
                    items.iter().all(|item| shape.admits(item))
                }
            }),
            Value::Object(fields) => self.object.as_ref().is_some_and(|object| {
                let all_sure = object.fields().iter().filter(|(_, shape)| !shape.may_be_absent());
                all_sure.into_iter().all(|(name, _)| fields.contains_key(&**name))
                    && fields.iter().all(|(name, value)| object.field(name).admits(value))
            }),
        }
    }
}

//! A definition that is an object of the template (`Definition`), with the template's functions in it.

use std::ops::Range;

use asl_schema::source::{Content, Node};
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::function::{Composer, branches, call, is_no_value};
use super::placeholder::{Text, placeholders};
use super::substitution::Use;
use crate::document::located::Place;

/// A macro writes a part of the definition: these bytes call it.
pub(super) struct Macro(pub(super) Range<usize>);

/// The definition with texts for functions; the names that are left to fill are added to `uses`.
pub(super) fn inline(
    place: Place<'_>,
    composer: &mut Composer<'_>,
    uses: &mut Vec<Use>,
) -> Result<(Value, Node), Macro> {
    if let Some((_, with, without)) = branches(place) {
        // A text that depends is not known; of objects one stands for both.
        let objects = [with, without].into_iter().find(|branch| !is_no_value(*branch) && is_collection(*branch));
        if let Some(branch) = objects {
            return inline(branch, composer, uses);
        }
    }
    if let Value::String(text) = place.value {
        if text.contains("${") {
            uses.extend(composer.text(place).iter().flat_map(Text::uses));
        }
        return Ok((place.value.clone(), place.node.clone()));
    }
    if let Some((name, _)) = call(place)
        && !is_macro(name)
        && let Some(text) = composer.text(place)
    {
        uses.extend(text.uses());
        return Ok(composed(place, text));
    }
    let range = place.node.range.clone();
    match place.value {
        Value::Array(_) => {
            let (mut values, mut nodes) = (Vec::new(), Vec::new());
            for item in place.items().filter(|item| !is_no_value(*item)) {
                let (value, node) = inline(item, composer, uses)?;
                values.push(value);
                nodes.push(node);
            }
            Ok((Value::Array(values), Node { range, content: Content::List(nodes) }))
        }
        Value::Object(_) => {
            let (mut values, mut nodes) = (Map::new(), IndexMap::new());
            for (key, item) in place.entries().filter(|(_, item)| !is_no_value(*item)) {
                let key_range = place.key(key).unwrap_or_default();
                if is_macro(key) {
                    return Err(Macro(key_range));
                }
                uses.extend(placeholders(key).map(|(name, _)| (name.to_owned(), key_range.clone())));
                let (value, node) = inline(item, composer, uses)?;
                values.insert(key.to_owned(), value);
                nodes.insert(key.to_owned(), (key_range, node));
            }
            Ok((Value::Object(values), Node { range, content: Content::Object(nodes) }))
        }
        scalar => Ok((scalar.clone(), place.node.clone())),
    }
}

fn composed(place: Place<'_>, text: Text) -> (Value, Node) {
    let node = Node { range: place.node.range.clone(), content: Content::Text(text.map) };
    (Value::String(text.text), node)
}

/// `Fn::Transform` and `Fn::ForEach::…` write what stands beside them.
fn is_macro(key: &str) -> bool {
    key == "Fn::Transform" || key.starts_with("Fn::ForEach")
}

fn is_collection(place: Place<'_>) -> bool {
    place.value.is_array() || (place.value.is_object() && call(place).is_none()) || branches(place).is_some()
}

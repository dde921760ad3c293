//! Map: its items, and the input that each of them makes.

use serde_json::{Value, json};

use crate::data::{Json, Trace};
use crate::evaluate::Env;
use crate::failure::{Fault, names};
use crate::program::{Io, Items, Map};

/// What a Map goes through.
#[derive(Debug, Default)]
pub(crate) struct ItemList {
    pub(crate) items: Vec<Json>,
    /// Whether the items are the entries of an object: `{"Key": …, "Value": …}`.
    pub(crate) are_entries: bool,
}

impl ItemList {
    /// The elements of a list, the entries of an object; nothing of what is neither.
    pub(crate) fn of(value: Value) -> ItemList {
        match value {
            Value::Array(items) => ItemList::from(items.into_iter().map(Json::new).collect::<Vec<_>>()),
            Value::Object(fields) => {
                let entry = |(key, value)| Json::new(json!({"Key": key, "Value": value}));
                ItemList { items: fields.into_iter().map(entry).collect(), are_entries: true }
            }
            _ => ItemList::default(),
        }
    }
}

impl From<Vec<Json>> for ItemList {
    fn from(items: Vec<Json>) -> ItemList {
        ItemList { items, are_entries: false }
    }
}

/// The list that the Map goes through, when no reader gives it. The sentences are recorded.
pub(crate) fn items(map: &Map, io: &Io, env: &Env<'_>, effective: &Json, trace: &mut Trace) -> Result<ItemList, Fault> {
    let distributed = map.distributed.is_some();
    match &map.items {
        Items::Query(query) => {
            let value = query.eval(env).map_err(Fault::on_entry)?;
            match value {
                Value::Array(_) => {}
                Value::Object(_) if distributed => {}
                value => return Err(query.unexpected("array", &value).on_entry()),
            }
            Ok(ItemList::of(value))
        }
        Items::Path(path) => {
            let value = path.select(&env.on(effective))?;
            match &*value {
                Value::Array(_) => {}
                Value::Object(_) if distributed && path.text() != "$$" => {}
                _ => {
                    let shown = path.text().replacen("$$", "$", 1);
                    return Err(Fault::runtime(format!("Reference path \"{shown}\" must point to array.")));
                }
            }
            trace.note("afterItemsPath", &value);
            Ok(ItemList::of((*value).clone()))
        }
        Items::Input => {
            match &**effective {
                Value::Array(_) => {}
                Value::Object(_) if distributed => {}
                value => {
                    let cause = format!("Map state input must be an array but was: {value}");
                    return Err(match io {
                        Io::Jsonata(_) => Fault::query(None, cause).on_entry(),
                        Io::JsonPath(_) => Fault::runtime("Reference path \"$\" must point to array."),
                    });
                }
            }
            Ok(ItemList::of((**effective).clone()))
        }
    }
}

/// The input of one iteration. `env` must see the item in its context object.
pub(crate) fn select(map: &Map, env: &Env<'_>, effective: &Json, item: &Json) -> Result<Json, Fault> {
    match &map.selector {
        Some(selector) => Ok(Json::new(selector.eval(env, effective)?)),
        None => Ok(item.clone()),
    }
}

/// What a reader's failure is called.
pub(crate) fn unreadable(cause: impl Into<String>) -> Fault {
    Fault::called(Some(names::READER.to_owned()), Some(cause.into()))
}

//! What a Map Run works on: its limits, and the inputs of its children.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map as Object, Value, json};

use super::{MapRun, Tolerance};
use crate::data::{Json, Trace};
use crate::dataset;
use crate::engine::Engine;
use crate::engine::strand::{Item, StrandId};
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::limits;
use crate::program::{Distributed, Map, Node};
use crate::state::{self, ItemList};

/// Key and value of an entry.
fn entry(entry: &Value) -> (Option<String>, Json) {
    let key = entry.get("Key").and_then(Value::as_str).map(str::to_owned);
    (key, Json::new(entry.get("Value").cloned().unwrap_or_default()))
}

/// What is known before `MapRunStarted`.
pub(super) struct Prepared {
    pub(super) effective: Json,
    pub(super) concurrency: u64,
    pub(super) list: ItemList,
}

impl Engine<'_> {
    pub(super) fn prepare(
        &self,
        id: StrandId,
        node: &Node,
        map: &Map,
        distributed: &Distributed,
    ) -> Result<Prepared, Fault> {
        let context = self.context_for(id, node);
        let Some(strand) = self.strands.get(id) else { return Err(Fault::runtime("")) };
        let (env, trace) = (self.env(strand, &context), &mut Trace::off());
        let effective = node.io.effective(&env, trace)?;
        let concurrency = match &map.concurrency {
            Some(amount) => state::count(amount, "MaxConcurrency", &env.on(&effective)).map_err(Fault::on_entry)?,
            None => 0,
        };
        // Recorded: what a reader reads is the dataset, whatever `ItemsPath` says, and its length is not told.
        let list = match distributed.reader {
            Some(_) => ItemList::default(),
            None => state::items(map, &node.io, &env, &effective, trace)?,
        };
        Ok(Prepared { effective, concurrency, list })
    }

    pub(super) fn tolerance(&self, id: StrandId, node: &Node, map: &Map, effective: &Json) -> Result<Tolerance, Fault> {
        let context = self.context_for(id, node);
        let Some(strand) = self.strands.get(id) else { return Ok(Tolerance::default()) };
        let env = self.env(strand, &context);
        let env = env.on(effective);
        let count = map.tolerated_count.as_ref().map(|amount| state::count(amount, "ToleratedFailureCount", &env));
        let percentage = map.tolerated_percentage.as_ref().map(|amount| state::percentage(amount, &env));
        Ok(Tolerance { count: count.transpose()?, percentage: percentage.transpose()? })
    }

    /// Reads, selects and batches the items.
    #[expect(clippy::too_many_arguments, reason = "the parts of a Map Run, in the order they are known")]
    pub(super) fn children_of(
        &mut self,
        id: StrandId,
        node: &Node,
        map: &Map,
        distributed: &Distributed,
        prepared: Prepared,
        tolerance: Tolerance,
        arn: Arc<str>,
    ) -> Result<MapRun, Fault> {
        let Prepared { effective, concurrency, mut list } = prepared;
        let mut source: Arc<str> = "STATE_DATA".into();
        if let Some(reader) = &distributed.reader {
            let (arguments, most) = self.with_env(id, node, |env| {
                let arguments = match &reader.arguments {
                    Some(arguments) => arguments.eval(env, &effective)?,
                    None => json!({}),
                };
                let most = match &reader.max_items {
                    Some(amount) => state::count(amount, "MaxItems", &env.on(&effective))?,
                    None => 0,
                };
                Ok((arguments, most))
            })?;
            let read = dataset::read(reader.lists, &reader.config, &arguments, self.surroundings.store)?;
            (list, source) = (read.list, read.source);
            // Recorded: 0 is no limit.
            if let (1.., Ok(most)) = (most, usize::try_from(most)) {
                list.items.truncate(most);
            }
        }
        let mut inputs = Vec::with_capacity(list.items.len());
        for (index, value) in list.items.into_iter().enumerate() {
            let (key, value) = if list.are_entries { entry(&value) } else { (None, value) };
            let item = Item { index, value, key, source: Some(source.clone()) };
            inputs.push(self.item_input(id, node, map, &effective, &item)?);
        }
        if distributed.batches {
            inputs = self.batches(id, node, distributed, &effective, inputs)?;
        }
        let export = match distributed.writer.as_ref().filter(|writer| writer.exports) {
            Some(writer) => {
                let place = self.with_env(id, node, |env| match &writer.arguments {
                    Some(arguments) => arguments.eval(env, &effective),
                    None => Ok(json!({})),
                })?;
                let text = |name: &str| place.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
                Some((text("Bucket"), text("Prefix")))
            }
            None => None,
        };
        let most = match usize::try_from(concurrency) {
            Ok(0) | Err(_) => limits::CHILD_CONCURRENCY,
            Ok(wanted) => wanted.min(limits::CHILD_CONCURRENCY),
        };
        let results = inputs.iter().map(|_| None).collect();
        Ok(MapRun {
            arn,
            inputs,
            next: 0,
            most,
            running: BTreeSet::new(),
            results,
            tolerance,
            failures: 0,
            ended: 0,
            export,
        })
    }

    fn with_env<T>(
        &self,
        id: StrandId,
        node: &Node,
        work: impl FnOnce(&Env<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let context = self.context_for(id, node);
        let Some(strand) = self.strands.get(id) else { return Err(Fault::runtime("")) };
        work(&self.env(strand, &context))
    }

    /// `{"BatchInput": …, "Items": […]}` for each batch. A batch is full by number or by bytes; an item too large for any batch has one alone.
    fn batches(
        &self,
        id: StrandId,
        node: &Node,
        distributed: &Distributed,
        effective: &Json,
        items: Vec<Json>,
    ) -> Result<Vec<Json>, Fault> {
        let (most_items, most_bytes, shared) = self.with_env(id, node, |env| {
            let on_effective = env.on(effective);
            let number = |amount, field| match amount {
                Some(amount) => state::count(amount, field, &on_effective).map(Some),
                None => Ok(None),
            };
            let shared = match &distributed.batch_input {
                Some(template) => Some(template.eval(env, effective)?),
                None => None,
            };
            let most_items = number(distributed.batch_items.as_ref(), "MaxItemsPerBatch")?;
            Ok((most_items, number(distributed.batch_bytes.as_ref(), "MaxInputBytesPerBatch")?, shared))
        })?;
        let limit = |amount: Option<u64>, most: usize| match amount.map(usize::try_from) {
            Some(Ok(wanted @ 1..)) => wanted.min(most),
            _ => most,
        };
        let (most_items, most_bytes) = (limit(most_items, usize::MAX), limit(most_bytes, limits::PAYLOAD));
        let frame =
            shared.as_ref().map_or(0, |shared| shared.to_string().len()) + r#"{"BatchInput":,"Items":[]}"#.len();
        let mut batches = Vec::new();
        let (mut batch, mut bytes) = (Vec::new(), frame);
        let finish = |batch: Vec<Value>| -> Json {
            let mut input = Object::new();
            if let Some(shared) = &shared {
                input.insert("BatchInput".to_owned(), shared.clone());
            }
            input.insert("Items".to_owned(), Value::Array(batch));
            Json::new(Value::Object(input))
        };
        for item in items {
            let size = item.to_string().len() + 1;
            if !batch.is_empty() && (batch.len() >= most_items || bytes + size > most_bytes) {
                batches.push(finish(std::mem::take(&mut batch)));
                bytes = frame;
            }
            bytes += size;
            batch.push(item.into_value());
        }
        if !batch.is_empty() {
            batches.push(finish(batch));
        }
        Ok(batches)
    }
}

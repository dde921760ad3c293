//! The items of a distributed Map, read from a bucket: listings, CSV, JSON, JSON Lines, manifests.
//!
//! Not read: Parquet, and what is compressed. Asking for them ends the run as unsupported.

mod csv;
mod manifest;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use asl_schema::model::{InputType, ManifestType, ReaderConfig, ReaderTransformation};
use md5::Digest;
use serde_json::{Value, json};

use crate::bucket::ObjectStore;
use crate::data::Json;
use crate::failure::{Fault, names};
use crate::state::unreadable;

/// What a reader gives.
#[derive(Debug)]
pub(crate) struct Dataset {
    pub(crate) items: Vec<Json>,
    /// `Map.Item.Source`: the bucket of a listing, or the object.
    pub(crate) source: Arc<str>,
}

/// Reads what `arguments` name: `Bucket` with `Key` or `Prefix`.
pub(crate) fn read(
    lists: bool,
    config: &ReaderConfig,
    arguments: &Value,
    store: &mut dyn ObjectStore,
) -> Result<Dataset, Fault> {
    let text = |name: &str| arguments.get(name).and_then(Value::as_str).unwrap_or_default();
    let (bucket, key, prefix) = (text("Bucket"), text("Key"), text("Prefix"));
    if lists {
        let source = format!("S3://{bucket}").into();
        return Ok(Dataset { items: listing(bucket, prefix, config, store)?, source });
    }
    let source = format!("S3://{bucket}/{key}").into();
    let content = fetch(bucket, key, store)?;
    let items = match (config.manifest_type, config.input_type) {
        (Some(ManifestType::AthenaData), input_type) => manifest::athena(&content, input_type, config, store)?,
        (Some(ManifestType::S3Inventory), _) | (None, Some(InputType::Manifest)) => {
            manifest::inventory(&content, bucket, store)?
        }
        (None, Some(input_type)) => parse(&content, input_type, config)?,
        (None, None) => return Err(unreadable("The field 'InputType' is required but was missing")),
    };
    Ok(Dataset { items, source })
}

fn listing(bucket: &str, prefix: &str, config: &ReaderConfig, store: &mut dyn ObjectStore) -> Result<Vec<Json>, Fault> {
    let keys = store.list(bucket, prefix)?;
    let flatten = config.transformation == Some(ReaderTransformation::LoadAndFlatten);
    let mut items = Vec::new();
    for key in keys {
        let content = fetch(bucket, &key, store)?;
        if flatten {
            items.extend(parse(&content, config.input_type.unwrap_or(InputType::Json), config)?);
        } else {
            // The keys as measured. A store here keeps no dates.
            let etag = format!("\"{}\"", hex(&md5::Md5::digest(&content)));
            items.push(Arc::new(json!({
                "Etag": etag, "Key": key, "LastModified": 0.0, "Size": content.len(), "StorageClass": "STANDARD",
            })));
        }
    }
    Ok(items)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fetch(bucket: &str, key: &str, store: &mut dyn ObjectStore) -> Result<Vec<u8>, Fault> {
    store.get(bucket, key)?.ok_or_else(|| {
        unreadable(format!("The specified key does not exist. (Service: Amazon S3; Bucket: {bucket}; Key: {key})"))
    })
}

/// The items of one file.
fn parse(content: &[u8], input_type: InputType, config: &ReaderConfig) -> Result<Vec<Json>, Fault> {
    match input_type {
        InputType::Csv => csv::rows(&text(content)?, config),
        InputType::Json => json_items(content, config),
        InputType::Jsonl => {
            let text = text(content)?;
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let value = |line| serde_json::from_str(line).map(Arc::new).map_err(|error| unreadable(error.to_string()));
            lines.map(value).collect()
        }
        InputType::Parquet | InputType::Manifest => {
            Err(Fault::stop(names::UNSUPPORTED, "unsupported here: items in Parquet or in nested manifests"))
        }
    }
}

fn text(content: &[u8]) -> Result<String, Fault> {
    let text = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    String::from_utf8(text.to_vec()).map_err(|_| unreadable("The file is not encoded in UTF-8."))
}

/// A list, at `ItemsPointer` where there is one. An object was recorded to be refused.
fn json_items(content: &[u8], config: &ReaderConfig) -> Result<Vec<Json>, Fault> {
    let value: Value = serde_json::from_slice(content).map_err(|error| unreadable(error.to_string()))?;
    let pointed = match &config.items_pointer {
        Some(pointer) => value.pointer(pointer).cloned().unwrap_or_default(),
        None => value,
    };
    match pointed {
        Value::Array(items) => Ok(items.into_iter().map(Arc::new).collect()),
        // With a pointer the service is documented to take objects; without one it was recorded not to.
        Value::Object(fields) if config.items_pointer.is_some() => Ok(crate::state::entries(fields)),
        _ => Err(unreadable("Attempting to map over non-iterable node.")),
    }
}

//! The items of a distributed Map, read from a bucket: listings, CSV, JSON, JSON Lines, manifests.
//!
//! Parquet needs the feature `parquet`, what is compressed with gzip the feature `gzip`. What is not read, versions of objects and Zstandard too,
//! ends the run as unsupported.

#[cfg(feature = "parquet")]
mod columnar;
mod compression;
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
use crate::failure::Fault;
use crate::state::{ItemList, unreadable};
use crate::unverified;

/// What a reader gives.
#[derive(Debug)]
pub(crate) struct Dataset {
    pub(crate) list: ItemList,
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
    if arguments.get("VersionId").is_some_and(|version| !version.is_null()) {
        return Err(unsupported("a version of an object: a store keeps the last one"));
    }
    let (bucket, key, prefix) = (text("Bucket"), text("Key"), text("Prefix"));
    if lists {
        let source = format!("S3://{bucket}").into();
        return Ok(Dataset { list: listing(bucket, prefix, config, store)?.into(), source });
    }
    let source = format!("S3://{bucket}/{key}").into();
    let content = fetch(bucket, key, store)?;
    let list = match (config.manifest_type, config.input_type) {
        (Some(ManifestType::AthenaData), input_type) => manifest::athena(&content, input_type, config, store)?.into(),
        (Some(ManifestType::S3Inventory), _) | (None, Some(InputType::Manifest)) => {
            manifest::inventory(&content, bucket, store)?.into()
        }
        (None, Some(input_type)) => parse(&content, key, input_type, config)?,
        (None, None) => return Err(unreadable(unverified::INPUT_TYPE_MISSING.fill(&[]))),
    };
    Ok(Dataset { list, source })
}

fn listing(bucket: &str, prefix: &str, config: &ReaderConfig, store: &mut dyn ObjectStore) -> Result<Vec<Json>, Fault> {
    let keys = store.list(bucket, prefix)?;
    let flatten = config.transformation == Some(ReaderTransformation::LoadAndFlatten);
    let mut items = Vec::new();
    for key in keys {
        let content = fetch(bucket, &key, store)?;
        if flatten {
            items.extend(parse(&content, &key, config.input_type.unwrap_or(InputType::Json), config)?.items);
        } else {
            // The keys as measured. A store here keeps no dates.
            let etag = format!("\"{}\"", hex(&md5::Md5::digest(&content)));
            items.push(Json::new(json!({
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
    store.get(bucket, key)?.ok_or_else(|| unreadable(unverified::OBJECT_MISSING.fill(&[&bucket, &key])))
}

/// The items of one file.
fn parse(content: &[u8], key: &str, input_type: InputType, config: &ReaderConfig) -> Result<ItemList, Fault> {
    let content = &*compression::expanded(content, key)?;
    match input_type {
        InputType::Csv => Ok(csv::rows(&text(content)?, config)?.into()),
        InputType::Json => json_items(content, config),
        InputType::Jsonl => {
            let text = text(content)?;
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let value = |line| {
                serde_json::from_str(line)
                    .map(Json::new)
                    .map_err(|error| unreadable(unverified::NOT_JSON.fill(&[&error])))
            };
            Ok(lines.map(value).collect::<Result<Vec<_>, _>>()?.into())
        }
        InputType::Parquet => Ok(parquet_rows(content)?.into()),
        InputType::Manifest => Err(unsupported("a manifest that names manifests")),
    }
}

#[cfg(feature = "parquet")]
use columnar::rows as parquet_rows;

#[cfg(not(feature = "parquet"))]
fn parquet_rows(_: &[u8]) -> Result<Vec<Json>, Fault> {
    Err(unsupported("items in Parquet: enable the feature `parquet` of `asl-local`"))
}

fn unsupported(what: &str) -> Fault {
    Fault::unsupported(what)
}

fn text(content: &[u8]) -> Result<String, Fault> {
    let text = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    String::from_utf8(text.to_vec()).map_err(|_| unreadable(unverified::NOT_UTF8.fill(&[])))
}

/// A list, at `ItemsPointer` where there is one. An object was recorded to be refused.
fn json_items(content: &[u8], config: &ReaderConfig) -> Result<ItemList, Fault> {
    let value: Value =
        serde_json::from_slice(content).map_err(|error| unreadable(unverified::NOT_JSON.fill(&[&error])))?;
    let pointed = match &config.items_pointer {
        Some(pointer) => value.pointer(pointer).cloned().unwrap_or_default(),
        None => value,
    };
    match pointed {
        Value::Array(_) => Ok(ItemList::of(pointed)),
        // With a pointer the service is documented to take objects; without one it was recorded not to.
        Value::Object(_) if config.items_pointer.is_some() => Ok(ItemList::of(pointed)),
        _ => Err(unreadable("Attempting to map over non-iterable node.")),
    }
}

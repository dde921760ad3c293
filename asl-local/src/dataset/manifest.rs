//! Files that name the files with the items.

use asl_schema::model::{InputType, ReaderConfig};
use serde_json::Value;

use super::{compression, csv, fetch, parse, text};
use crate::bucket::ObjectStore;
use crate::data::Json;
use crate::failure::Fault;
use crate::state::unreadable;
use crate::unverified;

/// The manifest of an Athena `UNLOAD`: one `s3://bucket/key` on each line, each a file of the reader's `InputType`.
pub(super) fn athena(
    content: &[u8],
    input_type: Option<InputType>,
    config: &ReaderConfig,
    store: &mut dyn ObjectStore,
) -> Result<Vec<Json>, Fault> {
    let mut items = Vec::new();
    for line in text(content)?.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let location = line.strip_prefix("s3://").and_then(|path| path.split_once('/'));
        let (bucket, key) = location.ok_or_else(|| unreadable(unverified::LOCATION.fill(&[&line])))?;
        let file = fetch(bucket, key, store)?;
        items.extend(parse(&file, key, input_type.unwrap_or(InputType::Csv), config)?.items);
    }
    Ok(items)
}

/// The `manifest.json` of an S3 inventory: `fileSchema` names the columns of the CSV files in `files`.
pub(super) fn inventory(content: &[u8], bucket: &str, store: &mut dyn ObjectStore) -> Result<Vec<Json>, Fault> {
    let manifest: Value =
        serde_json::from_slice(content).map_err(|error| unreadable(unverified::NOT_JSON.fill(&[&error])))?;
    let schema = manifest.get("fileSchema").and_then(Value::as_str).unwrap_or_default();
    let headers = schema.split(',').map(|name| name.trim().to_owned()).collect();
    let config = ReaderConfig {
        csv_header_location: Some(asl_schema::model::CsvHeaderLocation::Given),
        csv_headers: headers,
        ..ReaderConfig::default()
    };
    let destination = manifest.get("destinationBucket").and_then(Value::as_str);
    let bucket = destination.map_or(bucket, |arn| arn.strip_prefix("arn:aws:s3:::").unwrap_or(arn));
    let mut items = Vec::new();
    for file in manifest.get("files").and_then(Value::as_array).into_iter().flatten() {
        let key = file.get("key").and_then(Value::as_str).unwrap_or_default();
        let content = fetch(bucket, key, store)?;
        items.extend(csv::rows(&text(&compression::expanded(&content, key)?)?, &config)?);
    }
    Ok(items)
}

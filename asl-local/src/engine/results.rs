//! What a Map Run gives: the outputs of its children, or files in a bucket.

use asl_schema::model::{OutputType, WriterTransformation};
use serde_json::{Value, json};

use crate::bucket::{ObjectStore, StoreError};
use crate::data::Json;

/// The results of a Map Run, in the order of its items.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub(super) all: Vec<Value>,
    pub(super) succeeded: Vec<Value>,
    pub(super) failed: Vec<Value>,
}

/// `COMPACT`: the outputs. `FLATTEN`: the outputs, lists of them joined. `NONE`: the description of each child, in which input and output are
/// text; the default where results are exported (AWS guide). A child that failed is always described.
pub(super) fn transform<'r, D: FnOnce() -> Value>(
    transformation: Option<WriterTransformation>,
    exports: bool,
    ended: impl Iterator<Item = (Option<&'r Json>, D)>,
) -> Results {
    let default = if exports { WriterTransformation::None } else { WriterTransformation::Compact };
    let transformation = transformation.unwrap_or(default);
    let mut results = Results::default();
    for (output, describe) in ended {
        let values = match (output, transformation) {
            (None, _) => {
                let description = describe();
                results.failed.push(description.clone());
                results.all.push(description);
                continue;
            }
            (Some(_), WriterTransformation::None) => vec![describe()],
            (Some(output), WriterTransformation::Compact) => vec![(**output).clone()],
            (Some(output), WriterTransformation::Flatten) => match &**output {
                Value::Array(items) => items.clone(),
                other => vec![other.clone()],
            },
        };
        results.succeeded.extend(values.iter().cloned());
        results.all.extend(values);
    }
    results
}

/// Writes `manifest.json` and the files that it names under `prefix/run/`; gives the manifest's key.
pub(super) fn export(
    results: &Results,
    bucket: &str,
    prefix: &str,
    run: &str,
    arn: &str,
    output_type: Option<OutputType>,
    store: &mut dyn ObjectStore,
) -> Result<String, StoreError> {
    let folder = [prefix.trim_end_matches('/'), run].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let folder = folder.join("/");
    let lines = output_type == Some(OutputType::Jsonl);
    let extension = if lines { "jsonl" } else { "json" };
    let mut files = serde_json::Map::new();
    for (status, values) in [("SUCCEEDED", &results.succeeded), ("FAILED", &results.failed), ("PENDING", &Vec::new())] {
        let mut named = Vec::new();
        if !values.is_empty() {
            let key = format!("{folder}/{status}_0.{extension}");
            let text = if lines {
                values.iter().map(|value| format!("{value}\n")).collect()
            } else {
                Value::Array(values.clone()).to_string()
            };
            named.push(json!({"Key": key, "Size": text.len()}));
            store.put(bucket, &key, text.into_bytes())?;
        }
        files.insert(status.to_owned(), Value::Array(named));
    }
    let key = format!("{folder}/manifest.json");
    let manifest = json!({"DestinationBucket": bucket, "MapRunArn": arn, "ResultFiles": files});
    store.put(bucket, &key, manifest.to_string().into_bytes())?;
    Ok(key)
}

//! A transformation mapped over the objects of a bucket, page by page.
//!
//! `map_each` becomes a Map state that transforms eight objects at a time; the loop around it asks for the next page of the listing after the
//! last key of the one before. For more objects than a state's data can hold (256 KiB), make the pages smaller.
//!
//! ```text
//! cargo run --example s3_transform
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Upload {
    /// The folder of the day: `2026-11-22`.
    day: String,
}

/// The request of S3's `ListObjectsV2`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ListObjects {
    bucket: String,
    prefix: String,
    start_after: String,
    max_keys: u32,
}

/// What S3 answers; without objects it leaves `Contents` out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ObjectPage {
    #[serde(default)]
    contents: Vec<Object>,
    is_truncated: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Object {
    key: String,
    size: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Conversion {
    source_key: String,
    target_key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Converted {
    rows: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Totals {
    files: u64,
    rows: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum TransformError {
    Malformed { key: String, line: u64 },
    NothingUploaded,
}

#[task(resource = "arn:aws:states:::aws-sdk:s3:listObjectsV2")]
async fn list_objects(request: ListObjects) -> ObjectPage;

#[task(lambda = "csv-to-parquet")]
async fn csv_to_parquet(conversion: Conversion) -> Result<Converted, TransformError>;

const BUCKET: &str = "acme-sensor-uploads";

#[workflow]
async fn s3_transform(upload: Upload) -> Result<Totals, TransformError> {
    if upload.day.is_empty() {
        // Without a folder it would be the whole bucket.
        return Err(TransformError::NothingUploaded);
    }
    let folder = format!("{}/", upload.day);
    let mut totals = Totals { files: 0, rows: 0 };
    let mut last_key = folder.clone();
    loop {
        let page = list_objects(ListObjects {
            bucket: BUCKET.to_string(),
            prefix: folder.clone(),
            start_after: last_key.clone(),
            max_keys: 200,
        })
        .await;

        let files = page.contents.iter().filter(|object| object.key.ends_with(".csv")).cloned().collect::<Vec<_>>();
        let converted = map_each(files, 8, |object| async move {
            let target_key = object.key.replace(".csv", ".parquet");
            csv_to_parquet(Conversion { source_key: object.key, target_key }).retry(Retry::lambda_defaults()).await
        })
        .await?;
        totals.files += converted.len() as u64;
        totals.rows += converted.iter().map(|file| file.rows).sum::<u64>();

        match page.contents.last() {
            Some(object) if page.is_truncated => last_key = object.key.clone(),
            _ => break,
        }
    }
    if totals.files == 0 {
        return Err(TransformError::NothingUploaded);
    }
    Ok(totals)
}

fn main() -> std::process::ExitCode {
    asl_examples::run(s3_transform::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_tests::agree;

    /// A bucket with these files in the folder of the day, listed two at a time.
    fn bucket(files: &[&'static str]) -> NativeRun {
        let mut run = NativeRun::new();
        let keys: Vec<String> = files.iter().map(|name| format!("2026-11-22/{name}")).collect();
        run.handle(list_objects, move |request: ListObjects| {
            assert_eq!((request.bucket.as_str(), request.prefix.as_str()), (BUCKET, "2026-11-22/"));
            let mut rest = keys.iter().filter(|key| **key > request.start_after);
            let contents = rest.by_ref().take(2).map(|key| Object { key: key.clone(), size: 1 }).collect();
            ObjectPage { contents, is_truncated: rest.next().is_some() }
        });
        run.handle(csv_to_parquet, |conversion: Conversion| {
            assert!(conversion.target_key.ends_with(".parquet"));
            Ok(Converted { rows: 100 })
        });
        run
    }

    fn transform(run: &mut NativeRun) -> Result<Totals, TransformError> {
        transform_day(run, "2026-11-22")
    }

    fn transform_day(run: &mut NativeRun, day: &str) -> Result<Totals, TransformError> {
        let upload = Upload { day: day.to_string() };
        let outcome = run.run(s3_transform(upload.clone())).unwrap();
        agree(&s3_transform::definition(), &upload, run, &outcome);
        outcome
    }

    #[test]
    fn every_csv_file_of_every_page_is_converted() {
        let mut run = bucket(&["a.csv", "b.csv", "readme.txt", "thumbs.db", "x.csv"]);
        assert_eq!(transform(&mut run), Ok(Totals { files: 3, rows: 300 }));
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        let mut run = bucket(&[]);
        // As S3 writes it: without `Contents`.
        run.handle_json(list_objects, |_| Ok(serde_json::json!({ "KeyCount": 0, "IsTruncated": false })));
        assert_eq!(transform(&mut run), Err(TransformError::NothingUploaded));
    }

    #[test]
    fn the_whole_bucket_is_never_converted() {
        assert_eq!(transform_day(&mut NativeRun::new(), ""), Err(TransformError::NothingUploaded));
    }

    #[test]
    fn one_malformed_file_ends_the_run() {
        let mut run = bucket(&["a.csv", "b.csv"]);
        run.handle(csv_to_parquet, |conversion: Conversion| match conversion.source_key.ends_with("b.csv") {
            true => Err(TransformError::Malformed { key: conversion.source_key, line: 7 }),
            false => Ok(Converted { rows: 1 }),
        });
        let malformed = TransformError::Malformed { key: "2026-11-22/b.csv".to_string(), line: 7 };
        assert_eq!(transform(&mut run), Err(malformed));
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(s3_transform::definition(), |deployment| deployment);
    }
}

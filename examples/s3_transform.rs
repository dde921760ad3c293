//! A transformation mapped over the objects of a bucket, page by page.
//!
//! `map_each` becomes a Map state that transforms eight objects at a time; the loop around it follows the listing's continuation tokens. The
//! request's `Option` field is left out of the call until there is a token, as the service wants it.
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
    max_keys: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    continuation_token: Option<String>,
}

/// What S3 answers; without objects it leaves `Contents` out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ObjectPage {
    #[serde(default)]
    contents: Vec<Object>,
    next_continuation_token: Option<String>,
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
    let mut totals = Totals { files: 0, rows: 0 };
    let mut token: Option<String> = None;
    loop {
        let page = list_objects(ListObjects {
            bucket: BUCKET.to_string(),
            prefix: format!("{}/", upload.day),
            max_keys: 200,
            continuation_token: token.clone(),
        })
        .await;

        let files: Vec<Object> = page.contents.into_iter().filter(|object| object.key.ends_with(".csv")).collect();
        let converted = map_each(files, 8, |object| async move {
            csv_to_parquet(Conversion {
                target_key: object.key.replace(".csv", ".parquet"),
                source_key: object.key,
            })
            .retry(Retry::lambda_defaults())
            .await
        })
        .await?;

        totals.files += converted.len() as u64;
        totals.rows += converted.iter().map(|file| file.rows).sum::<u64>();
        token = page.next_continuation_token;
        if token.is_none() {
            break;
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

    /// A bucket whose listing has these pages.
    fn bucket(pages: Vec<Vec<&'static str>>) -> NativeRun {
        let mut run = NativeRun::new();
        run.handle(list_objects, move |request: ListObjects| {
            assert_eq!((request.bucket.as_str(), request.prefix.as_str()), (BUCKET, "2026-11-22/"));
            let page: usize = request.continuation_token.map_or(0, |token| token.parse().unwrap());
            let object = |name: &&str| Object { key: format!("2026-11-22/{name}"), size: 1 };
            ObjectPage {
                contents: pages[page].iter().map(object).collect(),
                next_continuation_token: (page + 1 < pages.len()).then(|| (page + 1).to_string()),
            }
        });
        run.handle(csv_to_parquet, |conversion: Conversion| {
            assert!(conversion.target_key.ends_with(".parquet"));
            Ok(Converted { rows: 100 })
        });
        run
    }

    fn transform(run: &mut NativeRun) -> Result<Totals, TransformError> {
        let upload = Upload { day: "2026-11-22".to_string() };
        let outcome = run.run(s3_transform(upload.clone())).unwrap();
        agree(&s3_transform::definition(), &upload, run, &outcome);
        outcome
    }

    #[test]
    fn every_csv_file_of_every_page_is_converted() {
        let mut run = bucket(vec![vec!["a.csv", "b.csv", "readme.txt"], vec![], vec!["c.csv"]]);
        assert_eq!(transform(&mut run), Ok(Totals { files: 3, rows: 300 }));
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        let mut run = bucket(vec![vec![]]);
        // As S3 writes it: without `Contents`.
        run.handle_json(list_objects, |_| Ok(serde_json::json!({ "KeyCount": 0, "IsTruncated": false })));
        assert_eq!(transform(&mut run), Err(TransformError::NothingUploaded));
    }

    #[test]
    fn one_malformed_file_ends_the_run() {
        let mut run = bucket(vec![vec!["a.csv", "b.csv"]]);
        run.handle(csv_to_parquet, |conversion: Conversion| match conversion.source_key.ends_with("b.csv") {
            true => Err(TransformError::Malformed { key: conversion.source_key, line: 7 }),
            false => Ok(Converted { rows: 1 }),
        });
        let malformed = TransformError::Malformed { key: "2026-11-22/b.csv".to_string(), line: 7 };
        assert_eq!(transform(&mut run), Err(malformed));
    }
}

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
    use asl_local::{Machine, Mocks, equivalent};

    fn upload(day: &str) -> Upload {
        Upload { day: day.to_string() }
    }

    /// A bucket with these files in the folder of the day, listed two at a time. Each has a hundred rows.
    fn bucket(mocks: &mut Mocks<'_>, files: &[&str]) {
        let keys: Vec<String> = files.iter().map(|name| format!("2026-11-22/{name}")).collect();
        mocks
            .on(list_objects, move |request: ListObjects| {
                assert_eq!((request.bucket.as_str(), request.prefix.as_str()), (BUCKET, "2026-11-22/"));
                let mut rest = keys.iter().filter(|key| **key > request.start_after);
                let contents = rest.by_ref().take(2).map(|key| Object { key: key.clone(), size: 1 }).collect();
                ObjectPage { contents, is_truncated: rest.next().is_some() }
            })
            .on(csv_to_parquet, |conversion: Conversion| {
                assert!(conversion.target_key.ends_with(".parquet"));
                match conversion.source_key.contains("bad") {
                    true => Err(TransformError::Malformed { key: conversion.source_key, line: 7 }),
                    false => Ok(Converted { rows: 100 }),
                }
            });
    }

    fn transform(files: &[&str]) -> Result<Totals, TransformError> {
        let mut machine = Machine::new(s3_transform::definition().unwrap()).with(|mocks| bucket(mocks, files));
        machine.run(&upload("2026-11-22")).returned(s3_transform)
    }

    #[test]
    fn every_csv_file_of_every_page_is_converted() {
        let files = ["a.csv", "b.csv", "readme.txt", "thumbs.db", "x.csv"];
        assert_eq!(transform(&files), Ok(Totals { files: 3, rows: 300 }));
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        assert_eq!(transform(&[]), Err(TransformError::NothingUploaded));
        assert_eq!(transform(&["readme.txt"]), Err(TransformError::NothingUploaded));
    }

    /// S3 leaves `Contents` out when there is none.
    #[test]
    fn an_answer_without_contents_is_an_empty_page() {
        let run = Machine::new(s3_transform::definition().unwrap())
            .on_json(list_objects, |_| asl_local::Answer::result(&serde_json::json!({ "IsTruncated": false })))
            .run(&upload("2026-11-22"));
        assert_eq!(run.returned(s3_transform), Err(TransformError::NothingUploaded));
    }

    #[test]
    fn the_whole_bucket_is_never_converted() {
        let run = Machine::new(s3_transform::definition().unwrap()).run(&upload(""));
        assert_eq!(run.returned(s3_transform), Err(TransformError::NothingUploaded));
    }

    #[test]
    fn one_malformed_file_ends_the_run() {
        let malformed = TransformError::Malformed { key: "2026-11-22/bad.csv".to_string(), line: 7 };
        assert_eq!(transform(&["a.csv", "bad.csv"]), Err(malformed));
    }

    /// Eight at a time: nine files that take a minute each are done after two.
    #[test]
    fn eight_files_are_converted_at_a_time() {
        let names: Vec<Object> = (0..9).map(|i| Object { key: format!("2026-11-22/{i}.csv"), size: 1 }).collect();
        let run = Machine::new(s3_transform::definition().unwrap())
            .with(|mocks| bucket(mocks, &[]))
            .answers(list_objects, [ObjectPage { contents: names, is_truncated: false }])
            .takes(csv_to_parquet, Duration::from_secs(60))
            .run(&upload("2026-11-22"));
        assert_eq!(run.returned(s3_transform), Ok(Totals { files: 9, rows: 900 }));
        assert_eq!(run.duration(), Duration::from_secs(120));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        let uploads = [upload(""), upload("2026-11-22")];
        for files in [&[][..], &["a.csv", "b.txt", "c.csv", "d.csv"], &["a.csv", "bad.csv", "c.csv"]] {
            equivalent(s3_transform, &uploads, |mocks| bucket(mocks, files));
        }
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(s3_transform::definition(), |deployment| deployment);
    }
}

use asl_schema::model::{CsvDelimiter, CsvHeaderLocation, InputType, ManifestType, ReaderConfig};
use serde_json::{Value, json};

use super::*;
use crate::bucket::Buckets;

fn items(content: &str, config: &ReaderConfig) -> Result<Vec<Value>, String> {
    let mut store = Buckets::new();
    store.insert("b", "k", content.as_bytes().to_vec());
    match read(false, config, &json!({"Bucket": "b", "Key": "k"}), &mut store) {
        Ok(dataset) => Ok(dataset.items.iter().map(|item| (**item).clone()).collect()),
        Err(fault) => Err(format!("{}: {}", fault.name(), fault.cause.as_deref().unwrap_or_default())),
    }
}

fn of(input_type: InputType) -> ReaderConfig {
    ReaderConfig { input_type: Some(input_type), ..ReaderConfig::default() }
}

#[test]
fn rows_of_csv() {
    let csv = of(InputType::Csv);
    let rows = [json!({"a": "1", "b": "x,\"y\""}), json!({"a": "2", "b": ""})];
    assert_eq!(items("a,b\r\n1,\"x,\"\"y\"\"\",dropped\n\n2\n", &csv), Ok(rows.to_vec()));
    let piped = ReaderConfig {
        csv_delimiter: Some(CsvDelimiter::Pipe),
        csv_header_location: Some(CsvHeaderLocation::Given),
        csv_headers: vec!["h".into(), "i".into()],
        ..csv.clone()
    };
    assert_eq!(items("1|2", &piped), Ok(vec![json!({"h": "1", "i": "2"})]));
    assert_eq!(
        items("a,a\n1,2", &csv),
        Err("States.ItemReaderFailed: CSV headers cannot contain duplicates.".to_owned())
    );
}

#[test]
fn values_of_json() {
    assert_eq!(items("[1,[2]]", &of(InputType::Json)), Ok(vec![json!(1), json!([2])]));
    assert_eq!(items("{\"n\":1}\n\n2\n", &of(InputType::Jsonl)), Ok(vec![json!({"n": 1}), json!(2)]));
    let pointed = ReaderConfig { items_pointer: Some("/orders".into()), ..of(InputType::Json) };
    assert_eq!(items("{\"orders\":[7]}", &pointed), Ok(vec![json!(7)]));
    let refused = "States.ItemReaderFailed: Attempting to map over non-iterable node.".to_owned();
    assert_eq!(items("{\"Hello\":\"world\"}", &of(InputType::Json)), Err(refused));
}

#[test]
fn manifests_name_files() {
    let mut store = Buckets::new();
    store.insert("out", "part-1", b"{\"n\":1}\n".to_vec());
    store.insert("out", "part-2", b"{\"n\":2}\n".to_vec());
    store.insert("out", "manifest.csv", b"s3://out/part-1\ns3://out/part-2\n".to_vec());
    let config = ReaderConfig { manifest_type: Some(ManifestType::AthenaData), ..of(InputType::Jsonl) };
    let dataset = read(false, &config, &json!({"Bucket": "out", "Key": "manifest.csv"}), &mut store).unwrap();
    assert_eq!(dataset.items.iter().map(|item| item["n"].clone()).collect::<Vec<_>>(), [json!(1), json!(2)]);
    assert_eq!(&*dataset.source, "S3://out/manifest.csv");
}

#[test]
fn listings_have_keys_and_sizes() {
    let mut store = Buckets::new();
    store.insert("b", "in/2", b"22".to_vec());
    store.insert("b", "in/1", b"1".to_vec());
    store.insert("b", "other", b"".to_vec());
    let dataset = read(true, &ReaderConfig::default(), &json!({"Bucket": "b", "Prefix": "in/"}), &mut store).unwrap();
    let keys: Vec<_> = dataset.items.iter().map(|item| (item["Key"].clone(), item["Size"].clone())).collect();
    assert_eq!(dataset.items[0]["Etag"], json!("\"c4ca4238a0b923820dcc509a6f75849b\""));
    assert_eq!(keys, [(json!("in/1"), json!(1)), (json!("in/2"), json!(2))]);
    let missing = read(false, &of(InputType::Json), &json!({"Bucket": "b", "Key": "no"}), &mut store);
    assert_eq!(missing.unwrap_err().name(), "States.ItemReaderFailed");
}

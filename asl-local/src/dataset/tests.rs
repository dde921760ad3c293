use asl_schema::model::{CsvDelimiter, CsvHeaderLocation, InputType, ManifestType, ReaderConfig};
use serde_json::{Value, json};

use super::*;
use crate::bucket::Buckets;

fn items(content: &str, config: &ReaderConfig) -> Result<Vec<Value>, String> {
    let mut store = Buckets::new();
    store.insert("b", "k", content.as_bytes().to_vec());
    match read(false, config, &json!({"Bucket": "b", "Key": "k"}), &mut store) {
        Ok(dataset) => Ok(dataset.list.items.iter().map(|item| (**item).clone()).collect()),
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

/// A header row of so many bytes.
fn header(bytes: usize) -> String {
    format!("a,{}", "b".repeat(bytes - 2))
}

#[test]
fn headers_of_csv_have_ten_kibibytes() {
    let csv = of(InputType::Csv);
    let longest = format!("{}\n1,2\n", header(10_240));
    assert_eq!(items(&longest, &csv).map(|rows| rows[0]["a"].clone()), Ok(json!("1")));
    let refused = "States.ItemReaderFailed: CSV headers cannot be larger than 10240 bytes.".to_owned();
    assert_eq!(items(&format!("{}\n1,2\n", header(10_241)), &csv), Err(refused.clone()));
    let given = ReaderConfig {
        csv_header_location: Some(CsvHeaderLocation::Given),
        csv_headers: header(10_241).split(',').map(str::to_owned).collect(),
        ..csv
    };
    assert_eq!(items("1,2\n", &given), Err(refused), "given headers are headers");
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
    assert_eq!(dataset.list.items.iter().map(|item| item["n"].clone()).collect::<Vec<_>>(), [json!(1), json!(2)]);
    assert_eq!(&*dataset.source, "S3://out/manifest.csv");
}

#[test]
fn listings_have_keys_and_sizes() {
    let mut store = Buckets::new();
    store.insert("b", "in/2", b"22".to_vec());
    store.insert("b", "in/1", b"1".to_vec());
    store.insert("b", "other", b"".to_vec());
    let dataset = read(true, &ReaderConfig::default(), &json!({"Bucket": "b", "Prefix": "in/"}), &mut store).unwrap();
    let keys: Vec<_> = dataset.list.items.iter().map(|item| (item["Key"].clone(), item["Size"].clone())).collect();
    assert_eq!(dataset.list.items[0]["Etag"], json!("\"c4ca4238a0b923820dcc509a6f75849b\""));
    assert_eq!(keys, [(json!("in/1"), json!(1)), (json!("in/2"), json!(2))]);
    let missing = read(false, &of(InputType::Json), &json!({"Bucket": "b", "Key": "no"}), &mut store);
    assert_eq!(missing.unwrap_err().name(), "States.ItemReaderFailed");
}

/// `items` of an object file, under a key.
fn of_file(key: &str, content: &[u8], input_type: InputType) -> Result<Vec<Value>, String> {
    let mut store = Buckets::new();
    store.insert("b", key, content);
    match read(false, &of(input_type), &json!({"Bucket": "b", "Key": key}), &mut store) {
        Ok(dataset) => Ok(dataset.list.items.iter().map(|item| (**item).clone()).collect()),
        Err(fault) => Err(format!("{}: {}", fault.name(), fault.cause.as_deref().unwrap_or_default())),
    }
}

#[test]
fn an_object_at_a_pointer_gives_its_entries() {
    let pointed = ReaderConfig { items_pointer: Some("/orders".into()), ..of(InputType::Json) };
    let entries = vec![json!({"Key": "a", "Value": 1}), json!({"Key": "b", "Value": [2]})];
    assert_eq!(items("{\"orders\":{\"a\":1,\"b\":[2]}}", &pointed), Ok(entries));
}

#[test]
fn versions_of_objects_are_not_kept() {
    let mut store = Buckets::new();
    store.insert("b", "k", "[]");
    let asked = json!({"Bucket": "b", "Key": "k", "VersionId": "1"});
    assert_eq!(read(false, &of(InputType::Json), &asked, &mut store).unwrap_err().name(), "Local.Unsupported");
}

#[test]
fn what_is_not_built_in_is_named() {
    let zstandard = of_file("rows.csv.zst", b"", InputType::Csv).unwrap_err();
    assert_eq!(zstandard, "Local.Unsupported: unsupported here: a file that is compressed with Zstandard");
    #[cfg(not(feature = "gzip"))]
    assert!(of_file("rows.csv.gz", b"", InputType::Csv).unwrap_err().contains("enable the feature `gzip`"));
    #[cfg(not(feature = "parquet"))]
    assert!(of_file("rows.parquet", b"", InputType::Parquet).unwrap_err().contains("enable the feature `parquet`"));
}

#[cfg(feature = "gzip")]
#[test]
fn gzip_files() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(b"a,b\n1,2\n").unwrap();
    let compressed = encoder.finish().unwrap();
    assert_eq!(of_file("rows.csv.gz", &compressed, InputType::Csv), Ok(vec![json!({"a": "1", "b": "2"})]));
    for broken in [&compressed[..compressed.len() / 2], b"a,b\n1,2\n", b""] {
        assert!(of_file("rows.csv.gz", broken, InputType::Csv).unwrap_err().starts_with("States.ItemReaderFailed: "));
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_files() {
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let schema = "message rows { REQUIRED INT64 id; OPTIONAL BINARY name (UTF8); REQUIRED DOUBLE price; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut file = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut file, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[7, 8], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("a")], Some(&[1, 0]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<DoubleType>().write_batch(&[1.5, 2.0], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();

    let rows = vec![json!({"id": 7, "name": "a", "price": 1.5}), json!({"id": 8, "name": null, "price": 2.0})];
    assert_eq!(of_file("rows.parquet", &file, InputType::Parquet), Ok(rows));
    for broken in [&file[..file.len() / 2], b"PAR1", b""] {
        assert!(of_file("rows", broken, InputType::Parquet).unwrap_err().starts_with("States.ItemReaderFailed: "));
    }
}

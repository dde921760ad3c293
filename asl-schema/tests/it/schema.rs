//! The published JSON Schema is the one that the table of fields gives.

use std::path::PathBuf;

use asl_schema::schema::json_schema;

/// `ASL_UPDATE=1 cargo test -p asl-schema --test it schema` rewrites the file.
#[test]
fn the_published_schema_is_up_to_date() {
    let generated = format!("{}\n", serde_json::to_string_pretty(&json_schema()).unwrap());
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/asl.schema.json");
    if std::env::var_os("ASL_UPDATE").is_some() {
        std::fs::write(&file, &generated).unwrap();
    }
    let published = std::fs::read_to_string(file).unwrap_or_default();
    assert!(published == generated, "run again with ASL_UPDATE=1");
}

/// It is found under its `$id`: the file's place in the repository.
#[test]
fn the_id_names_the_file() {
    let schema = json_schema();
    let id = schema["$id"].as_str().unwrap();
    let (_, place) = id.split_once("/raw/main/").unwrap();
    assert!(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(place).is_file(), "{place}");
}

//! What only a Distributed Map has: reader, batcher, writer.

use serde_json::Value;

use super::setters::setters;
use super::{Amount, Object};

/// `ItemReader`: where the items of a Distributed Map come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemReader {
    /// `Resource`: `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`. Empty stands for a missing field.
    pub resource: String,
    /// `ReaderConfig`.
    pub reader_config: Option<ReaderConfig>,
    /// `Parameters` (JSONPath): `Bucket` with `Key` or `Prefix`.
    pub parameters: Option<Value>,
    /// `Arguments` (JSONata): the same.
    pub arguments: Option<Value>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `ReaderConfig`: how the object is to be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReaderConfig {
    /// `InputType`; absent for a plain listing and for an S3 inventory.
    pub input_type: Option<InputType>,
    /// `Transformation` of a listing.
    pub transformation: Option<ReaderTransformation>,
    /// `ManifestType`.
    pub manifest_type: Option<ManifestType>,
    /// `CSVDelimiter`; absent means a comma.
    pub csv_delimiter: Option<CsvDelimiter>,
    /// `CSVHeaderLocation`.
    pub csv_header_location: Option<CsvHeaderLocation>,
    /// `CSVHeaders`: needed when the location is `GIVEN`. (A written empty list is kept in `extra`.)
    pub csv_headers: Vec<String>,
    /// `ItemsPointer`: a JSON pointer to the list inside a JSON file, such as `/orders`.
    pub items_pointer: Option<String>,
    /// `MaxItems`: 1 to 100,000,000.
    pub max_items: Option<Amount>,
    /// `MaxItemsPath` (JSONPath), instead of `MaxItems`.
    pub max_items_path: Option<String>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `ItemBatcher`: how many items one child gets. At least one of the two sizes is set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemBatcher {
    /// `MaxItemsPerBatch`.
    pub max_items_per_batch: Option<Amount>,
    /// `MaxItemsPerBatchPath` (JSONPath).
    pub max_items_per_batch_path: Option<String>,
    /// `MaxInputBytesPerBatch`: at most 262,144.
    pub max_input_bytes_per_batch: Option<Amount>,
    /// `MaxInputBytesPerBatchPath` (JSONPath).
    pub max_input_bytes_per_batch_path: Option<String>,
    /// `BatchInput`: handed to every child beside its `Items`.
    pub batch_input: Option<Value>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `ResultWriter`: where the results of a Distributed Map go, and in which form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResultWriter {
    /// `Resource`: `arn:aws:states:::s3:putObject`.
    pub resource: Option<String>,
    /// `WriterConfig`.
    pub writer_config: Option<WriterConfig>,
    /// `Parameters` (JSONPath): `Bucket` and `Prefix`.
    pub parameters: Option<Value>,
    /// `Arguments` (JSONata): the same.
    pub arguments: Option<Value>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `WriterConfig`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WriterConfig {
    /// `Transformation`.
    pub transformation: Option<WriterTransformation>,
    /// `OutputType`.
    pub output_type: Option<OutputType>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `InputType` of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputType {
    /// `"CSV"`: one item per row, all fields strings.
    Csv,
    /// `"JSON"`: the elements of an array, or of an object's entries.
    Json,
    /// `"JSONL"`: one item per line.
    Jsonl,
    /// `"PARQUET"`: one item per row.
    Parquet,
    /// `"MANIFEST"`: a manifest that names further files.
    Manifest,
}

/// `Transformation` of a reader that lists objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderTransformation {
    /// `"NONE"`: one item per object, its metadata.
    None,
    /// `"LOAD_AND_FLATTEN"`: the items inside all listed objects; needs `InputType`.
    LoadAndFlatten,
}

/// `ManifestType` of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestType {
    /// `"ATHENA_DATA"`: the manifest of an Athena `UNLOAD`.
    AthenaData,
    /// `"S3_INVENTORY"`: an S3 inventory; has no `InputType`.
    S3Inventory,
}

/// `CSVDelimiter`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvDelimiter {
    /// `"COMMA"`
    Comma,
    /// `"PIPE"`
    Pipe,
    /// `"SEMICOLON"`
    Semicolon,
    /// `"SPACE"`
    Space,
    /// `"TAB"`
    Tab,
}

/// `CSVHeaderLocation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvHeaderLocation {
    /// `"FIRST_ROW"`: the names stand in the file.
    FirstRow,
    /// `"GIVEN"`: the names stand in `CSVHeaders`.
    Given,
}

/// `Transformation` of a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriterTransformation {
    /// `"NONE"`: output with the metadata of each child.
    None,
    /// `"COMPACT"`: the outputs only.
    Compact,
    /// `"FLATTEN"`: the outputs, lists of them joined to one.
    Flatten,
}

/// `OutputType` of a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputType {
    /// `"JSON"`: one array.
    Json,
    /// `"JSONL"`: one line per result.
    Jsonl,
}

impl ItemReader {
    /// A reader that calls `resource`.
    pub fn new(resource: impl Into<String>) -> ItemReader {
        ItemReader { resource: resource.into(), ..ItemReader::default() }
    }
}

setters!(ItemReader {
    /// Sets `ReaderConfig`.
    with_reader_config => reader_config: ReaderConfig,
    /// Sets `Parameters`.
    with_parameters => parameters: Value,
    /// Sets `Arguments`.
    with_arguments => arguments: Value,
});
setters!(ItemBatcher {
    /// Sets `MaxItemsPerBatch`.
    with_max_items_per_batch => max_items_per_batch: Amount,
    /// Sets `MaxInputBytesPerBatch`.
    with_max_input_bytes_per_batch => max_input_bytes_per_batch: Amount,
    /// Sets `BatchInput`.
    with_batch_input => batch_input: Value,
});
setters!(ResultWriter {
    /// Sets `Resource`.
    with_resource => resource: String,
    /// Sets `WriterConfig`.
    with_writer_config => writer_config: WriterConfig,
    /// Sets `Parameters`.
    with_parameters => parameters: Value,
    /// Sets `Arguments`.
    with_arguments => arguments: Value,
});

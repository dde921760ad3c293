//! Rows of a Parquet file, one item each: an object of the columns.
//!
//! Numbers, texts, truth values, lists and groups are what they are in JSON. What the service makes of dates, decimals and bytes is not known, so a
//! column of them is unsupported.

use std::sync::Arc;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::{Map, Number, Value};

use super::unsupported;
use crate::data::Json;
use crate::failure::Fault;
use crate::state::unreadable;
use crate::unverified;

/// How deep groups may nest.
const MAX_DEPTH: usize = 64;

/// The rows of a file, in order.
pub(super) fn rows(content: &[u8]) -> Result<Vec<Json>, Fault> {
    let refused = |error: parquet::errors::ParquetError| unreadable(unverified::NOT_PARQUET.fill(&[&error]));
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(content)).map_err(refused)?;
    let rows = reader.get_row_iter(None).map_err(refused)?;
    rows.map(|row| Ok(Json::new(object(&row.map_err(refused)?, 0)?))).collect()
}

fn object(row: &Row, depth: usize) -> Result<Value, Fault> {
    let members = row.get_column_iter();
    let members = members.map(|(name, field)| Ok((name.clone(), value(field, depth + 1)?)));
    Ok(Value::Object(members.collect::<Result<Map<_, _>, Fault>>()?))
}

fn value(field: &Field, depth: usize) -> Result<Value, Fault> {
    if depth > MAX_DEPTH {
        return Err(unsupported("a Parquet column that nests deeper than 64 levels"));
    }
    let float = |number: f64| Number::from_f64(number).map(Value::Number);
    Ok(match field {
        Field::Null => Value::Null,
        Field::Bool(value) => (*value).into(),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        Field::Float(number) => float(f64::from(*number)).ok_or_else(|| unsupported("a number that is none"))?,
        Field::Double(number) => float(*number).ok_or_else(|| unsupported("a number that is none"))?,
        Field::Str(text) => text.as_str().into(),
        Field::Group(row) => object(row, depth)?,
        Field::ListInternal(list) => {
            let items = list.elements().iter().map(|item| value(item, depth + 1));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        Field::MapInternal(map) => {
            let entry = |(key, member): &(Field, Field)| match key {
                Field::Str(key) => Ok((key.clone(), value(member, depth + 1)?)),
                _ => Err(unsupported("a Parquet map whose keys are no texts")),
            };
            Value::Object(map.entries().iter().map(entry).collect::<Result<Map<_, _>, Fault>>()?)
        }
        _ => return Err(unsupported("a Parquet column of dates, times, decimals or bytes")),
    })
}

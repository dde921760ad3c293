//! CSV as the service reads it: every field a text; `""` and `\"` stand for a quote inside quotes, a lone backslash goes away.

use std::collections::HashSet;

use asl_schema::model::{CsvDelimiter, CsvHeaderLocation, ReaderConfig};
use serde_json::{Map, Value};

use crate::data::Json;
use crate::failure::Fault;
use crate::limits;
use crate::state::unreadable;
use crate::unverified;

/// One object for each row. Missing fields at the end of a row are empty, fields beyond the header are dropped (AWS guide).
pub(super) fn rows(text: &str, config: &ReaderConfig) -> Result<Vec<Json>, Fault> {
    let delimiter = match config.csv_delimiter {
        None | Some(CsvDelimiter::Comma) => ',',
        Some(CsvDelimiter::Pipe) => '|',
        Some(CsvDelimiter::Semicolon) => ';',
        Some(CsvDelimiter::Space) => ' ',
        Some(CsvDelimiter::Tab) => '\t',
    };
    let mut records = records(text, delimiter).into_iter();
    let headers = match config.csv_header_location {
        Some(CsvHeaderLocation::Given) => config.csv_headers.clone(),
        _ => records.next().unwrap_or_default(),
    };
    let mut seen = HashSet::new();
    if !headers.iter().all(|header| seen.insert(header)) {
        return Err(unreadable("CSV headers cannot contain duplicates."));
    }
    let delimiters = headers.len().saturating_sub(1);
    if headers.iter().map(String::len).sum::<usize>() + delimiters > limits::CSV_HEADERS {
        return Err(unreadable(unverified::CSV_HEADERS.fill(&[&limits::CSV_HEADERS])));
    }
    let object = |record: Vec<String>| {
        let fields = record.into_iter().chain(std::iter::repeat_with(String::new));
        let row: Map<String, Value> = headers.iter().cloned().zip(fields.map(Value::from)).collect();
        Json::new(Value::Object(row))
    };
    Ok(records.map(object).collect())
}

/// The fields of each line. An empty line is no record.
fn records(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut field = String::new();
    let (mut quoted, mut touched) = (false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => (quoted, touched) = (true, true),
            '\\' => field.extend(letters.next_if(|next| matches!(next, '"' | '\\'))),
            letter if letter == delimiter && !quoted => {
                record.push(std::mem::take(&mut field));
                touched = true;
            }
            '\n' | '\r' if !quoted => {
                if touched || !field.is_empty() {
                    record.push(std::mem::take(&mut field));
                    records.push(std::mem::take(&mut record));
                }
                touched = false;
            }
            letter => field.push(letter),
        }
    }
    if touched || !field.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

//! A file's text, or why it has none.

use std::fs::File;
use std::io::{self, Read};

use asl_schema::quoted;

use super::{Input, describe};
use crate::outcome::Problem;
use crate::position::position;

/// The most bytes that are read. AWS takes definitions of 1 MiB and templates of 1 MB; what is larger is something else.
const LARGEST: u64 = 16 << 20;

pub(crate) fn read(input: &Input, stdin: &mut dyn Read) -> Result<String, Problem> {
    let name = input.name();
    let fail = |why: &str| Problem::new(format!("cannot read {}: {why}", quoted(&name)));
    let bytes = match input {
        Input::Stdin => bounded(stdin),
        Input::File(path) => File::open(path).and_then(|mut file| {
            let about = file.metadata()?;
            match about.len() > LARGEST {
                true => Ok(None),
                false if about.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
                false => bounded(&mut file),
            }
        }),
    };
    let bytes = bytes.map_err(|error| fail(&describe(&error)))?;
    let bytes = bytes.ok_or_else(|| fail(&format!("it has more than {} MiB, and AWS takes 1 MiB", LARGEST >> 20)))?;
    text(bytes).map_err(|why| fail(&why))
}

/// Everything, unless that is too much.
fn bounded(source: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let good = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
        let byte = bytes.get(end).copied().unwrap_or_default();
        format!("it is not UTF-8: byte 0x{byte:02X} at {}", place(&good, end))
    })?;
    match text.find('\0') {
        Some(offset) => Err(format!("it is not a text: NUL at {}", place(&text, offset))),
        None => Ok(text),
    }
}

fn place(text: &str, offset: usize) -> String {
    let place = position(text, offset);
    format!("line {}, column {}", place.line, place.column)
}

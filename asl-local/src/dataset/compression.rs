//! Files that are compressed as a whole, as the end of their key says (AWS guide: GZIP and ZSTD).

use std::borrow::Cow;

use super::unsupported;
use crate::failure::Fault;

/// The content of a file as it was before it was compressed.
pub(super) fn expanded<'c>(content: &'c [u8], key: &str) -> Result<Cow<'c, [u8]>, Fault> {
    match key.rsplit_once('.').map(|(_, ending)| ending) {
        Some("gz" | "gzip") => gzip(content),
        Some("zst" | "zstd") => Err(unsupported("a file that is compressed with Zstandard")),
        _ => Ok(Cow::Borrowed(content)),
    }
}

/// A small file can expand to more than there is memory for.
#[cfg(feature = "gzip")]
const MOST: u64 = 256 * 1_048_576;

#[cfg(feature = "gzip")]
fn gzip(content: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    use std::io::Read;

    let mut expanded = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(content).take(MOST + 1).read_to_end(&mut expanded);
    match read {
        Ok(bytes) if bytes as u64 > MOST => Err(unsupported("a file of more than 256 MiB")),
        Ok(_) => Ok(Cow::Owned(expanded)),
        Err(error) => Err(crate::state::unreadable(crate::unverified::NOT_GZIP.fill(&[&error]))),
    }
}

#[cfg(not(feature = "gzip"))]
fn gzip(_: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    Err(unsupported("a file that is compressed with gzip: enable the feature `gzip` of `asl-local`"))
}

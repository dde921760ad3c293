//! Payload templates: JSON whose values are computed where the author says so.
//!
//! A JSONPath state computes the keys that end in `.$` ([`path`]); a JSONata state computes every string in `{% … %}` ([`jsonata`]). All the rest is
//! data and comes out as it went in, keys in their order.

pub mod jsonata;
pub mod path;

#[cfg(test)]
mod tests;

/// How deep a template may nest. A definition has at most 1 MB; no reader of ours gives a deeper one.
const MAX_DEPTH: usize = 1_000;

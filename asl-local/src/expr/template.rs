//! Payload templates: JSON whose values are computed where the author says so.
//!
//! A JSONPath state computes the keys that end in `.$` ([`path`]); a JSONata state computes every string in `{% … %}` ([`jsonata`]). All the rest is
//! data and comes out as it went in, keys in their order.

pub mod jsonata;
pub mod path;

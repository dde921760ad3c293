//! Shapes of well-known crates' types, each behind the feature of the crate's name.
//!
//! A workflow passes these through: what they print, how they compare and what arithmetic means for them is not JSON's.

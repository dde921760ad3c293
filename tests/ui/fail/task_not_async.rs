use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
fn charge(cents: u64) -> String;

fn main() {}

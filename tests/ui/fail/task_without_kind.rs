use asl_dsl::prelude::*;

#[task]
async fn charge(cents: u64) -> String;

fn main() {}

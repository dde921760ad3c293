use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> Result<String, String>;

fn main() {}

use asl_dsl::prelude::*;

#[task(http = "POST https://api.example.com/v1/charges")]
async fn charge(cents: u64) -> String;

fn main() {}

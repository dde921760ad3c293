use asl_dsl::prelude::*;

#[task(http = "POST http://api.example.com", connection = "${ConnectionArn}")]
async fn charge(cents: u64) -> String;

fn main() {}

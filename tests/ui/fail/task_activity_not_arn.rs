use asl_dsl::prelude::*;

#[task(activity = "pack")]
async fn pack(order: String) -> String;

fn main() {}

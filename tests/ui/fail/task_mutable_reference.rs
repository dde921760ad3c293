use asl_dsl::prelude::*;

#[task(lambda = "pack")]
async fn pack(order: &mut String) -> String;

fn main() {}

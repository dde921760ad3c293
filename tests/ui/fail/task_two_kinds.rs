use asl_dsl::prelude::*;

#[task(lambda = "pack", resource = "arn:aws:states:::sns:publish")]
async fn pack(order: String) -> String;

fn main() {}

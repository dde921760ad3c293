use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge<T: Shape>(request: T) -> String;

fn main() {}

use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String {
    cents.to_string()
}

fn main() {}

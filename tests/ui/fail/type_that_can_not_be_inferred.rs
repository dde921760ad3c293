use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let skus = Vec::new();
    let n = skus.len();
    Ok(format!("{n} {}", charge(order).await?.id))
}

fn main() {}

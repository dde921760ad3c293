use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow(nmae = "orders")]
async fn process_order(order: Order) -> Result<String, PayError> {
    Ok(charge(order).await?.id)
}

fn main() {}

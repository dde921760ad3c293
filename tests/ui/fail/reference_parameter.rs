use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: &Order) -> Result<String, PayError> {
    Ok(charge(order.clone()).await?.id)
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let _work = charge;
    Ok(charge(order).await?.id)
}

fn main() {}

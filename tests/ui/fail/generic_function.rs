use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order<T: Clone>(order: Order) -> Result<String, PayError> {
    Ok(charge(order).await?.id)
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let units = order.items.first() + 1;
    Ok(charge(order).await?.id)
}

fn main() {}

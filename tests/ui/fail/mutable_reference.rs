use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let mut order = order;
    let parcels = &mut order.parcels;
    *parcels += 1;
    Ok(charge(order).await?.id)
}

fn main() {}

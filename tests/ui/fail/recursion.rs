use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    if order.parcels > 1 {
        let fewer = Order { parcels: order.parcels - 1, ..order };
        return process_order(fewer).await;
    }
    Ok(charge(order).await?.id)
}

fn main() {}

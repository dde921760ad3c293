use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    if order.parcels > "3" {
        return Ok(order.id);
    }
    let payment = charge(order).await?;
    Ok(payment.id)
}

fn main() {}

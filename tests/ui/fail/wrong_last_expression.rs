use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<u32, PayError> {
    let payment = charge(order).await?;
    Ok(payment.id)
}

fn main() {}

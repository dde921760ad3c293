use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let Some(coupon) = order.coupon;
    Ok(coupon)
}

fn main() {}

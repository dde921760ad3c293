use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let odd = order.parcels & 1;
    let payment = unsafe { charge(order).await? };
    Ok(format!("{} {odd}", payment.id))
}

fn main() {}

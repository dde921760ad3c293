use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let payment = charge(order)?;
    Ok(payment.id)
}

fn main() {}

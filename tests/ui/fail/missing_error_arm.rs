use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let payment = match charge(order).await {
        Ok(payment) => payment,
        Err(PayError::Declined { reason }) => return Ok(reason),
    };
    Ok(payment.id)
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let code = order.id.replacen("-", "", 1);
    let payment = charge(order).await?;
    Ok(payment.id + &code)
}

fn main() {}

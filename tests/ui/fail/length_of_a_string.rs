use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let n = order.items.len() + order.id.len();
    let payment = charge(order).await?;
    Ok(format!("{} {n}", payment.id))
}

fn main() {}

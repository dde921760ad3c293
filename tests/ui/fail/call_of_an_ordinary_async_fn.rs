use asl_dsl::prelude::*;
use asl_tests::shop::*;

async fn audit(_: Order) -> u32 {
    3
}

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let count = audit(order.clone()).await;
    let payment = charge(order).await?;
    Ok(format!("{} {count}", payment.id))
}

fn main() {}

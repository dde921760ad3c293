use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    #[cfg(debug_assertions)]
    let units = stock(order.id.clone()).await;
    Ok(charge(order).await?.id)
}

fn main() {}

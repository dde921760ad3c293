use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let wait = order.parcels.await;
    Ok(stock(String::new()).await.to_string())
}

fn main() {}

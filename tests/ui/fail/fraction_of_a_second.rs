use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    sleep(Duration::from_millis(1500)).await;
    Ok(charge(order).await?.id)
}

fn main() {}

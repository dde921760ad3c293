use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let units = 0;
    units += stock(order.id.clone()).await;
    Ok(format!("{units} {}", charge(order).await?.id))
}

fn main() {}

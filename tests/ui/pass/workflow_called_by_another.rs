//! A workflow calls another: a nested execution.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn pack(order: Order) -> Result<String, PayError> {
    let sku = reserve(Item { sku: order.id, price: 1, quantity: 1 }).await?;
    Ok(sku)
}

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let parcel = pack(order.clone()).timeout(Duration::from_secs(600)).await?;
    Ok(format!("{parcel} {}", charge(order).await?.id))
}

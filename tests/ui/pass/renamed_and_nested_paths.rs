//! Tasks, types and constants by path; a task under another name.

use asl_dsl::prelude::*;

mod inner {
    pub(super) const LIMIT: u64 = 3;
}
use asl_tests::shop::charge as pay;

#[workflow]
async fn process_order(order: asl_tests::shop::Order) -> Result<String, asl_tests::shop::PayError> {
    if order.parcels > inner::LIMIT && order.parcels < u64::MAX {
        asl_tests::shop::notify(order.customer.email.clone(), String::from("big")).await;
    }
    let payment = pay(order).await?;
    Ok(payment.id)
}

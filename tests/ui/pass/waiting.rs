//! `sleep` for a computed time, `sleep_until` a timestamp.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    sleep(Duration::from_secs(order.parcels * 2)).await;
    sleep(Duration::from_secs(30)).await;
    sleep_until(order.id.clone()).await;
    sleep_until("2030-01-01T00:00:00Z").await;
    Ok(charge(order).await?.id)
}

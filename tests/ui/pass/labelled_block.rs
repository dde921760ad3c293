//! A labelled block with a value.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let reason = 'reason: {
        if order.items.is_empty() {
            break 'reason "empty";
        }
        if stock(order.id.clone()).await == 0 {
            break 'reason "sold out";
        }
        "fine"
    };
    Ok(format!("{reason} {}", charge(order).await?.id))
}

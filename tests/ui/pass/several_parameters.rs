//! Several parameters: the input is an object with a field for each.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(mut order: Order, r#type: String, urgent: bool) -> Result<String, PayError> {
    if urgent {
        order.parcels += 1;
    }
    Ok(format!("{} {}", r#type, charge(order).await?.id))
}

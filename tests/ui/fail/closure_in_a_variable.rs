use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let double = |n: u64| n * 2;
    let units = order.items.len() as u64 * 2;
    Ok(format!("{units} {}", charge(order).await?.id))
}

fn main() {}

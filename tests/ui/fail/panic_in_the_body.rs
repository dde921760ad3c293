use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    if order.items.is_empty() {
        panic!("nothing to do");
    }
    Ok(charge(order).await?.id)
}

fn main() {}

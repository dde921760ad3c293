use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let id = order.id;
    let units = stock(order.id).await;
    Ok(format!("{id} {units}"))
}

fn main() {}

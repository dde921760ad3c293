use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let payment = charge(order.clone()).await?;
    Ok(format!("{}", payment))
}

fn main() {}

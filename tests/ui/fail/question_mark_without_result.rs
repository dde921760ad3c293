use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> String {
    let payment = charge(order).await?;
    payment.id
}

fn main() {}

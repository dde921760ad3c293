use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) {
    charge(order.clone()).await.is_ok()
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
fn process_order(order: Order) -> String {
    order.id
}

fn main() {}

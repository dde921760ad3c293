use asl_dsl::prelude::*;
use asl_local::Machine;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String;

#[workflow]
async fn pay(cents: u64) -> String {
    charge(cents).await
}

fn price(cents: u64) -> u64 {
    cents
}

fn main() {
    let _ = Machine::new(pay::definition().unwrap()).answers(price, [1_u64]);
}

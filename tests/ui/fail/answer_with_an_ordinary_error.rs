use asl_dsl::prelude::*;
use asl_local::Machine;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String;

#[workflow]
async fn pay(cents: u64) -> String {
    charge(cents).await
}

struct Declined;

fn main() {
    let _ = Machine::new(pay::definition().unwrap()).on("Charge", |_: u64| Err::<String, _>(Declined));
}

use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String;

#[workflow]
async fn pay(cents: u64) -> String {
    charge(cents).await
}

fn main() {
    asl_local::equivalent(pay, ["990"], |_| {});
}

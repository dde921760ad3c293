use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String;

fn main() {
    NativeRun::new().handle(charge, |cents| cents.to_string());
}

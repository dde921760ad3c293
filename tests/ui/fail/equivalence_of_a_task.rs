use asl_dsl::prelude::*;

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> String;

fn main() {
    asl_local::equivalent(charge, [990_u64], |_| {});
}

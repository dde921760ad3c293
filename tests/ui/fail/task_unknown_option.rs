use asl_dsl::prelude::*;

#[task(lamda = "charge-card")]
async fn charge(cents: u64) -> String;

fn main() {
    let _ = charge(1);
}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize)]
struct Payment {
    id: String,
}
#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> Payment;

fn main() {}

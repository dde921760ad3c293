use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Serialize, Deserialize)]
struct Extra {
    note: String,
}

#[workflow]
async fn process_order(order: Order) -> Extra {
    let payment = charge(order).await;
    Extra { note: payment.is_ok().to_string() }
}

fn main() {}

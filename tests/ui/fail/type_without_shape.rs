use asl_dsl::prelude::*;
use asl_tests::shop::*;

struct Extra {
    note: String,
}

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let extra = Extra { note: order.id.clone() };
    let payment = charge(order).await?;
    Ok(payment.id + &extra.note)
}

fn main() {}

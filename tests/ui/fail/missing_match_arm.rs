use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let cents = match order.status {
        Status::Paid { cents } => cents,
        Status::Open => 0,
    };
    Ok(format!("{cents} {}", stock(order.id).await))
}

fn main() {}

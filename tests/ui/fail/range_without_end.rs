use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    for n in 0.. {
        if stock(format!("{n}")).await == 0 {
            break;
        }
    }
    Ok(charge(order).await?.id)
}

fn main() {}

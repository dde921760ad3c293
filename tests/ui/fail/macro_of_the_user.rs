use asl_dsl::prelude::*;
use asl_tests::shop::*;

macro_rules! twice {
    ($e:expr) => {
        $e * 2
    };
}

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let units = twice!(order.parcels);
    Ok(format!("{units} {}", charge(order).await?.id))
}

fn main() {}

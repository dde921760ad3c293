use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    fn double(n: u64) -> u64 {
        n * 2
    }
    let units = double(order.parcels);
    Ok(format!("{units} {}", charge(order).await?.id))
}

fn main() {}

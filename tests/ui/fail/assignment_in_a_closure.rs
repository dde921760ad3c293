use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let mut total = 0;
    let prices = order.items.iter().map(|item| {
        total += item.price;
        item.price
    });
    let sum = prices.sum::<u64>();
    Ok(format!("{sum} {total} {}", charge(order.clone()).await?.id))
}

fn main() {}

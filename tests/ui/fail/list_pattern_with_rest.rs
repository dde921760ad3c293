use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let sku = match &order.items[..] {
        [first, ..] => first.sku.clone(),
        [] => String::new(),
    };
    Ok(format!("{sku} {}", charge(order).await?.id))
}

fn main() {}

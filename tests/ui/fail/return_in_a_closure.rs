use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let dear = order.items.iter().any(|item| {
        return item.price > 100;
    });
    Ok(format!("{dear} {}", charge(order).await?.id))
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let mut total = 0;
    let skus = map_each(order.items.clone(), 2, |item| async move {
        total += item.price;
        Ok(reserve(item).await?)
    })
    .await?;
    Ok(format!("{total} {}", skus.join(", ")))
}

fn main() {}

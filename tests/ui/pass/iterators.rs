//! Iterator chains: closures with patterns, `map`, `filter`, `fold`, `any`, `sum`, `collect`.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Sku(String);

#[workflow]
async fn process_order(order: Order) -> Result<Vec<String>, PayError> {
    let total = order.items.iter().map(|item| item.price * item.quantity).sum::<u64>();
    let dear: Vec<Item> = order.items.iter().filter(|item| item.price > 100).cloned().collect();
    let biggest = order.items.iter().map(|i| i.quantity).max().unwrap_or(0);
    let folded = order.items.iter().fold(0, |sum, Item { price, .. }| sum + price);
    let any = order.items.iter().any(|item| item.quantity == biggest) && dear.iter().all(|i| i.price > 1);
    let names = order.items.iter().enumerate().map(|(i, item)| format!("{i}: {}", item.sku)).collect::<Vec<_>>();
    let some: Vec<Option<u64>> = order.items.iter().map(|i| i.price).map(Some).collect();
    let skus: Vec<Sku> = order.items.iter().map(|i| i.sku.clone()).map(Sku).collect();
    notify(order.customer.email, format!("{total} {folded} {any} {} {}", some.len(), skus.len())).await;
    Ok(names)
}

//! What the probe may not refuse: it ties places that native code borrows (dead code is not borrow-checked).

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let items = &order.items;
    let first = items.first().map(|item| item.sku.as_str()).unwrap_or("none");
    let customer = &order.customer;
    let label = format!("{first} {} {}", customer.email, items.len());
    let text: &str = &label;
    let again = order.items.iter().map(|item| &item.sku).filter(|sku| sku.as_str() != text).count();
    let owned = order.items;
    let mut copies = Vec::new();
    for item in owned.iter() {
        copies.push(item.sku.clone());
    }
    let last = copies.last().cloned().unwrap_or_default();
    let moved = owned;
    let count = moved.len() + again;
    Ok(format!("{last} {count} {}", stock(order.id).await))
}

//! Workflows in a library of their own, so that a build script can run `definition()`.

use asl_dsl::prelude::*;
use serde::{Deserialize, Serialize};

/// What the shelf should hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Item {
    /// The article number.
    pub sku: String,
    /// How many there should be.
    pub wanted: i32,
}

/// Counts what is on the shelf.
#[task(lambda = "${CountStockFn}")]
pub async fn count_stock(sku: String) -> i32;

/// Orders from the supplier; gives the number of the order.
#[task(lambda = "${PlaceOrderFn}")]
pub async fn place_order(missing: Item) -> String;

/// Orders what is missing on the shelf, and nothing when all is there.
#[workflow]
pub async fn restock(item: Item) -> Option<String> {
    let available = count_stock(item.sku.clone()).await;
    if available >= item.wanted {
        return None;
    }
    Some(place_order(Item { sku: item.sku, wanted: item.wanted - available }).await)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Machine, Mocks, equivalent};

    fn washers(wanted: i32) -> Item {
        Item { sku: "M8 washer".to_owned(), wanted }
    }

    /// Forty washers lie on the shelf; the supplier takes every order.
    fn warehouse(mocks: &mut Mocks<'_>) {
        mocks
            .on(count_stock, |sku: String| if sku == "M8 washer" { 40 } else { 0 })
            .on(place_order, |missing: Item| format!("PO-{}-{}", missing.sku, missing.wanted));
    }

    #[test]
    fn what_is_missing_is_ordered() {
        let run = Machine::new(restock::definition().unwrap()).with(warehouse).run(&washers(100));
        assert_eq!(run.returned(restock), Some("PO-M8 washer-60".to_owned()));
    }

    #[test]
    fn a_full_shelf_orders_nothing() {
        // Nobody answers for the supplier: a call would fail the test.
        let run = Machine::new(restock::definition().unwrap()).on(count_stock, |_: String| 40).run(&washers(40));
        assert_eq!(run.returned(restock), None);
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        equivalent(restock, [0, 39, 40, 41, 1_000].map(washers), warehouse);
    }
}

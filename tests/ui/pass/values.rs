//! Structs with update syntax, enums, tuple structs, lists, tuples, arithmetic, casts, indices.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Id(String);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Summary {
    id: Id,
    order: Order,
    pair: (u64, bool),
    list: Vec<u64>,
    share: f64,
}

#[workflow]
async fn process_order(order: Order) -> Summary {
    let units = stock(order.id.clone()).await;
    let list = vec![1, units, units * 2 + 1, (units - 1) % 7, units / 2];
    let pair = (list[1], units >= 3 || !order.items.is_empty());
    Summary {
        id: Id(order.id.clone()),
        share: units as f64 / 2.0,
        pair,
        order: Order { parcels: pair.0, status: Status::Paid { cents: 3 }, coupon: None, ..order },
        list,
    }
}

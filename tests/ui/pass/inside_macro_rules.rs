//! Workflows that a `macro_rules` makes, from its own tokens and the caller’s.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

macro_rules! polling {
    ($name:ident, $task:ident, $param:ident: $ty:ty, $argument:expr, $enough:expr) => {
        #[workflow]
        async fn $name($param: $ty) -> String {
            let mut tries = 0;
            while $task($argument).await < $enough + 1 {
                sleep(Duration::from_secs(10)).await;
                tries += 1;
            }
            format!("{tries} {}", $param.id.clone())
        }
    };
}

polling!(wait_for_stock, stock, order: Order, order.id.clone(), 3);
polling!(wait_for_item, stock, wanted: Order, wanted.items[0].sku.clone(), 1 + 1);

//! Types that only the return type determines.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<Vec<Option<u32>>, PayError> {
    if order.parcels == 0 {
        return Ok(Vec::new());
    }
    let mut list = vec![None];
    for item in &order.items {
        let units = stock(item.sku.clone()).await;
        if units > 3 {
            list.push(Some(1));
        }
    }
    Ok(list)
}

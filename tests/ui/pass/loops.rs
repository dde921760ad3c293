//! `while`, polling, `loop` with a value, `for` over lists and ranges, labels.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let mut tries = 0;
    while tries < 3 && stock(order.id.clone()).await == 0 {
        sleep(Duration::from_secs(30)).await;
        tries += 1;
    }
    let found = loop {
        let units = stock(order.id.clone()).await;
        if units > 10 {
            break units;
        }
        sleep(Duration::from_secs(60)).await;
    };
    let mut skus = Vec::new();
    'items: for (i, item) in order.items.iter().enumerate() {
        if item.quantity == 0 {
            continue;
        }
        for n in 0..item.quantity {
            if n + i as u64 > found {
                break 'items;
            }
            notify(order.customer.email.clone(), format!("{n} of {}", item.sku)).await;
        }
        skus.push(reserve(item.clone()).await?);
    }
    Ok(skus.join(", "))
}

//! Bindings: shadowed, mutable, taken apart, assigned later, let-else.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let Order { id, customer: Customer { email }, ref items, .. } = order.clone();
    let count = items.len();
    let count = count + 1;
    let (first, mut second) = (count, 2);
    second += first;
    let label;
    if second > 3 {
        label = "many";
    } else {
        label = "few";
    }
    let Some(coupon) = order.coupon.clone() else {
        return Ok(format!("{id} {label}"));
    };
    let units: u64 = stock(coupon).await;
    let _ = units;
    notify(email, format!("{id} {label} {second}")).await;
    Ok(charge(order).await?.id)
}

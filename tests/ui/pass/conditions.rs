//! `if`, `if let`, chains, `else if`, `matches!`, conditions with effects in both branches.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let rebate = if let Some(coupon) = &order.coupon
        && coupon.starts_with("X")
        && order.parcels > 1
    {
        10
    } else if order.parcels > 5 {
        5
    } else {
        0
    };
    if matches!(order.status, Status::Paid { cents } if cents > rebate) && !order.items.is_empty() {
        notify(order.customer.email.clone(), format!("{rebate} percent")).await;
    } else if matches!(order.status, Status::Open | Status::Shipped(_)) {
        let units = stock(order.id.clone()).await;
        if units == 0 {
            return Ok("none left".to_string());
        }
    }
    Ok(charge(order).await?.id)
}

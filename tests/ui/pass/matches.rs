//! `match` on enums, numbers, text, tuples and options: guards, alternatives, ranges, `@`, constants.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

const LIMIT: u64 = 100;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let size = match order.parcels {
        0 => "empty",
        1..=3 => "small",
        n @ (4 | 5) if n > 4 => "five",
        LIMIT => "full",
        101.. => "too many",
        _ => "large",
    };
    let state = match (&order.status, order.coupon.is_some()) {
        (Status::Open, true) => "open with coupon".to_string(),
        (Status::Open, false) => "open".to_string(),
        (Status::Paid { cents, .. }, _) => format!("paid {cents}"),
        (Status::Shipped(parcel), _) => parcel.clone(),
    };
    let greeting = match order.customer.email.as_str() {
        "a@example.com" | "b@example.com" => 'x',
        _ => 'y',
    };
    Ok(format!("{size} {state} {greeting} {}", charge(order).await?.id))
}

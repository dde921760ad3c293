//! `if` in all forms, with and without effects.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn chain(n: i64, order: Order) -> String {
    let mut log_line = String::new();
    if n < 0 {
        log_line = "negative".to_string();
    } else if n == 0 && order.customer.vip {
        log_line = text("zero".to_string()).await;
    } else if matches!(order.status, Status::New | Status::Done) {
        log_line.push_str("status");
    } else if let Some(coupon) = &order.coupon {
        log_line = text(coupon.clone()).await;
    } else {
        log(order.order_id.clone()).await;
    }
    text(log_line.clone()).await;
    log_line
}

#[workflow]
pub(crate) async fn let_else(order: Order) -> Result<String, OrderError> {
    let Some(address) = order.customer.address.clone() else {
        log("no address".to_string()).await;
        return Err(OrderError::Empty);
    };
    let Some(zip) = find(address.city.clone()).await else {
        return Ok(address.city);
    };
    let Ok(amount) = charge(order.priority).await else {
        log(zip.clone()).await;
        return Err(OrderError::Refused { reason: zip });
    };
    let Event::Paid { amount: paid, note: Some(note) } = event(amount).await else {
        return Ok(format!("{amount}"));
    };
    Ok(format!("{paid} {note}"))
}

#[workflow]
pub(crate) async fn if_let_option(order: Order) -> String {
    if let Some(found) = find(order.order_id.clone()).await {
        log(found.clone()).await;
        if let Some(Address { city, zip: Some(zip) }) = locate(found).await {
            return format!("{city} {zip}");
        }
    } else if let Some(address) = &order.customer.address {
        return text(address.city.clone()).await;
    }
    "nothing".to_string()
}

#[workflow]
pub(crate) async fn if_let_result(n: i64) -> i64 {
    let mut total = 0;
    if let Ok(value) = charge(n).await {
        total += value;
    }
    if let Err(PayError::CardDeclined { code, reason }) = charge(n + 1).await {
        log(reason).await;
        total += code as i64;
    }
    if let Err(error) = charge(n + 2).await {
        if matches!(error, PayError::Throttled) {
            total += 1000;
        }
    } else {
        total += num(total).await;
    }
    total
}

#[workflow]
pub(crate) async fn let_chains(order: Order) -> String {
    if let Some(coupon) = &order.coupon
        && coupon != "a"
        && let Some(address) = &order.customer.address
        && flag(order.priority).await
    {
        return text(format!("{coupon} {}", address.city)).await;
    }
    if order.customer.vip
        && let Some(found) = find(order.order_id.clone()).await
        && found != "b"
    {
        return found;
    }
    "none".to_string()
}

#[workflow]
pub(crate) async fn effects_in_conditions(n: i64) -> i64 {
    let mut count = 0;
    if flag(n).await && !flag(n + 1).await || flag(n + 2).await {
        count += 1;
    }
    if !(flag(n + 3).await || n > 2) {
        count += 10;
    }
    let both = flag(count).await && n > 1;
    let either = n > 3 || flag(count + 1).await;
    if both == either { count } else { num(count).await }
}

#[workflow]
pub(crate) async fn merges_variables(n: i64) -> i64 {
    let mut a = n;
    let mut b = 1;
    if n > 1 {
        a = num(a).await;
        b = a + 1;
        if a > 2 {
            b += num(b).await;
        } else {
            a = b;
        }
    } else {
        b = num(b).await;
    }
    pair(a, b).await
}

#[workflow]
pub(crate) async fn condition_reads_overwritten(n: i64) -> i64 {
    let mut x = n;
    let was = x > 2;
    x = num(x).await;
    let now = x > 2;
    x += 1;
    if was && !now {
        x
    } else if now {
        num(x).await + x
    } else {
        0 - x
    }
}

#[workflow]
pub(crate) async fn option_variable(order: Order) -> Option<String> {
    let mut best = order.coupon.clone();
    if best.is_none() {
        best = find(order.order_id.clone()).await;
    }
    if let Some(value) = &best {
        if value == "a" {
            best = None;
        }
    }
    log(best.clone().unwrap_or_else(|| "nothing".to_string())).await;
    best
}

#[workflow]
pub(crate) async fn choice_first(order: Order) -> i64 {
    let limit = order.priority * 2;
    let name = format!("{}-{}", order.order_id, limit);
    if order.items.len() > 1 {
        log(name.clone()).await;
    }
    if limit > 4 { num(limit).await } else { name.chars().count() as i64 }
}

#[workflow]
pub(crate) async fn diamond(n: i64) -> i64 {
    let x = if n > 1 { 1 } else { 2 };
    let y = if flag(n).await { x + 1 } else { x - 1 };
    let z = if y > 1 { num(y).await } else { y };
    if z > 2 {
        log(format!("{x}")).await;
    }
    if x > y { num(z).await } else { x + y + z }
}

asl_tests::subjects! {
    chain(n: i64, order: Order) calls [text, log];
    let_else(order: Order) calls [log, find, charge, event];
    if_let_option(order: Order) calls [find, log, locate, text];
    if_let_result(n: i64) calls [charge, log, num];
    let_chains(order: Order) calls [flag, text, find];
    effects_in_conditions(n: i64) calls [flag, num];
    merges_variables(n: i64) calls [num, pair];
    condition_reads_overwritten(n: i64) calls [num];
    option_variable(order: Order) calls [find, log];
    choice_first(order: Order) calls [log, num];
    diamond(n: i64) calls [flag, num, log];
}

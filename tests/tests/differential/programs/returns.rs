//! Ways to end: early returns, `?`, values of every kind, workflows without tasks.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn nothing() {}

#[workflow]
pub(crate) async fn identity(order: Order) -> Order {
    order
}

#[workflow]
pub(crate) async fn constant() -> Vec<String> {
    vec!["{% $states.input %}".to_string(), "$.x".to_string(), String::new()]
}

#[workflow]
pub(crate) async fn unit_result(line: String) {
    log(line).await;
}

#[workflow]
pub(crate) async fn unit_result_fallible(line: String) -> Result<(), PayError> {
    publish(line).await?;
    Ok(())
}

#[workflow]
pub(crate) async fn unit_tail_fallible(line: String) -> Result<(), PayError> {
    publish(line).await
}

#[workflow]
pub(crate) async fn pure_branches(order: Order) -> Result<String, OrderError> {
    if order.items.is_empty() {
        return Err(OrderError::Empty);
    }
    let Some(coupon) = order.coupon.clone() else {
        return Ok(format!("none for {}", order.order_id));
    };
    if coupon == "a" || coupon.is_empty() {
        return Err(OrderError::Refused { reason: coupon });
    } else if order.priority < 0 {
        return Err(OrderError::Pay(PayError::CardDeclined { reason: order.order_id, code: 7 }));
    }
    Ok(coupon)
}

#[workflow]
pub(crate) async fn several(left: i64, right: Option<i64>, order: Order) -> i64 {
    let right = right.unwrap_or(-1);
    let sum = pair(left, right).await;
    if sum > 3 {
        return sum;
    }
    sum + num(order.priority).await
}

#[workflow]
pub(crate) async fn early_everywhere(order: Order) -> Result<i64, OrderError> {
    let first = num(order.priority).await;
    if first < 0 {
        return Ok(first);
    }
    if flag(first).await {
        if order.customer.vip {
            return Err(OrderError::Refused { reason: order.order_id.clone() });
        }
        let second = charge(first).await?;
        if second > first {
            return Ok(second - first);
        }
    } else if order.customer.vip {
        log(order.order_id.clone()).await;
    } else {
        return charge(first + 1).await.map_err(|e| OrderError::Pay(e));
    }
    let item = match order.items.first() {
        Some(item) => item.clone(),
        None => return Err(OrderError::Empty),
    };
    let reserved = reserve(item).await?;
    if reserved == "a" { Ok(1) } else { Ok(2) }
}

#[workflow]
pub(crate) async fn questions_inside(order: Order) -> Result<String, PayError> {
    let sum = charge(order.priority).await? + charge(order.priority + 1).await? * 2;
    let item = Item { sku: text(order.order_id.clone()).await, price: clock().await, qty: 1 };
    if charge(sum).await? > 2 && charge(sum + 1).await? > 1 {
        return Ok(format!("{}-{}", charge(1).await?, item.sku));
    }
    let list = vec![charge(2).await?, sum, charge(3).await?];
    Ok(format!("{} {} {} {}", list.len(), list[0], item.price, charge(list[2]).await?))
}

#[workflow]
pub(crate) async fn option_question(order: Order) -> Option<String> {
    let address = order.customer.address?;
    let zip = address.zip?;
    let found = find(zip).await?;
    let place = locate(found.clone()).await?;
    Some(format!("{found} {} {}", place.city, place.zip?))
}

#[workflow]
pub(crate) async fn result_as_value(n: i64) -> Result<i64, PayError> {
    let first = charge(n).await;
    let second = charge(n + 1).await;
    log("both".to_string()).await;
    match (&first, &second) {
        (Ok(a), Ok(b)) => Ok(a + b),
        (Err(PayError::CardDeclined { code, .. }), _) => Ok(*code as i64),
        (Ok(a), Err(_)) => Ok(*a),
        _ => second,
    }
}

#[workflow]
pub(crate) async fn result_kept_and_asked(n: i64) -> i64 {
    let result = charge(n).await;
    if result.is_ok() {
        log("fine".to_string()).await;
    }
    let other = charge(n + 1).await.ok();
    result.unwrap_or(0) + other.unwrap_or(100)
}

#[workflow]
pub(crate) async fn result_question_later(n: i64) -> Result<i64, OrderError> {
    let result = charge(n).await;
    log("between".to_string()).await;
    let value = result?;
    Ok(value + num(value).await)
}

#[workflow]
pub(crate) async fn nested_blocks(n: i64) -> i64 {
    let a = {
        let x = num(n).await;
        let y = { num(x).await + x };
        x * y
    };
    let b = if a > 3 {
        let c = num(a).await;
        if c > 1 { c } else { return a }
    } else {
        a
    };
    a + b
}

#[workflow]
pub(crate) async fn late_init(n: i64) -> i64 {
    let x;
    let y;
    if n > 2 {
        x = num(n).await;
        y = 1;
    } else {
        x = 0;
        y = num(7).await;
    }
    x + y
}

#[workflow]
pub(crate) async fn shadowing(n: i64) -> String {
    let n = num(n).await;
    let n = format!("{n}");
    let n = if n == "1" {
        let n = text(n.clone()).await;
        let n = format!("{n}!");
        n
    } else {
        n
    };
    text(n.clone()).await + &n
}

#[workflow]
pub(crate) async fn if_value_with_calls(n: i64, yes: bool) -> i64 {
    let x = if yes { num(n).await } else { n };
    let y = if x > 2 { x } else { num(x).await };
    let z = if y == x {
        1
    } else if y > x {
        num(y).await
    } else {
        return y;
    };
    x + y * z
}

#[workflow]
pub(crate) async fn ends_in_pure_if(n: i64) -> Result<i64, OrderError> {
    let x = num(n).await;
    if x > 3 {
        Err(OrderError::Empty)
    } else if x < 0 {
        Ok(x)
    } else {
        Err(OrderError::Refused { reason: format!("{x}") })
    }
}

#[workflow]
pub(crate) async fn ok_of_call(n: i64) -> Result<Option<i64>, PayError> {
    Ok(Some(charge(n).await?))
}

#[workflow]
pub(crate) async fn tuple_result(n: i64) -> (i64, String, Option<bool>) {
    let (a, b) = both(n).await;
    (a, b, if a > 2 { Some(flag(a).await) } else { None })
}

#[workflow]
pub(crate) async fn never_reaches(n: i64) -> i64 {
    if n > 2 {
        return num(n).await;
    } else {
        return n;
    }
}

/// What stands after the end is Rust, and becomes nothing.
#[workflow]
#[allow(unreachable_code, reason = "that is what it shows")]
pub(crate) async fn after_the_end(n: i64) -> i64 {
    if n > 2 {
        return num(n).await;
        let (left, right) = (n, num(n).await);
        return left + right;
    }
    n
}

asl_tests::subjects! {
    after_the_end(n: i64) calls [num];
    nothing() calls [];
    identity(order: Order) calls [];
    constant() calls [];
    unit_result(line: String) calls [log];
    unit_result_fallible(line: String) calls [publish];
    unit_tail_fallible(line: String) calls [publish];
    pure_branches(order: Order) calls [];
    several(left: i64, right: Option<i64>, order: Order) calls [pair, num];
    early_everywhere(order: Order) calls [num, flag, charge, log, reserve];
    questions_inside(order: Order) calls [charge, text, clock];
    option_question(order: Order) calls [find, locate];
    result_as_value(n: i64) calls [charge, log];
    result_kept_and_asked(n: i64) calls [charge, log];
    result_question_later(n: i64) calls [charge, log, num];
    nested_blocks(n: i64) calls [num];
    late_init(n: i64) calls [num];
    shadowing(n: i64) calls [num, text];
    if_value_with_calls(n: i64, yes: bool) calls [num];
    ends_in_pure_if(n: i64) calls [num];
    ok_of_call(n: i64) calls [charge];
    tuple_result(n: i64) calls [both, flag];
    never_reaches(n: i64) calls [num];
}

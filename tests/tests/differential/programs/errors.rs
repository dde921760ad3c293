//! `match` on what a call fails with: Catch in all shapes.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn specific(n: i64) -> Result<i64, OrderError> {
    match charge(n).await {
        Ok(value) => Ok(value),
        Err(PayError::CardDeclined { reason, code }) => {
            log(reason.clone()).await;
            Err(OrderError::Refused { reason: format!("{reason} {code}") })
        }
        Err(PayError::Throttled) => Ok(num(n).await),
        Err(PayError::TimedOut) => Err(OrderError::Empty),
    }
}

#[workflow]
pub(crate) async fn wildcard(n: i64) -> Result<i64, OrderError> {
    let value = match charge(n).await {
        Ok(value) => value,
        Err(PayError::Throttled) => num(n).await,
        Err(_) => return Err(OrderError::Empty),
    };
    Ok(value + 1)
}

#[workflow]
pub(crate) async fn rethrow(n: i64) -> Result<i64, OrderError> {
    let value = match charge(n).await {
        Ok(value) => value,
        Err(error) => {
            log("failed".to_string()).await;
            return Err(OrderError::Pay(error));
        }
    };
    match risky(value).await {
        Ok(value) => Ok(value),
        Err(AnyError::Known { code }) => Ok(code),
        Err(AnyError::Other { error, cause }) => Err(OrderError::Refused { reason: format!("{error}: {cause}") }),
    }
}

#[workflow]
pub(crate) async fn rethrow_other(n: i64) -> Result<i64, AnyError> {
    match risky(n).await {
        Ok(value) => Ok(value + 1),
        Err(error) => {
            log("again".to_string()).await;
            Err(error)
        }
    }
}

#[workflow]
pub(crate) async fn guards(n: i64) -> Result<i64, PayError> {
    match charge(n).await {
        Ok(value) if value > 3 => Ok(num(value).await),
        Ok(value) => Ok(value),
        Err(PayError::CardDeclined { code, .. }) if code > 3 => Ok(code as i64),
        Err(PayError::CardDeclined { code: 0 | 1, reason }) => {
            log(reason).await;
            Ok(0)
        }
        Err(PayError::Throttled) if n > 2 => Ok(-1),
        Err(error) => Err(error),
    }
}

#[workflow]
pub(crate) async fn alternatives(n: i64) -> i64 {
    match charge(n).await {
        Ok(0) => 1,
        Ok(value) => value,
        Err(PayError::Throttled | PayError::TimedOut) => num(1).await,
        Err(PayError::CardDeclined { reason, .. }) => match text(reason).await.as_str() {
            "a" => 2,
            _ => num(3).await,
        },
    }
}

#[workflow]
pub(crate) async fn nested_calls(n: i64) -> Result<String, OrderError> {
    let paid = match charge(n).await {
        Ok(value) => match reserve(Item { sku: "x".to_string(), price: 1, qty: 2 }).await {
            Ok(id) => format!("{value} {id}"),
            Err(StockError::OutOfStock { sku, left }) => {
                match publish(sku.clone()).await {
                    Ok(()) => {}
                    Err(PayError::Throttled) => return Err(OrderError::Stock(StockError::Broken { part: sku })),
                    Err(other) => return Err(OrderError::Pay(other)),
                }
                format!("{}", left.unwrap_or(0))
            }
            Err(StockError::Broken { part: what }) => what,
        },
        Err(PayError::CardDeclined { reason, .. }) => text(reason).await,
        Err(error) => return Err(OrderError::Pay(error)),
    };
    Ok(paid)
}

#[workflow]
pub(crate) async fn transparent(order: Order) -> Result<String, OrderError> {
    match process(order.clone()).await {
        Ok(done) => Ok(done.order_id),
        Err(OrderError::Pay(PayError::CardDeclined { reason, .. })) => Ok(reason),
        Err(OrderError::Pay(other)) => {
            log("pay".to_string()).await;
            Err(OrderError::Pay(other))
        }
        Err(OrderError::Stock(StockError::OutOfStock { left: Some(left), .. })) => Ok(format!("{left}")),
        Err(OrderError::Stock(error)) => {
            match error {
                StockError::OutOfStock { sku, .. } => log(sku).await,
                StockError::Broken { part: what } => return Err(OrderError::Refused { reason: what }),
            }
            Ok("stock".to_string())
        }
        Err(OrderError::Empty) => Ok(text("empty".to_string()).await),
        Err(error) => Err(error),
    }
}

#[workflow]
pub(crate) async fn question_converts(order: Order) -> Result<i64, OrderError> {
    let amount = charge(order.priority).await?;
    let mut count = 0;
    for item in order.items {
        let id = reserve(item).await?;
        if id == "a" {
            count += 1;
        }
    }
    Ok(amount + count)
}

#[workflow]
pub(crate) async fn fallback_chain(n: i64) -> Result<i64, PayError> {
    if let Ok(value) = charge(n).await {
        return Ok(value);
    }
    if let Ok(value) = charge(n + 1).await {
        return Ok(value);
    }
    charge(n + 2).await
}

#[workflow]
pub(crate) async fn mapped_error(n: i64) -> Result<i64, OrderError> {
    let value = charge(n).await.map_err(|_| OrderError::Empty)?;
    let other = charge(value).await.map_err(|e| OrderError::Pay(e))?;
    let other = charge(other).await.map_err(OrderError::Pay)?;
    let third = charge(other).await.unwrap_or(7);
    let fourth = charge(third).await.unwrap_or_else(|_| 8);
    Ok(third + fourth)
}

#[workflow]
pub(crate) async fn error_as_value(n: i64) -> Result<String, PayError> {
    let error = match charge(n).await {
        Ok(_) => None,
        Err(error) => Some(error),
    };
    log("kept".to_string()).await;
    match error {
        None => Ok("fine".to_string()),
        Some(PayError::CardDeclined { reason, .. }) => Ok(reason),
        Some(other) => Err(other),
    }
}

#[workflow]
pub(crate) async fn result_without_value(line: String) -> Result<i64, PayError> {
    match publish(line.clone()).await {
        Ok(()) => {}
        Err(PayError::CardDeclined { .. }) => log(line).await,
        Err(e) => return Err(e),
    }
    publish("second".to_string()).await?;
    Ok(1)
}

#[workflow]
pub(crate) async fn ok_patterns(n: i64) -> i64 {
    match seek(n).await {
        Ok(Some(value)) if value > 2 => num(value).await,
        Ok(Some(0)) => 0,
        Ok(Some(value)) => value,
        Ok(None) => -1,
        Err(PayError::CardDeclined { code, .. }) => code as i64,
        Err(_) => num(-2).await,
    }
}

#[workflow]
pub(crate) async fn statement_match(n: i64) -> i64 {
    let mut state = 0;
    match charge(n).await {
        Ok(value) if value > 2 => state = value,
        Ok(_) => {}
        Err(PayError::Throttled) => state = -1,
        Err(_) => {
            state = num(5).await;
        }
    }
    state + n
}

#[workflow]
pub(crate) async fn retried(n: i64) -> Result<i64, PayError> {
    let value = charge(n)
        .retry(Retry::on(["Throttled"]).max(2))
        .retry(Retry::on_error(PayError::TimedOut).max(1))
        .timeout(Duration::from_secs(60))
        .await?;
    match charge(value).retry(Retry::all().max(1)).named("Second charge").await {
        Ok(value) => Ok(value),
        Err(PayError::Throttled) => Ok(0),
        Err(e) => Err(e),
    }
}

#[workflow]
pub(crate) async fn child(n: i64) -> Result<i64, PayError> {
    charge(n).await
}

#[workflow]
pub(crate) async fn parent(n: i64) -> Result<i64, PayError> {
    let first = child(n).await?;
    Ok(first + num(first).await)
}

#[workflow]
pub(crate) async fn parent_catches(n: i64) -> Result<i64, OrderError> {
    match child(n).await {
        Ok(value) => Ok(value),
        Err(PayError::CardDeclined { reason, .. }) => Err(OrderError::Refused { reason }),
        Err(PayError::Throttled) => Ok(num(n).await),
        Err(error) => Err(OrderError::Pay(error)),
    }
}

#[workflow]
pub(crate) async fn parent_joins(n: i64) -> Result<i64, PayError> {
    let (a, b, c) = join!(
        child(n),
        async {
            let x = child(n + 1).await?;
            Ok(x + 1)
        },
        async {
            match child(n + 2).await {
                Ok(x) => x,
                Err(PayError::Throttled) => 0,
                Err(PayError::CardDeclined { code, .. }) => code as i64,
                Err(_) => -1,
            }
        }
    )
    .await;
    let b = match b {
        Ok(b) => b,
        Err(PayError::Throttled) => 5,
        Err(e) => return Err(e),
    };
    let a = match a {
        Ok(a) => a,
        Err(PayError::CardDeclined { code, .. }) => code as i64,
        Err(e) => return Err(e),
    };
    Ok(a + b + c)
}

#[workflow]
pub(crate) async fn parent_maps(n: i64) -> Result<Vec<i64>, OrderError> {
    let items = list(n).await;
    let outcome = map_each(items, 1, |x| async move { child(x).await }).await;
    match outcome {
        Ok(all) => Ok(all),
        Err(PayError::Throttled) => Ok(vec![]),
        Err(PayError::CardDeclined { reason, .. }) => Err(OrderError::Refused { reason }),
        Err(e) => Err(OrderError::Pay(e)),
    }
}

#[workflow]
pub(crate) async fn child_plain(left: i64, right: Option<String>) -> String {
    text(format!("{left} {}", right.unwrap_or_default())).await
}

#[workflow]
pub(crate) async fn parent_plain(n: i64) -> String {
    let found = find("k".to_string()).await;
    let a = child_plain(n, found).await;
    child_plain(n + 1, None).await + &a
}

/// `Err(…)?;`, and items at the top of the body.
#[workflow]
pub(crate) async fn passes_an_error_on(n: i64) -> Result<String, PayError> {
    use std::time::Duration as Length;
    const LIMIT: i64 = 3;
    const WAIT: Length = Length::from_secs(2);
    if n > LIMIT {
        charge(n).await?;
        Err(PayError::Throttled)?;
    }
    sleep(WAIT).await;
    Ok(format!("{LIMIT} {type}", type = charge(n + LIMIT).await?))
}

/// What the programs below call.
#[workflow]
pub(crate) async fn pays(n: i64) -> Result<i64, PayError> {
    charge(n).await
}

/// The time-out of a call is no failure of the child: it is caught under its own name.
#[workflow]
pub(crate) async fn child_out_of_time(n: i64) -> Result<i64, PayError> {
    let value = pays(n).await.unwrap_or_else(|_| 1);
    let (other, _) = join!(
        async {
            let more = pays(value).await?;
            Ok::<i64, PayError>(more + 1)
        },
        async { 1 }
    )
    .await;
    let other = other.unwrap_or(2);
    match pays(other).await {
        Ok(value) => Ok(value),
        Err(PayError::TimedOut) => Ok(num(3).await),
        Err(PayError::CardDeclined { code, .. }) => Ok(code as i64),
        Err(error) => Err(error),
    }
}

asl_tests::subjects! {
    child_out_of_time(n: i64) calls [pays, num];
    passes_an_error_on(n: i64) calls [charge];
    specific(n: i64) calls [charge, log, num];
    wildcard(n: i64) calls [charge, num];
    rethrow(n: i64) calls [charge, log, risky];
    rethrow_other(n: i64) calls [risky, log];
    guards(n: i64) calls [charge, num, log];
    alternatives(n: i64) calls [charge, num, text];
    nested_calls(n: i64) calls [charge, reserve, publish, text];
    transparent(order: Order) calls [process, log, text];
    question_converts(order: Order) calls [charge, reserve];
    fallback_chain(n: i64) calls [charge];
    mapped_error(n: i64) calls [charge];
    error_as_value(n: i64) calls [charge, log];
    result_without_value(line: String) calls [publish, log];
    ok_patterns(n: i64) calls [seek, num];
    statement_match(n: i64) calls [charge, num];
    retried(n: i64) calls [charge];
    parent(n: i64) calls [child, num];
    parent_catches(n: i64) calls [child, num];
    parent_joins(n: i64) calls [child];
    parent_maps(n: i64) calls [list, child];
    parent_plain(n: i64) calls [find, child_plain];
}

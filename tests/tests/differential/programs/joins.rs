//! Branches and maps: scopes inside, captured variables, results of branches.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn join_calls(order: Order) -> (i64, String) {
    let (n, t) = join!(num(order.priority), text(order.order_id)).await;
    (n + 1, t)
}

#[workflow]
pub(crate) async fn join_results(n: i64) -> Result<i64, PayError> {
    let (a, b, c) = join!(charge(n), charge(n + 1), num(n)).await;
    log("joined".to_string()).await;
    let a = a?;
    match b {
        Ok(b) => Ok(a + b + c),
        Err(PayError::CardDeclined { code, .. }) => Ok(code as i64),
        Err(error) => Err(error),
    }
}

#[workflow]
pub(crate) async fn join_blocks(n: i64, order: Order) -> i64 {
    let factor = n * 2;
    let (a, b) = join!(
        async {
            let x = num(factor).await;
            if x > 2 { x * factor } else { num(x).await }
        },
        async {
            let mut sum = 0;
            for item in &order.items {
                sum += item.price as i64 + num(factor).await;
            }
            sum
        }
    )
    .await;
    a + b
}

#[workflow]
pub(crate) async fn join_blocks_results(n: i64) -> Result<i64, OrderError> {
    let start = num(n).await;
    let (a, b) = join!(
        async {
            let x = charge(start).await?;
            if x > 4 {
                return Err(PayError::Throttled);
            }
            Ok(x + start)
        },
        async {
            match charge(start + 1).await {
                Ok(v) => v,
                Err(_) => num(0).await,
            }
        }
    )
    .await;
    match a {
        Ok(a) => Ok(a + b),
        Err(PayError::Throttled) => Err(OrderError::Empty),
        Err(e) => Err(OrderError::Pay(e)),
    }
}

#[workflow]
pub(crate) async fn try_join_calls(n: i64) -> Result<i64, PayError> {
    let (a, b) = try_join!(charge(n), charge(n + 1)).await?;
    Ok(a * 10 + b)
}

#[workflow]
pub(crate) async fn try_join_blocks(n: i64) -> Result<String, OrderError> {
    let base = num(n).await;
    let result = try_join!(
        async {
            let a = charge(base).await?;
            Ok::<_, PayError>(a + base)
        },
        async {
            if base > 3 {
                return Err(PayError::Throttled);
            }
            fetch(base).await
        }
    )
    .await;
    match result {
        Ok((a, list)) => Ok(format!("{a} {}", list.len())),
        Err(PayError::CardDeclined { reason, .. }) => Ok(reason),
        Err(other) => Err(OrderError::Pay(other)),
    }
}

#[workflow]
pub(crate) async fn map_first(order: Order) -> Result<Vec<String>, StockError> {
    map_each(order.items, 2, |item| async move { reserve(item).await }).await
}

#[workflow]
pub(crate) async fn map_first_captures(order: Order) -> Result<Vec<i64>, PayError> {
    let factor = order.priority;
    map_each(order.items.clone(), 0, |item| async move {
        let x = charge(item.qty as i64 * factor).await?;
        log(format!("{x}")).await;
        Ok(x + factor)
    })
    .await
}

#[workflow]
pub(crate) async fn map_nested(n: i64) -> Result<Vec<Vec<i64>>, PayError> {
    let rows = grid(n).await;
    let offset = num(n).await;
    let out = map_each(rows, 3, |row| async move {
        let size = row.len() as i64;
        let inner = map_each(row, 1, |cell| async move {
            if cell > 3 {
                return Ok(offset);
            }
            charge(cell + size + offset).await
        })
        .await?;
        Ok(inner)
    })
    .await?;
    Ok(out)
}

#[workflow]
pub(crate) async fn map_outcome(order: Order) -> i64 {
    let mapped = map_each(order.items.clone(), 5, |item| async move {
        match reserve(item.clone()).await {
            Ok(id) => Ok(id),
            Err(StockError::OutOfStock { left: Some(left), .. }) => Ok(format!("{left}")),
            Err(error) => Err(error),
        }
    })
    .await;
    match mapped {
        Ok(ids) => ids.len() as i64,
        Err(StockError::OutOfStock { sku, .. }) => {
            log(sku).await;
            -1
        }
        Err(StockError::Broken { .. }) => num(-2).await,
    }
}

#[workflow]
pub(crate) async fn map_pure(order: Order) -> Result<Vec<u64>, PayError> {
    let prices =
        map_each(order.items.clone(), 1, |item| async move { Ok::<_, PayError>(item.price * item.qty) }).await?;
    publish(format!("{}", prices.len())).await?;
    Ok(prices)
}

#[workflow]
pub(crate) async fn map_lists(n: i64) -> Result<Vec<Vec<i64>>, PayError> {
    let items = list(n).await;
    map_each(items, 1, |x| async move { fetch(x).await }).await
}

#[workflow]
pub(crate) async fn map_of_joins(n: i64) -> Result<Vec<i64>, PayError> {
    let items = list(n).await;
    let bonus = clock().await as i64;
    let sums = map_each(items, 2, |x| async move {
        let (a, b) = join!(num(x), async { num(x + bonus).await + bonus }).await;
        if a > b { charge(a).await } else { Ok(b) }
    })
    .await?;
    Ok(sums)
}

#[workflow]
pub(crate) async fn join_of_maps(n: i64) -> Result<(Vec<i64>, Vec<String>), PayError> {
    let items = list(n).await;
    let others = items.clone();
    let (a, b) = try_join!(
        map_each(items, 1, |x| async move { charge(x).await }),
        map_each(others, 1, |x| async move { Ok(text(format!("{x}")).await) })
    )
    .await?;
    Ok((a, b))
}

#[workflow]
pub(crate) async fn branches_end_early(n: i64, order: Order) -> i64 {
    let (a, b) = join!(
        async {
            if n > 3 {
                return n;
            }
            let Some(found) = find(order.order_id.clone()).await else {
                return 0;
            };
            log(found).await;
            num(n).await
        },
        async { n * 2 }
    )
    .await;
    pair(a, b).await
}

#[workflow]
pub(crate) async fn join_unit(n: i64) -> i64 {
    join!(log("a".to_string()), log("b".to_string())).await;
    let (_, x) = join!(log("c".to_string()), num(n)).await;
    x
}

#[workflow]
pub(crate) async fn variables_in_branches(n: i64) -> i64 {
    let mut x = num(n).await;
    let (a, b) = join!(
        async {
            let mut y = x;
            y += num(y).await;
            let x = y * 2;
            num(x).await + x
        },
        async {
            let y = num(x + 1).await;
            y + x
        }
    )
    .await;
    x += a;
    let y = x + b;
    num(y).await
}

#[workflow]
pub(crate) async fn join_in_loop(n: i64) -> i64 {
    let mut x = n;
    let mut i = 0;
    while i < 2 {
        i += 1;
        let (a, b) = join!(num(x), async { num(i).await + x }).await;
        x = a + b;
    }
    x
}

#[workflow]
pub(crate) async fn map_over_ranges_of_structs(order: Order) -> Result<Vec<Item>, StockError> {
    let doubled: Vec<Item> = order.items.iter().map(|item| Item { qty: item.qty * 2, ..item.clone() }).collect();
    map_each(doubled, 1, |mut item| async move {
        item.sku = text(item.sku.clone()).await;
        if item.qty > 3 {
            item.sku = reserve(item.clone()).await?;
        }
        Ok(item)
    })
    .await
}

/// A map's body without `async`, and one that clones what it takes with it.
#[workflow]
pub(crate) async fn map_bodies(n: i64, line: String) -> Result<Vec<i64>, PayError> {
    let charged = map_each(list(n).await, 1, |item| charge(item)).await?;
    map_each(charged, 1, |item| {
        let line = line.clone();
        let amount = item + n;
        async move {
            if amount > 10 {
                log(line).await;
            }
            charge(amount).await
        }
    })
    .named("Log")
    .await
}

/// What a call in a join is given is computed before any branch begins: `?` there leaves the function.
#[workflow]
pub(crate) async fn arguments_come_first(n: i64) -> Result<i64, PayError> {
    let (a, b) = join!(num(charge(n).await?), pair(n, 1)).await;
    Ok(a + b)
}

/// The same with `return`, and with a variable that the argument changes.
#[workflow]
pub(crate) async fn arguments_return_and_assign(n: i64) -> i64 {
    let mut count = num(n).await;
    let (a, b) = join!(
        num({
            count += 1;
            if count > 3 {
                return count;
            }
            count
        }),
        async { pair(n, 2).await }
    )
    .await;
    a + b + count
}

/// The arguments of a branch that is reached by no one need no type.
#[workflow]
#[allow(unreachable_code, unused_variables, reason = "that is what it shows")]
pub(crate) async fn arguments_that_never_come(n: i64) -> i64 {
    if n > 2 {
        let values = map_each(
            {
                return num(n).await;
                vec![n]
            },
            2,
            |item| async move { charge(item).await },
        )
        .await;
        return values.map_or(0, |values| values.len() as i64);
    }
    n
}

/// A call that is never made because its argument leaves the loop: the branch must not be where it leaves from.
#[workflow]
#[allow(unreachable_code, reason = "that is what it shows")]
pub(crate) async fn arguments_leave_the_loop(n: i64) -> i64 {
    let mut total = 0;
    for i in 0..3 {
        let (a, b) = join!(
            num(i),
            num(match n {
                0..=2 => {
                    total += 1;
                    continue;
                }
                n => n,
            })
        )
        .await;
        total += a + b;
        join!(
            num(total),
            num({
                if n % 2 == 0 {
                    break;
                }
                continue;
            })
        )
        .await;
    }
    total
}

/// The items of a map, and what inner branches are given, are computed before any branch begins.
#[workflow]
pub(crate) async fn items_come_first(n: i64) -> Result<i64, PayError> {
    let mut made = 0;
    let (charged, (twice, late), _) = try_join!(
        map_each(
            {
                made += 1;
                list(n).await
            },
            1,
            |item| charge(item)
        ),
        try_join!(
            charge({
                made += 1;
                charge(n).await?
            }),
            charge(made)
        ),
        publish(format!("{made}"))
    )
    .await?;
    Ok(charged.len() as i64 + twice + late + made)
}

asl_tests::subjects! {
    arguments_leave_the_loop(n: i64) calls [num];
    items_come_first(n: i64) calls [list, charge, publish];
    arguments_come_first(n: i64) calls [charge, num, pair];
    arguments_return_and_assign(n: i64) calls [num, pair];
    arguments_that_never_come(n: i64) calls [num, charge];
    map_bodies(n: i64, line: String) calls [list, charge, log];
    join_calls(order: Order) calls [num, text];
    join_results(n: i64) calls [charge, num, log];
    join_blocks(n: i64, order: Order) calls [num];
    join_blocks_results(n: i64) calls [num, charge];
    try_join_calls(n: i64) calls [charge];
    try_join_blocks(n: i64) calls [num, charge, fetch];
    map_first(order: Order) calls [reserve];
    map_first_captures(order: Order) calls [charge, log];
    map_nested(n: i64) calls [grid, num, charge] pass "a map that stands first in a map reads a value of the outer item";
    map_outcome(order: Order) calls [reserve, log, num];
    map_pure(order: Order) calls [publish];
    map_lists(n: i64) calls [list, fetch];
    map_of_joins(n: i64) calls [list, clock, num, charge] pass "a join that stands first in a map reads the item";
    join_of_maps(n: i64) calls [list, charge, text];
    branches_end_early(n: i64, order: Order) calls [find, log, num, pair];
    join_unit(n: i64) calls [log, num];
    variables_in_branches(n: i64) calls [num];
    join_in_loop(n: i64) calls [num];
    map_over_ranges_of_structs(order: Order) calls [text, reserve];
}

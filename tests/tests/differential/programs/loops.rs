//! Loops: conditions, labels, values, lists and ranges, and what they do to variables outside.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn poll(order: Order) -> Status {
    let mut now = order.status;
    let mut tries = 0;
    while now == Status::InReview && tries < 3 {
        sleep(Duration::from_secs(30)).await;
        now = status(order.order_id.clone()).await;
        tries += 1;
    }
    now
}

#[workflow]
pub(crate) async fn break_and_continue(n: i64) -> i64 {
    let mut i = 0;
    let mut sum = 0;
    while i < 5 {
        i += 1;
        if i == n {
            continue;
        }
        let x = num(i).await;
        if x > 4 {
            break;
        }
        sum += x;
    }
    sum + i
}

#[workflow]
pub(crate) async fn labels(n: i64) -> i64 {
    let mut found = 0;
    let mut outer = 0;
    'outer: while outer < 3 {
        outer += 1;
        let mut inner = 0;
        while inner < 3 {
            inner += 1;
            let x = pair(outer, inner).await;
            if x == n {
                found = x;
                break 'outer;
            }
            if x > 4 {
                continue 'outer;
            }
        }
        log(format!("{outer}")).await;
    }
    found * 100 + outer
}

#[workflow]
pub(crate) async fn loop_with_value(n: i64) -> Option<i64> {
    let mut tries = 0;
    let found = loop {
        let x = num(n + tries).await;
        if x > 3 {
            break Some(x);
        }
        tries += 1;
        if tries > 2 {
            break None;
        }
    };
    log(format!("{tries}")).await;
    found
}

#[workflow]
pub(crate) async fn loop_first(n: i64) -> i64 {
    loop {
        let x = num(n).await;
        if x > 3 {
            return x;
        }
    }
}

#[workflow]
pub(crate) async fn loop_first_with_state(n: i64, order: Order) -> i64 {
    let mut total = n * 2;
    let name = format!("{}!", order.order_id);
    loop {
        total += num(total).await;
        if total > 6 || text(name.clone()).await == "a" {
            break;
        }
    }
    total
}

#[workflow]
pub(crate) async fn while_first(n: i64) -> i64 {
    let mut left = n;
    while left > 0 && left < 50 {
        left -= 1 + num(left).await.abs();
    }
    left
}

#[workflow]
pub(crate) async fn for_list(order: Order) -> Vec<String> {
    let mut ids = Vec::new();
    let mut total = 0;
    for item in &order.items {
        if item.qty == 0 {
            continue;
        }
        total += item.price * item.qty;
        ids.push(text(item.sku.clone()).await);
        if total > 1000 {
            ids.push("much".to_string());
            break;
        }
    }
    ids
}

#[workflow]
pub(crate) async fn for_fetched(n: i64) -> i64 {
    let mut sum = 0;
    for x in list(n).await {
        sum += x;
        for y in list(x).await {
            sum += num(y).await;
        }
    }
    sum
}

#[workflow]
pub(crate) async fn for_grid(n: i64) -> Vec<Vec<i64>> {
    let mut rows = Vec::new();
    for row in grid(n).await {
        let mut cells = vec![];
        for cell in row {
            if cell > 0 {
                cells.push(num(cell).await);
            }
        }
        rows.push(cells);
    }
    rows
}

#[workflow]
pub(crate) async fn for_range(n: i64) -> i64 {
    let mut sum = 0;
    for i in 0..n.min(4) {
        sum += num(i).await;
    }
    for i in 1..=2 {
        for j in i..3 {
            sum += pair(i, j).await;
        }
    }
    for _ in 0..2 {
        sum += clock().await as i64;
    }
    sum
}

#[workflow]
pub(crate) async fn for_pure(order: Order) -> u64 {
    let mut sum = 0;
    for item in &order.items {
        sum += item.price;
    }
    let mut longest = String::new();
    for item in &order.items {
        if item.sku.chars().count() > longest.chars().count() {
            longest = item.sku.clone();
        }
    }
    log(longest).await;
    sum
}

#[workflow]
pub(crate) async fn for_list_changes(n: i64) -> Vec<i64> {
    let mut items = list(n).await;
    for x in items.clone() {
        if x > 2 {
            items.push(num(x).await);
        } else {
            items = vec![x];
        }
    }
    items
}

#[workflow]
pub(crate) async fn for_destructures(pairs: Vec<(i64, String)>) -> i64 {
    let mut sum = 0;
    for (i, (number, name)) in pairs.iter().enumerate() {
        log(name.clone()).await;
        sum += number * (i as i64);
    }
    sum
}

#[workflow]
pub(crate) async fn for_result(n: i64) -> Result<i64, PayError> {
    let mut good = 0;
    let mut bad = 0;
    for i in 0..3 {
        match charge(n + i).await {
            Ok(value) if value > 4 => return Ok(value),
            Ok(value) => good += value,
            Err(PayError::CardDeclined { .. }) => continue,
            Err(PayError::Throttled) => break,
            Err(error) => {
                bad += 1;
                if bad > 1 {
                    return Err(error);
                }
            }
        }
    }
    Ok(good - bad)
}

#[workflow]
pub(crate) async fn retry_loop(n: i64) -> Result<i64, PayError> {
    let mut attempt = 0;
    let value = loop {
        attempt += 1;
        match charge(n).await {
            Ok(value) => break value,
            Err(PayError::Throttled) if attempt < 3 => {
                sleep(Duration::from_secs(attempt)).await;
            }
            Err(error) => return Err(error),
        }
    };
    Ok(value + attempt as i64)
}

#[workflow]
pub(crate) async fn while_let(n: i64) -> i64 {
    let mut total = 0;
    while let Some(value) = seek(n + total).await.unwrap_or(None) {
        total += value.abs() + 1;
        if total > 10 {
            break;
        }
    }
    let mut stack = list(total).await;
    while let Some(top) = stack.pop() {
        total += num(top).await;
    }
    total
}

#[workflow]
pub(crate) async fn while_condition_calls(n: i64) -> i64 {
    let mut i = n;
    while flag(i).await && i < 10 {
        i += 1;
        log(format!("{i}")).await;
    }
    i
}

#[workflow]
pub(crate) async fn swap_variables(n: i64) -> i64 {
    let mut a = n;
    let mut b = 1;
    let mut i = 0;
    while i < 3 {
        let t = a;
        a = b;
        b = t + b;
        i += 1;
        log(format!("{a} {b}")).await;
    }
    pair(a, b).await
}

#[workflow]
pub(crate) async fn tree_walk(tree: Tree) -> i64 {
    let mut open = vec![tree];
    let mut sum = 0;
    while let Some(node) = open.pop() {
        sum += num(node.value).await;
        if sum > 20 {
            break;
        }
        if let Some(next) = node.next {
            open.push(*next);
        }
        for child in node.children {
            open.push(child);
        }
    }
    sum
}

#[workflow]
pub(crate) async fn breaks_with_result(n: i64) -> Result<i64, OrderError> {
    let outcome = loop {
        let x = num(n).await;
        if x > 4 {
            break Err(OrderError::Refused { reason: format!("{x}") });
        }
        if x > 1 {
            break Ok(x);
        }
    };
    log("out".to_string()).await;
    outcome
}

#[workflow]
pub(crate) async fn empty_bodies(n: i64) -> i64 {
    let mut i = 0;
    for _ in list(n).await {
        i += 1;
    }
    while i > 3 {
        i -= 2;
    }
    num(i).await
}

#[workflow]
pub(crate) async fn loop_in_branch(n: i64) -> i64 {
    let mut x = n;
    if n > 1 {
        for y in list(n).await {
            if y == 3 {
                return x;
            }
            x += y;
        }
    } else {
        let mut k = 0;
        while k < 2 {
            k += 1;
            x = num(x).await;
        }
    }
    x * 2
}

asl_tests::subjects! {
    poll(order: Order) calls [status];
    break_and_continue(n: i64) calls [num];
    labels(n: i64) calls [pair, log];
    loop_with_value(n: i64) calls [num, log] pass "a loop stands first and a variable waits";
    loop_first(n: i64) calls [num];
    loop_first_with_state(n: i64, order: Order) calls [num, text] pass "a loop stands first and variables wait";
    while_first(n: i64) calls [num];
    for_list(order: Order) calls [text];
    for_fetched(n: i64) calls [list, num];
    for_grid(n: i64) calls [grid, num];
    for_range(n: i64) calls [num, pair, clock];
    for_pure(order: Order) calls [log];
    for_list_changes(n: i64) calls [list, num];
    for_destructures(pairs: Vec<(i64, String)>) calls [log];
    for_result(n: i64) calls [charge];
    retry_loop(n: i64) calls [charge] pass "a loop stands first and a variable waits";
    while_let(n: i64) calls [seek, list, num];
    while_condition_calls(n: i64) calls [flag, log];
    swap_variables(n: i64) calls [log, pair];
    tree_walk(tree: Tree) calls [num];
    breaks_with_result(n: i64) calls [num, log];
    empty_bodies(n: i64) calls [list, num];
    loop_in_branch(n: i64) calls [list, num];
}

//! Order of evaluation: a variable read before a later operand assigns it, operands with effects, blocks as operands.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn argument_reads_first(n: i64) -> i64 {
    let mut x = n;
    let a = pair(x, {
        x += 1;
        x
    })
    .await;
    let b =
        x + {
            x = num(x).await;
            x
        } + x;
    pair(a, b).await
}

#[workflow]
pub(crate) async fn format_reads_first(n: i64) -> String {
    let mut x = n;
    let shown = format!("{} {} {}", x, num(x + 1).await, num(x).await);
    x += 1;
    text(format!("{shown} {x}")).await
}

#[workflow]
pub(crate) async fn struct_fields_in_order(n: i64) -> Item {
    let mut count = 1;
    let mut bump = n.unsigned_abs();
    Item {
        qty: {
            count += 1;
            bump += clock().await;
            bump
        },
        sku: format!("{count}"),
        price: bump + count,
    }
}

#[workflow]
pub(crate) async fn list_in_order(n: i64) -> Vec<i64> {
    let mut x = n;
    let items = vec![
        x,
        num(x).await,
        {
            x = num(x + 1).await;
            x
        },
        x,
        {
            x += 1;
            x
        },
    ];
    let total = items[0]
        + {
            x = 0;
            x
        }
        + items[1];
    vec![total, x, items.len() as i64]
}

#[workflow]
pub(crate) async fn receiver_first(n: i64) -> i64 {
    let mut items = list(n).await;
    let before = items.len() as i64 + {
        items.push(num(n).await);
        items.len() as i64
    };
    items.push({
        let extra = items.len() as i64;
        extra + num(extra).await
    });
    before + items.iter().sum::<i64>()
}

#[workflow]
pub(crate) async fn tuple_in_order(n: i64) -> (i64, i64, i64) {
    let mut x = n;
    let (a, b) = (num(x).await, {
        x *= 2;
        x
    });
    (a, x, {
        x += b;
        x
    })
}

#[workflow]
pub(crate) async fn compound_assignment(n: i64) -> i64 {
    let mut x = n;
    x += {
        x = num(x).await;
        x
    };
    x -= num(x).await;
    x *= 1 + {
        x += 1;
        x
    };
    x
}

#[workflow]
pub(crate) async fn short_circuit(n: i64) -> i64 {
    let mut x = n;
    if x > 2
        && {
            x = num(x).await;
            x > 1
        }
        && x < 5
        || {
            x += 1;
            flag(x).await
        }
    {
        x += 100;
    }
    x
}

#[workflow]
pub(crate) async fn comparison_in_order(n: i64) -> bool {
    let mut x = n;
    let smaller = x < {
        x = num(x).await;
        x
    };
    let same = num(x).await == num(x).await;
    smaller || same && x == num(1).await
}

#[workflow]
pub(crate) async fn branch_as_operand(n: i64) -> i64 {
    let mut x = n;
    let a = x * if n > 2 {
        x = num(x).await;
        x
    } else {
        2
    } - x;
    let b = match decide(a).await {
        Decision::Approved => {
            x += 1;
            x
        }
        Decision::Rejected { level, .. } => level as i64,
        Decision::Forward(_) => num(x).await,
    } + x;
    a + b
}

#[workflow]
pub(crate) async fn index_in_order(n: i64) -> i64 {
    let items = vec![1, 2, 3];
    let mut i = 0;
    let a = items[i]
        + items[{
            i += 1;
            i
        }]
        + items[i + 1];
    let mut list = list(n).await;
    list.push(1);
    list.push(2);
    list[i] = {
        i = 0;
        num(a).await
    };
    list[i] += {
        i += 1;
        num(i as i64).await
    };
    list[0] * 100 + list[1]
}

#[workflow]
pub(crate) async fn early_return_in_operand(n: i64) -> i64 {
    let mut x = n;
    let y = x + if flag(x).await {
        return x;
    } else {
        x = 7;
        num(x).await
    };
    y + x
}

#[workflow]
pub(crate) async fn loop_as_operand(n: i64) -> i64 {
    let mut x = n;
    let y = x + loop {
        x += 1;
        let got = num(x).await;
        if got > 2 {
            break got * x;
        }
    };
    y - x
}

#[workflow]
pub(crate) async fn option_made_in_order(n: i64) -> Option<i64> {
    let mut x = n;
    let a = Some(x).filter(|v| *v > 1);
    x = num(x).await;
    let b = a.map(|v| v + x);
    x += 5;
    if flag(x).await { b } else { Some(x) }
}

#[workflow]
pub(crate) async fn saved_before_overwritten(n: i64) -> Vec<i64> {
    let mut x = n;
    let y = x + 1;
    let z = y * 2;
    x = num(z).await;
    let w = x + y;
    x = w + z;
    log("mid".to_string()).await;
    let v = x;
    x = num(v).await;
    vec![x, y, z, w, v]
}

#[workflow]
pub(crate) async fn range_bounds_in_order(n: i64, m: i64) -> i64 {
    let mut seen = 0;
    for i in m.max(0)..(loop {
        seen += 1;
        if seen > 1 {
            break n.min(3);
        }
    }) {
        seen += num(i).await;
    }
    let mut end = n.max(0).min(2);
    for i in end..({
        end += 2;
        num(end).await.min(4)
    }) {
        seen += i;
    }
    for i in 0..end {
        end += 1;
        seen += i + num(end).await;
    }
    seen
}

#[workflow]
pub(crate) async fn block_value_overwritten(n: i64) -> i64 {
    let mut x = n;
    let y = {
        x += 1;
        x
    } + num(x).await
        + {
            x *= 2;
            x
        };
    let z = pair(
        {
            x += 1;
            x
        },
        {
            x -= num(x).await;
            x
        },
    )
    .await;
    y + z - x
}

asl_tests::subjects! {
    block_value_overwritten(n: i64) calls [num, pair];
    range_bounds_in_order(n: i64, m: i64) calls [num] pass "a loop stands first and a variable waits";
    argument_reads_first(n: i64) calls [pair, num];
    format_reads_first(n: i64) calls [num, text];
    struct_fields_in_order(n: i64) calls [clock];
    list_in_order(n: i64) calls [num];
    receiver_first(n: i64) calls [list, num];
    tuple_in_order(n: i64) calls [num];
    compound_assignment(n: i64) calls [num];
    short_circuit(n: i64) calls [num, flag];
    comparison_in_order(n: i64) calls [num];
    branch_as_operand(n: i64) calls [num, decide];
    index_in_order(n: i64) calls [list, num];
    early_return_in_operand(n: i64) calls [flag, num];
    loop_as_operand(n: i64) calls [num] pass "a loop stands first and a variable waits";
    option_made_in_order(n: i64) calls [num, flag];
    saved_before_overwritten(n: i64) calls [num, log];
}

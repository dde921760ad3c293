//! What each construct of the language becomes.

use super::{render, translate};
use std::fmt::Write as _;

/// Bodies, grouped by what they show.
const CONSTRUCTS: &[(&str, &[&str])] = &[
    (
        "let",
        &[
            "let a = order; let mut b = a.price; b",
            "let a = 1; let a = a + 1; a",
            "let (a, _, (b, ..)) = order.parts;",
            "let Point { x, y: Id(y), .. } = order.at;",
            "let Some(a) = order.coupon else { return None; }; a",
            "let late; late = 3;",
            "let xs: Vec<u32> = items.iter().map(|x| x.price).collect();",
            "let best = None;",
        ],
    ),
    (
        "if",
        &[
            "if order.paid { 1 } else if flag { 2 } else { 3 }",
            "if let Some(c) = &order.coupon { c.len() } else { 0 }",
            "if flag && let Some(c) = order.coupon && c.cents > 3 { 1 } else { 0 }",
        ],
    ),
    (
        "match",
        &[
            "match order.status { Status::Done => 1, Job::Failed { why, code: 3 } if flag => 2, Other(n @ 1..=5) => n, _ => 0 }",
            "match order.n { -1 => 1, 'a' => 1, \"paid\" => 1, true => 1, LIMIT => 1, limits::MAX => 1, Grade::A => 1, 1 | 2 => 1, 10.. => 1, x => 1 }",
            "match (order.a, flag) { (Some(a), true) | (Some(a), false) => a, (None, _) => 0 }",
            "match charge(order).await { Ok(p) => p, Err(PayError::Declined { reason }) => return Err(reason), Err(_) => 0 }",
            "match &order.xs[..] { [a, b] => a, _ => 0 }",
            "match order.id { ref id => id, }",
        ],
    ),
    (
        "loops",
        &[
            "while order.n < 3 && flag { continue; }",
            "while let Some(x) = items.pop() { break; }",
            "let found = 'outer: loop { loop { break 'outer 3; } };",
            "for (i, item) in items.iter().enumerate() { tick(item, i).await; }",
            "for i in 0..3 { tick(i).await; }",
            "'a: { if flag { break 'a 1; } 2 }",
        ],
    ),
    (
        "values",
        &[
            "Receipt { id: order.id, total, ..base(order) }",
            "Receipt { order }",
            "(Id(order.id), Unit, Status::Done, Grade::A, ())",
            "[vec![1, order.n], vec![], Vec::new()]",
            "(String::new(), String::from(\"a\"), u64::from(order.n), Order::default(), BTreeMap::new(), Box::new(order))",
            "(1_000u64, 0xff, 1e3, 1.5f32, 'c', \"t\\n\", true, b'a', LIMIT, u64::MAX, r#type)",
            "(Some(order), None, Ok(1), Err(order.e))",
            "order.xs[order.n - 1].0.1",
            "order.n as f64",
        ],
    ),
    (
        "operators",
        &[
            "order.a + order.b * 2 - order.c / 3 % 4",
            "!flag || order.a >= order.b && order.c != 1",
            "-(order.a) == *order.b",
            "order.total += 3; order.total = 0; order.xs[0].n -= 1; _ = flag;",
        ],
    ),
    (
        "text",
        &[
            "format!(\"a {} {{}} {order} {0} {name} {LIMIT}\", order.id, name = flag)",
            "format!(\"plain\")",
            "matches!(order.status, Status::Done | Status::Shipped if flag)",
        ],
    ),
    (
        "methods",
        &[
            "items.iter().map(|i| i.price * i.qty).sum::<u64>()",
            "items.iter().fold(0, |sum, (a, b)| sum + a + b)",
            "order.text.parse::<u32>().unwrap_or(0)",
            "items.iter().map(Some).collect::<Vec<_>>()",
            "items.iter().filter(|&&x| x > 3).count()",
        ],
    ),
    (
        "effects",
        &[
            "let p = charge(order).retry(Retry::on([\"A\"])).timeout(Duration::from_secs(5)).named(\"Pay\").await?;",
            "sleep(Duration::from_mins(order.n)).await; sleep_until(order.at).await;",
            "let (a, b) = join!(charge(order).heartbeat(BEAT), async { tick(1).await; 3 }).named(\"Both\").await;",
            "let r = try_join!(charge(order), async move { Ok(tick(1).await?) }).await?;",
            "map_each(items, 5, |(a, b)| async move { let p = charge(a).await?; Ok(p + b) }).await?",
            "tasks::charge(order).credentials(ROLE).await",
            "#[name(\"Wait a bit\")] sleep(DELAY).await; #[name(\"Pay\")] let p = charge(order).await; #[name(\"Add\")] order.n = tick(2).await;",
        ],
    ),
];

#[test]
fn each_construct_has_its_form() {
    let mut text = String::new();
    for (group, bodies) in CONSTRUCTS {
        writeln!(text, "# {group}\n").expect("text");
        for source in *bodies {
            let body = translate(source);
            assert!(body.errors.is_empty(), "{source}: {:?}", body.errors);
            writeln!(text, "{source}\n{}\n", indent(&render::render(&body))).expect("text");
        }
    }
    insta::assert_snapshot!(text);
}

/// What is tied, and that the user's tokens stay in their order.
#[test]
fn the_probe_ties_what_does_not_follow() {
    let sources = [
        "let p = charge(Request { id: order.id.clone() }).await?; p.total",
        "if items.len() > 3 { return Err(Failure::Many); }",
        "items.iter().map(|x| 1).collect::<Vec<_>>()",
        "match order.status { Status::Done => 1, _ => 2 }",
        "let n = 3; let late; late = n;",
        "join!(charge(order), async move { tick(1).await }).await",
    ];
    let mut text = String::new();
    for source in sources {
        writeln!(text, "{source}\n{}\n", indent(&translate(source).probe.to_string())).expect("text");
    }
    insta::assert_snapshot!(text);
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

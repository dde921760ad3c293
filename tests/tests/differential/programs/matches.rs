//! `match` on values: guards, alternatives, ranges, all representations of enums, calls in arms.

use super::shared::*;
use asl_dsl::prelude::*;

#[workflow]
pub(crate) async fn external(n: i64) -> String {
    match event(n).await {
        Event::Tick => "tick".to_string(),
        Event::Moved(Address { city, zip: None }) => text(city).await,
        Event::Moved(Address { city, zip: Some(zip) }) if zip == "a" => city,
        Event::Moved(_) => "moved".to_string(),
        Event::Pair(left, right) if left > 3 => format!("{left}{right}"),
        Event::Pair(0 | 1 | 2, right) => text(right).await,
        Event::Pair(..) => "pair".to_string(),
        Event::Paid { amount, .. } if amount > 1000 => format!("much {amount}"),
        Event::Paid { note: Some(note), amount: 0..=3 } => note,
        Event::Paid { note, .. } => note.unwrap_or_default(),
        Event::State(Status::New | Status::InReview) => "open".to_string(),
        Event::State(status) => format!("{}", status == Status::Done),
        Event::Many(list) => format!("{}", list.iter().sum::<u64>()),
    }
}

#[workflow]
pub(crate) async fn internal(n: i64) -> i64 {
    let decision = decide(n).await;
    let result = match &decision {
        Decision::Approved => num(1).await,
        Decision::Rejected { reason, level } if *level > 2 && reason != "a" => {
            log(reason.clone()).await;
            *level as i64
        }
        Decision::Rejected { level: 1, .. } => 1,
        Decision::Rejected { .. } => return -1,
        Decision::Forward(address) => match &address.zip {
            Some(zip) => {
                log(zip.clone()).await;
                2
            }
            None => num(3).await,
        },
    };
    if matches!(decision, Decision::Forward(Address { zip: Some(_), .. })) { result * 10 } else { result }
}

#[workflow]
pub(crate) async fn adjacent(n: i64) -> i64 {
    match signal(n).await {
        Signal::Off => 0,
        Signal::Level(level @ 1..=3) => num(level).await,
        Signal::Level(level) if level < 0 => level,
        Signal::Level(_) => 99,
        Signal::Range(from, to) if from < to => pair(from, to).await,
        Signal::Range(from, _) => from,
        Signal::Named { name } => {
            log(name.clone()).await;
            name.chars().count() as i64
        }
    }
}

#[workflow]
pub(crate) async fn untagged_passes(loose: Loose, list: Vec<Loose>) -> Vec<Loose> {
    log("seen".to_string()).await;
    let mut all = list;
    all.push(loose);
    all
}

#[workflow]
pub(crate) async fn on_text(order: Order) -> i64 {
    let kind = text(order.order_id.clone()).await;
    match (kind.as_str(), order.customer.vip) {
        ("a" | "b", true) => num(1).await,
        ("a", _) => 2,
        ("{% $states.input %}", _) => 3,
        ("\"quoted\"" | "back\\slash", _) => 4,
        (other, true) if other.is_empty() => 5,
        (_, true) => num(6).await,
        _ => 7,
    }
}

#[workflow]
pub(crate) async fn on_numbers(n: i64) -> String {
    let x = num(n).await;
    let size = match x {
        i64::MIN..=-1 => "negative",
        0 => "none",
        1 | 2 => "few",
        3..=5 => "some",
        y if y % 2 == 0 => "even",
        _ => "many",
    };
    match (x, n) {
        (a, b) if a == b => text(size.to_string()).await,
        (1.., 1..) => size.to_string(),
        (_, 0) => "zero".to_string(),
        _ => text("other".to_string()).await,
    }
}

#[workflow]
pub(crate) async fn on_lists(n: i64) -> i64 {
    let items = list(n).await;
    match items.as_slice() {
        [] => 0,
        [one] => num(*one).await,
        [1, second] => *second,
        [first, second] if first > second => pair(*first, *second).await,
        [a, _, c] => a + c,
        _ => items.len() as i64,
    }
}

#[workflow]
pub(crate) async fn on_options(order: Order) -> String {
    match (&order.coupon, &order.customer.address) {
        (Some(coupon), Some(Address { city, zip: Some(zip) })) => format!("{coupon} {city} {zip}"),
        (Some(coupon), None) => text(coupon.clone()).await,
        (None, Some(address)) if address.city == "a" => "a".to_string(),
        (None, None) => "nothing".to_string(),
        (coupon, _) => coupon.clone().unwrap_or("rest".to_string()),
    }
}

#[workflow]
pub(crate) async fn guard_reads_variables(n: i64) -> i64 {
    let mut limit = n;
    limit = num(limit).await;
    let x = num(limit + 1).await;
    let answer = match x {
        v if v > limit => v - limit,
        v if v == limit => return num(v).await,
        v => v + limit,
    };
    answer * 2
}

#[workflow]
pub(crate) async fn nested(n: i64, order: Order) -> i64 {
    match order.status {
        Status::New => match decide(n).await {
            Decision::Approved => match event(n).await {
                Event::Paid { amount, note } => match note {
                    Some(note) if note == "b" => amount as i64,
                    Some(_) => num(1).await,
                    None => 2,
                },
                Event::State(status) => {
                    if status == order.status {
                        3
                    } else {
                        num(4).await
                    }
                }
                _ => 5,
            },
            Decision::Rejected { level, .. } => level as i64,
            Decision::Forward(_) => return 6,
        },
        Status::InReview if n > 2 => 7,
        Status::InReview => num(8).await,
        Status::Done => 9,
    }
}

#[workflow]
pub(crate) async fn binds_whole(n: i64) -> Decision {
    match decide(n).await {
        whole @ Decision::Rejected { .. } => {
            log("rejected".to_string()).await;
            whole
        }
        Decision::Forward(address) if address.city == "a" => {
            Decision::Forward(Address { city: "b".to_string(), ..address })
        }
        other => other,
    }
}

#[workflow]
pub(crate) async fn makes_variants(n: i64) -> Vec<Event> {
    let number = num(n).await;
    let mut all = vec![Event::Tick, Event::Pair(number, "x".to_string())];
    all.push(Event::Paid { amount: 3, note: None });
    all.push(Event::Moved(Address { city: format!("{number}"), zip: find("z".to_string()).await }));
    if number > 2 {
        all.push(Event::State(Status::InReview));
        all.push(Event::Many(vec![]));
    } else {
        all.push(Event::Many(vec![number.unsigned_abs()]));
    }
    all
}

#[workflow]
pub(crate) async fn alternatives_bind(n: i64) -> i64 {
    match signal(n).await {
        Signal::Level(v) | Signal::Range(v, _) if v > 1 => num(v).await,
        Signal::Range(_, v) | Signal::Level(v) => v,
        Signal::Off | Signal::Named { .. } => 0,
    }
}

asl_tests::subjects! {
    external(n: i64) calls [event, text];
    internal(n: i64) calls [decide, num, log];
    adjacent(n: i64) calls [signal, num, pair, log];
    untagged_passes(loose: Loose, list: Vec<Loose>) calls [log];
    on_text(order: Order) calls [text, num];
    on_numbers(n: i64) calls [num, text];
    on_lists(n: i64) calls [list, num, pair];
    on_options(order: Order) calls [text];
    guard_reads_variables(n: i64) calls [num];
    nested(n: i64, order: Order) calls [decide, event, num];
    binds_whole(n: i64) calls [decide, log];
    makes_variants(n: i64) calls [num, find];
    alternatives_bind(n: i64) calls [signal, num];
}

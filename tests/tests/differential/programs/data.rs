//! Values: lists of lists, options missing and null, places, struct update, text.

use super::shared::*;
use asl_dsl::prelude::*;
use std::collections::BTreeMap;

#[workflow]
pub(crate) async fn assigns_places(order: Order) -> Order {
    let mut order = order;
    order.customer.email = text(order.customer.email.clone()).await;
    order.priority += num(1).await;
    order.customer.address = locate(order.order_id.clone()).await;
    if let Some(item) = order.items.first() {
        order.coupon = Some(item.sku.clone());
    }
    order.items.push(Item { sku: "new".to_string(), price: 1, qty: clock().await });
    order.items[0].qty = 5;
    let last = order.items.len() - 1;
    order.items[last].sku = text("last".to_string()).await;
    order.status = status(order.order_id.clone()).await;
    order
}

#[workflow]
pub(crate) async fn struct_update(order: Order) -> Order {
    let customer = Customer { vip: flag(1).await, ..order.customer.clone() };
    let address = Address { city: text("c".to_string()).await, zip: None };
    Order { customer: Customer { address: Some(address), ..customer }, coupon: None, ..order }
}

#[workflow]
pub(crate) async fn lists_of_lists(n: i64) -> Vec<Vec<Vec<i64>>> {
    let mut all = vec![grid(n).await];
    all.push(vec![]);
    all.push(vec![list(n).await]);
    let doubled: Vec<Vec<i64>> =
        grid(1).await.iter().map(|row| row.iter().map(|x| x * 2).collect::<Vec<_>>()).collect();
    all.push(doubled);
    let flat: Vec<i64> = all.iter().flatten().flatten().copied().collect();
    all.push(vec![flat]);
    all
}

#[workflow]
pub(crate) async fn list_methods(n: i64) -> (Vec<i64>, i64, Option<i64>, bool, String) {
    let items = list(n).await;
    let positive: Vec<i64> = items.iter().filter(|x| **x > 0).copied().collect();
    let sum: i64 = positive.iter().sum();
    let largest = items.iter().max().copied();
    let any = items.iter().any(|x| *x == n);
    let joined = items.iter().map(|x| format!("<{x}>")).collect::<Vec<_>>().join(", ");
    log(joined.clone()).await;
    (positive, sum, largest, any, joined)
}

#[workflow]
pub(crate) async fn options(order: Order) -> (Option<String>, Option<i64>, bool, String) {
    let zip = order.customer.address.as_ref().and_then(|a| a.zip.clone());
    let length = zip.as_ref().map(|z| z.chars().count() as i64);
    let same = order.coupon == zip;
    let shown = order.coupon.clone().or(zip.clone()).unwrap_or_else(|| "none".to_string());
    let found = find(shown.clone()).await;
    let all = if same { found } else { zip };
    (all, length, same, shown)
}

#[workflow]
pub(crate) async fn texts(a: String, b: String) -> Vec<String> {
    let joined = format!("{{{a}}} \"{b}\" {{% {} %}}", text(a.clone()).await);
    let mut out = vec![joined.clone(), joined.to_uppercase(), a.replace("a", "{%"), b.trim().to_string()];
    if a == b || a.contains("{%") || b.starts_with('$') {
        out.push("special".to_string());
    }
    if a < b {
        out.push(text(b.clone()).await);
    }
    out.push(a + &b);
    out
}

#[workflow]
pub(crate) async fn tree(tree: Tree) -> Tree {
    let below: i64 = tree.children.iter().map(|t| t.value).sum();
    let extra = Tree { value: num(below).await, children: vec![], next: None };
    let next = match &tree.next {
        Some(next) => Some(Box::new(Tree { children: vec![extra], ..(**next).clone() })),
        None => None,
    };
    Tree { value: below, next, ..tree }
}

#[workflow]
pub(crate) async fn maps(n: i64) -> BTreeMap<String, i64> {
    let mut known = table(n).await;
    known.insert("a".to_string(), num(1).await);
    if let Some(b) = known.get("b").copied() {
        known.insert(format!("b{b}"), b);
    }
    if known.contains_key("c") {
        known.remove("a");
    }
    known
}

#[workflow]
pub(crate) async fn numbers(n: i64, m: i64) -> Vec<i64> {
    let x = num(n).await;
    let d = if m == 0 { 1 } else { m };
    vec![x / d, x % d, -x, (x - n).abs(), x * d - 1, x.pow(2), (x as f64 * 0.5) as i64, x.max(n).min(m)]
}

#[workflow]
pub(crate) async fn unsigned(a: u64, b: u64) -> (u64, u64, u64) {
    let big = a.max(b);
    let small = a.min(b);
    let c = clock().await;
    (big - small, (c + 1) / (small + 1), (big + c) % (small + 2))
}

#[workflow]
pub(crate) async fn json_values(order: Order) -> Vec<Option<Vec<Option<String>>>> {
    let a = order.coupon.clone();
    let b = find(order.order_id.clone()).await;
    let mut out = vec![None, Some(vec![a.clone(), b.clone(), None])];
    if a == b {
        out.push(Some(vec![]));
    }
    out.push(Some(vec![b]));
    out
}

#[workflow]
pub(crate) async fn payload_of_lists(n: i64) -> i64 {
    let row = list(n).await;
    let all = Nested { rows: vec![row.clone(), vec![n], vec![]], one: vec![row.clone()], pair: (row, vec![]) };
    take(all).await
}

/// Lists in all places of a payload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Nested {
    /// Rows.
    pub(crate) rows: Vec<Vec<i64>>,
    /// One row.
    pub(crate) one: Vec<Vec<i64>>,
    /// Two.
    pub(crate) pair: (Vec<i64>, Vec<i64>),
}

/// Takes lists.
#[task(lambda = "take")]
pub(crate) async fn take(nested: Nested) -> i64;

#[workflow]
pub(crate) async fn duplicates(n: i64) -> Vec<i64> {
    let a = list(n).await.iter().map(|x| x * 2 + n).collect::<Vec<_>>();
    let b = a.len() as i64 + a.iter().sum::<i64>();
    let c = b + b * 2;
    let d = c + c - b;
    let e = if d > 10 { c + d } else { d - c };
    vec![b, c, d, e, num(e).await, e]
}

#[workflow]
pub(crate) async fn tuples(pair_of: (i64, String), list_of: Vec<(i64, bool)>) -> (i64, Vec<i64>, (String, i64)) {
    let (mut n, name) = pair_of;
    n += num(n).await;
    let kept: Vec<i64> = list_of.iter().filter(|(_, keep)| *keep).map(|(n, _)| *n).collect();
    let mut pair = (name.clone(), n);
    pair.1 += kept.len() as i64;
    pair.0 = text(pair.0.clone()).await;
    (n, kept, pair)
}

#[workflow]
pub(crate) async fn default_values(n: i64) -> Config {
    let mut config = Config { retries: 3, ..BASE };
    if flag(n).await {
        config.tags = vec!["x".to_string()];
    }
    config
}

const BASE: Config = Config { retries: 1, tags: Vec::new(), note: None };

/// Defaults in serde's sense.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Shape)]
#[serde(default)]
pub(crate) struct Config {
    /// A number.
    pub(crate) retries: u64,
    /// A list.
    pub(crate) tags: Vec<String>,
    /// An option.
    pub(crate) note: Option<String>,
}

/// Parameters that a service takes or leaves, but not as null.
#[derive(Clone, Debug, Serialize, Deserialize, Shape)]
pub(crate) struct Letter {
    /// Always there.
    to: String,
    /// Perhaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// Perhaps, under another name.
    #[serde(rename = "copy-to", default, skip_serializing_if = "std::option::Option::is_none")]
    copy: Option<i64>,
    /// Only where there are some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<i64>,
    /// Only where it says something.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[task(lambda = "post")]
async fn post(letter: Letter) -> Option<i64>;

#[workflow]
pub(crate) async fn fields_left_out(order: Order, n: i64) -> Letter {
    let to = order.order_id;
    let first = post(Letter {
        to: to.clone(),
        subject: order.coupon.clone(),
        copy: Some(n),
        pages: vec![n],
        note: String::new(),
    })
    .await;
    let subject = order.coupon.map(|coupon| format!("{coupon}!"));
    let copy = post(Letter {
        to: to.clone(),
        subject,
        copy: first.filter(|f| *f > n),
        pages: list(n).await,
        note: text(to.clone()).await,
    })
    .await;
    let subject = (n > 3).then(|| format!("{n} times"));
    let last = Letter { to: to.clone(), subject, copy: None, pages: vec![], note: order.customer.email };
    post(last.clone()).await;
    let seen = last.subject.is_some() && last.copy.is_none();
    post(Letter {
        to,
        subject: None,
        copy: copy.and_then(|c| if seen { Some(c) } else { None }),
        pages: last.pages.clone(),
        note: "".into(),
    })
    .await;
    last
}

/// The target of a cast says nothing of what is cast.
#[workflow]
pub(crate) async fn casts_of_choices(n: i64, yes: bool) -> i64 {
    let one = num((if yes { n > 2 } else { false }) as i64).await;
    let two = (match n {
        0 => yes,
        _ => !yes,
    }) as i64;
    one + two
}

asl_tests::subjects! {
    casts_of_choices(n: i64, yes: bool) calls [num];
    fields_left_out(order: Order, n: i64) calls [post, list, text];
    assigns_places(order: Order) calls [text, num, locate, clock, status];
    struct_update(order: Order) calls [flag, text];
    lists_of_lists(n: i64) calls [grid, list];
    list_methods(n: i64) calls [list, log];
    options(order: Order) calls [find];
    texts(a: String, b: String) calls [text];
    tree(tree: Tree) calls [num];
    maps(n: i64) calls [table, num];
    numbers(n: i64, m: i64) calls [num];
    unsigned(a: u64, b: u64) calls [clock];
    json_values(order: Order) calls [find];
    payload_of_lists(n: i64) calls [list, take];
    duplicates(n: i64) calls [list, num];
    tuples(pair_of: (i64, String), list_of: Vec<(i64, bool)>) calls [num, text];
    default_values(n: i64) calls [flag];
}

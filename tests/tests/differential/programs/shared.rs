//! Types and tasks that the programs share.

use asl_dsl::prelude::*;
use std::collections::BTreeMap;

/// A record with everything that serde renames or leaves out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Order {
    /// Text, often hostile.
    pub(crate) order_id: String,
    /// A struct inside.
    pub(crate) customer: Customer,
    /// A list of structs.
    pub(crate) items: Vec<Item>,
    /// Missing, null or there.
    pub(crate) coupon: Option<String>,
    /// An enum.
    pub(crate) status: Status,
    /// A small number.
    pub(crate) priority: i64,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Customer {
    /// A renamed field.
    #[serde(rename = "e-mail")]
    pub(crate) email: String,
    /// A flag.
    pub(crate) vip: bool,
    /// An option of a struct.
    pub(crate) address: Option<Address>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Address {
    /// Text.
    pub(crate) city: String,
    /// An option inside an option's struct.
    pub(crate) zip: Option<String>,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Item {
    /// Text.
    pub(crate) sku: String,
    /// Renamed.
    #[serde(rename = "unitPrice")]
    pub(crate) price: u64,
    /// A number.
    pub(crate) qty: u64,
}

/// Unit variants, renamed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Status {
    /// First.
    New,
    /// Second.
    InReview,
    /// Third.
    Done,
}

/// Externally tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Event {
    /// Unit.
    Tick,
    /// Newtype.
    Moved(Address),
    /// Tuple.
    Pair(i64, String),
    /// Struct.
    Paid {
        /// A number.
        amount: u64,
        /// An option.
        note: Option<String>,
    },
    /// Newtype of an enum.
    State(Status),
    /// Newtype of a list.
    Many(Vec<u64>),
}

/// Internally tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "type")]
pub(crate) enum Decision {
    /// Unit.
    Approved,
    /// Struct.
    Rejected {
        /// Text.
        reason: String,
        /// A number.
        level: u64,
    },
    /// Newtype of a struct.
    Forward(Address),
}

/// Adjacently tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "t", content = "c")]
pub(crate) enum Signal {
    /// Unit.
    Off,
    /// Newtype.
    Level(i64),
    /// Tuple.
    Range(i64, i64),
    /// Struct.
    Named {
        /// Text.
        name: String,
    },
}

/// Untagged: passed through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(untagged)]
pub(crate) enum Loose {
    /// A number.
    Number(i64),
    /// Text.
    Text(String),
}

/// A recursive type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Tree {
    /// A number.
    pub(crate) value: i64,
    /// Below.
    pub(crate) children: Vec<Tree>,
    /// Beside.
    pub(crate) next: Option<Box<Tree>>,
}

/// Errors of payments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub(crate) enum PayError {
    /// With a payload.
    CardDeclined {
        /// Text.
        reason: String,
        /// A number.
        code: u64,
    },
    /// Without.
    Throttled,
    /// A runtime error.
    #[error(name = "States.Timeout")]
    TimedOut,
}

/// Errors of the stock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub(crate) enum StockError {
    /// With a payload.
    OutOfStock {
        /// Text.
        sku: String,
        /// An option.
        left: Option<u64>,
    },
    /// One field.
    Broken {
        /// Text.
        part: String,
    },
}

/// Everything that can go wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub(crate) enum OrderError {
    /// Without payload.
    Empty,
    /// With.
    Refused {
        /// Text.
        reason: String,
    },
    /// Payments keep their names.
    #[error(transparent)]
    Pay(PayError),
    /// Stock errors keep theirs.
    #[error(transparent)]
    Stock(StockError),
}

/// Errors with a rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub(crate) enum AnyError {
    /// One that is known.
    Known {
        /// A number.
        code: i64,
    },
    /// The rest.
    #[error(other)]
    Other {
        /// Its name.
        error: String,
        /// Its cause.
        cause: String,
    },
}

/// A number from a number.
#[task(lambda = "num")]
pub(crate) async fn num(n: i64) -> i64;
/// A number from two.
#[task(lambda = "pair")]
pub(crate) async fn pair(left: i64, right: i64) -> i64;
/// A flag.
#[task(lambda = "flag")]
pub(crate) async fn flag(n: i64) -> bool;
/// Text.
#[task(lambda = "text")]
pub(crate) async fn text(of: String) -> String;
/// Nothing in, a number out.
#[task(lambda = "clock")]
pub(crate) async fn clock() -> u64;
/// Text in, nothing out.
#[task(lambda = "log")]
pub(crate) async fn log(line: String);
/// An option.
#[task(lambda = "find")]
pub(crate) async fn find(key: String) -> Option<String>;
/// An option of a struct.
#[task(lambda = "locate")]
pub(crate) async fn locate(key: String) -> Option<Address>;
/// A list.
#[task(lambda = "list")]
pub(crate) async fn list(n: i64) -> Vec<i64>;
/// A list of lists.
#[task(lambda = "grid")]
pub(crate) async fn grid(n: i64) -> Vec<Vec<i64>>;
/// An enum.
#[task(lambda = "status")]
pub(crate) async fn status(id: String) -> Status;
/// An externally tagged enum.
#[task(lambda = "event")]
pub(crate) async fn event(n: i64) -> Event;
/// An internally tagged enum.
#[task(lambda = "decide")]
pub(crate) async fn decide(n: i64) -> Decision;
/// An adjacently tagged enum.
#[task(lambda = "signal")]
pub(crate) async fn signal(n: i64) -> Signal;
/// A tuple.
#[task(lambda = "both")]
pub(crate) async fn both(n: i64) -> (i64, String);
/// A map.
#[task(lambda = "table")]
pub(crate) async fn table(n: i64) -> BTreeMap<String, i64>;
/// Fails with payments' errors.
#[task(lambda = "charge")]
pub(crate) async fn charge(amount: i64) -> Result<i64, PayError>;
/// Fails with the stock's errors.
#[task(lambda = "reserve")]
pub(crate) async fn reserve(item: Item) -> Result<String, StockError>;
/// Fails with all of them.
#[task(lambda = "process")]
pub(crate) async fn process(order: Order) -> Result<Order, OrderError>;
/// Fails with anything.
#[task(lambda = "risky")]
pub(crate) async fn risky(n: i64) -> Result<i64, AnyError>;
/// Fails, and has no value.
#[task(lambda = "publish")]
pub(crate) async fn publish(line: String) -> Result<(), PayError>;
/// Fails, with a list.
#[task(lambda = "fetch")]
pub(crate) async fn fetch(n: i64) -> Result<Vec<i64>, PayError>;
/// Fails, with an option.
#[task(lambda = "seek")]
pub(crate) async fn seek(n: i64) -> Result<Option<i64>, PayError>;

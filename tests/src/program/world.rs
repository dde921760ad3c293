//! What generated programs are made of: types in every JSON form, and tasks with every kind of answer.

use asl_dsl::prelude::*;
use asl_dsl::shape::Type;
use asl_dsl::task::SlotInfo;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Text.
    pub sku: String,
    /// Renamed.
    #[serde(rename = "unit-price")]
    pub price: i64,
    /// A list.
    pub tags: Vec<String>,
    /// Missing, null or there.
    pub note: Option<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Point {
    /// A number.
    pub x: i64,
    /// Another.
    pub y: i64,
}

/// A record with everything inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Renamed text.
    pub order_id: String,
    /// A list of structs.
    pub items: Vec<Item>,
    /// Missing, null or there.
    pub limit: Option<i64>,
    /// An enum.
    pub status: Status,
    /// A struct that may be missing.
    pub place: Option<Point>,
}

/// Its JSON is what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Id(pub String);

/// Its JSON is an array.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Pair(pub i64, pub Vec<i64>);

/// Fields that serde leaves out when it writes, or makes up when it reads, and one that nobody looks into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Draft {
    /// Always there.
    pub title: String,
    /// Left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Made up.
    #[serde(default)]
    pub copies: i64,
    /// Made up by a function.
    #[serde(default = "three")]
    pub tries: i64,
    /// Untyped.
    pub extra: Json,
}

fn three() -> i64 {
    3
}

/// What a callback is asked with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
pub struct Ask {
    /// Where.
    pub queue_url: String,
    /// What, and how to answer.
    pub message_body: (TaskToken, String, Option<i64>),
}

/// What is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
pub struct News {
    /// Where.
    pub topic_arn: String,
    /// What.
    pub message: String,
    /// Left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// Unit variants, renamed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
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
pub enum Event {
    /// Unit.
    Tick,
    /// Newtype.
    Moved(Point),
    /// Tuple.
    Pair(i64, String),
    /// Struct.
    Paid {
        /// A number.
        amount: i64,
        /// An option.
        note: Option<String>,
    },
    /// A list.
    Many(Vec<i64>),
}

/// Internally tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "type")]
pub enum Decision {
    /// Unit.
    Approved,
    /// Struct.
    Rejected {
        /// Text.
        reason: String,
        /// A number.
        level: i64,
    },
    /// Newtype of a struct.
    Forward(Point),
}

/// Adjacently tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "t", content = "c")]
pub enum Signal {
    /// Unit.
    Off,
    /// Newtype.
    Level(i64),
    /// Tuple.
    Range(i64, i64),
}

/// Told apart by nothing but what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(untagged)]
pub enum Amount {
    /// A number.
    Exact(i64),
    /// Text.
    Said(String),
    /// A struct.
    At(Point),
}

/// Errors of payments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub enum PayError {
    /// With a payload.
    CardDeclined {
        /// Text.
        reason: String,
        /// A number.
        code: i64,
    },
    /// Without.
    Throttled,
    /// A runtime error.
    #[error(name = "States.Timeout")]
    TimedOut,
}

/// Everything that can go wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub enum OrderError {
    /// Without payload.
    Empty,
    /// With.
    Refused {
        /// Text.
        reason: String,
        /// An option.
        left: Option<i64>,
    },
    /// Payments keep their names.
    #[error(transparent)]
    Pay(PayError),
}

/// Errors with a rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub enum AnyError {
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

/// A task as a generator knows it.
#[derive(Clone, Debug)]
pub struct Task {
    /// The slot of a call.
    pub slot: SlotInfo,
    /// Its Rust name.
    pub name: &'static str,
    /// The types of its arguments.
    pub params: Vec<Type>,
    /// What a call gives.
    pub output: Type,
}

macro_rules! tasks {
    ($($name:ident($($param:ident: $ty:ty),*) $(-> $out:ty)?;)*) => {
        $(
            /// One of the tasks that programs call.
            #[task(lambda = "fn")]
            pub async fn $name($($param: $ty),*) $(-> $out)?;
        )*

        /// All tasks.
        pub fn tasks() -> Vec<Task> {
            vec![$( task(stringify!($name), <$name as TaskDef>::INFO, <<$name as TaskDef>::Output as Shape>::describe(), vec![$(<$ty as Shape>::describe()),*]) ),*]
        }
    };
}

use asl_dsl::__private::{TaskDef, TaskInfo};
use asl_dsl::task::Integration;

/// The workflow that has a machine of its own, made with the program that calls it.
pub const NESTED: &str = "nested";

const CONNECTION: &str = "arn:aws:events:us-east-1:123456789012:connection/shop/0123abcd";

fn task(name: &'static str, info: TaskInfo, output: Type, params: Vec<Type>) -> Task {
    // The resource tells the tasks apart when the machine calls them.
    let integration = match name {
        "child" | NESTED => Integration::Workflow { machine: name },
        "approve" => Integration::LambdaCallback { function: name },
        "ask" => Integration::Resource { arn: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
        "announce" => Integration::Resource { arn: "arn:aws:states:::sns:publish" },
        "labour" => Integration::Activity { arn: "arn:aws:states:us-east-1:123456789012:activity:labour" },
        "look_up" => Integration::Http { method: "GET", endpoint: "https://example.com/look", connection: CONNECTION },
        "post" => Integration::Http { method: "POST", endpoint: "https://example.com/post", connection: CONNECTION },
        _ => Integration::Lambda { function: name },
    };
    let info = TaskInfo { integration, ..info };
    Task { slot: SlotInfo::Call { task: info, output: output.clone() }, name, params, output }
}

tasks! {
    num(n: i64) -> i64;
    pair(left: i64, right: i64) -> i64;
    flag(n: i64) -> bool;
    text(of: String) -> String;
    clock() -> usize;
    log(line: String);
    find(key: String) -> Option<String>;
    maybe(n: i64) -> Option<i64>;
    list(n: i64) -> Vec<i64>;
    words(of: String) -> Vec<String>;
    status(of: Id) -> Status;
    event(n: i64) -> Event;
    decide(point: Point) -> Decision;
    signal(n: Option<i64>) -> Signal;
    both(n: usize) -> (i64, String);
    table(n: Vec<i64>) -> BTreeMap<String, i64>;
    order(id: String, table: BTreeMap<String, i64>) -> Order;
    item(n: i64) -> Item;
    weigh(kilos: f64) -> f64;
    charge(amount: i64) -> Result<i64, PayError>;
    publish(line: String) -> Result<(), PayError>;
    fetch(n: i64) -> Result<Vec<i64>, PayError>;
    seek(n: i64) -> Result<Option<i64>, PayError>;
    process(order: Order) -> Result<Order, OrderError>;
    check(item: Item, event: Event) -> Result<String, OrderError>;
    risky(n: i64) -> Result<i64, AnyError>;
    child(n: i64) -> Result<i64, PayError>;
    nested(n: i64, of: String) -> Result<i64, PayError>;
    approve(order: Order) -> Result<bool, PayError>;
    ask(question: Ask) -> Result<Amount, OrderError>;
    announce(news: News) -> Json;
    labour(pair: Pair) -> Result<i64, AnyError>;
    look_up(id: i64, note: Option<String>) -> Result<Draft, PayError>;
    post(draft: Draft, amount: Amount) -> Result<Json, AnyError>;
    draft(extra: Json) -> Draft;
    price(of: String) -> Amount;
    split(n: i64) -> Pair;
}

/// The types that have a name.
pub fn named() -> Vec<Type> {
    vec![
        Item::describe(),
        Point::describe(),
        Order::describe(),
        Id::describe(),
        Status::describe(),
        Event::describe(),
        Decision::describe(),
        Signal::describe(),
        Pair::describe(),
        Draft::describe(),
        Draft::describe(),
        Amount::describe(),
    ]
}

/// The types of errors.
pub fn errors() -> Vec<Type> {
    vec![PayError::describe(), OrderError::describe(), AnyError::describe()]
}

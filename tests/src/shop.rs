//! A small shop: the types and tasks that the programs under `ui/` share.

use asl_dsl::prelude::*;

/// What a customer orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Order {
    /// Its number.
    pub id: String,
    /// Who ordered.
    pub customer: Customer,
    /// What.
    pub items: Vec<Item>,
    /// A rebate.
    pub coupon: Option<String>,
    /// How many parcels.
    pub parcels: u64,
    /// In kilograms.
    pub weight: f64,
    /// How far it is.
    pub status: Status,
}

/// Who orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Customer {
    /// Where to write to.
    pub email: String,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Item {
    /// What it is.
    pub sku: String,
    /// In cents.
    pub price: u64,
    /// How many.
    pub quantity: u64,
}

/// How far an order is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub enum Status {
    /// Not yet paid.
    Open,
    /// Paid.
    Paid {
        /// In cents.
        cents: u64,
    },
    /// On its way.
    Shipped(String),
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub struct Payment {
    /// Its number.
    pub id: String,
    /// In cents.
    pub cents: u64,
}

/// Why a payment fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
pub enum PayError {
    /// By the bank.
    Declined {
        /// In its words.
        reason: String,
    },
    /// Not now.
    Down,
}

/// Charges the card.
#[task(lambda = "charge")]
pub async fn charge(order: Order) -> Result<Payment, PayError>;

/// Reserves one line.
#[task(lambda = "reserve")]
pub async fn reserve(item: Item) -> Result<String, PayError>;

/// Counts what is in stock.
#[task(lambda = "stock")]
pub async fn stock(sku: String) -> u64;

/// Writes to a customer.
#[task(lambda = "notify")]
pub async fn notify(email: String, text: String);

//! An order from cart to parcels: the whole language in one workflow.
//!
//! Charges the card (with retries, and a declined card as an ordinary `match`), waits while the payment is in review, reserves
//! every item in parallel, and thanks the customer while the loyalty points are being added.
//!
//! ```text
//! cargo run --example order_fulfilment
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Order {
    order_id: String,
    customer: Customer,
    items: Vec<Item>,
    coupon: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Customer {
    email: String,
    name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Item {
    sku: String,
    unit_price_cents: u64,
    quantity: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct ChargeRequest {
    order_id: String,
    email: String,
    amount_cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Payment {
    payment_id: String,
    status: PaymentStatus,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum PaymentStatus {
    InReview,
    Captured,
    Refused,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Parcel {
    sku: String,
    tracking_code: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    order_id: String,
    payment_id: String,
    total_cents: u64,
    parcels: Vec<Parcel>,
    message: String,
}

/// Also what the payment service's Lambda functions return: the names travel as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum PayError {
    CardDeclined { reason: String },
    Throttled,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OrderError {
    EmptyOrder,
    PaymentFailed { reason: String },
    OutOfStock { sku: String },
}

#[task(lambda = "charge-card")]
async fn charge_card(request: ChargeRequest) -> Result<Payment, PayError>;

#[task(lambda = "payment-status")]
async fn payment_status(payment_id: &str) -> PaymentStatus;

#[task(lambda = "reserve-item")]
async fn reserve_item(item: Item) -> Result<Parcel, OrderError>;

#[task(lambda = "add-loyalty-points")]
async fn add_loyalty_points(email: &str, points: u64) -> u64;

#[task(lambda = "send-email")]
async fn send_email(to: &str, text: String);

#[workflow]
async fn order_fulfilment(order: Order) -> Result<Receipt, OrderError> {
    if order.items.is_empty() {
        return Err(OrderError::EmptyOrder);
    }
    let subtotal = order.items.iter().map(|item| item.unit_price_cents * item.quantity).sum::<u64>();
    let discount = if order.coupon.is_some() { subtotal / 10 } else { 0 };
    let total = subtotal - discount;

    let payment = match charge_card(ChargeRequest {
        order_id: order.order_id.clone(),
        email: order.customer.email.clone(),
        amount_cents: total,
    })
    .retry(Retry::on_error(PayError::Throttled).every(Duration::from_secs(5)).max(5))
    .await
    {
        Ok(payment) => payment,
        Err(PayError::CardDeclined { reason }) => return Err(OrderError::PaymentFailed { reason }),
        Err(PayError::Throttled) => return Err(OrderError::PaymentFailed { reason: "try again later".to_string() }),
    };

    let mut status = payment.status;
    while status == PaymentStatus::InReview {
        sleep(Duration::from_secs(30)).await;
        status = payment_status(&payment.payment_id).await;
    }
    if status == PaymentStatus::Refused {
        return Err(OrderError::PaymentFailed { reason: "refused after review".to_string() });
    }

    let parcels = map_each(order.items, 5, |item| async move { reserve_item(item).await }).await?;
    let (points, _) = join!(
        add_loyalty_points(&order.customer.email, total / 100),
        send_email(&order.customer.email, format!("Your order {} is on its way.", order.order_id)),
    )
    .await;
    Ok(Receipt {
        order_id: order.order_id,
        payment_id: payment.payment_id,
        total_cents: total,
        parcels,
        message: format!("Thank you, {}! You have {} points now.", order.customer.name, points),
    })
}

fn main() -> std::process::ExitCode {
    asl_examples::run(order_fulfilment::definition())
}

#[cfg(test)]
#[path = "tests/order_fulfilment_builder.rs"]
mod builder;

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
#[path = "tests/scenarios/order_fulfilment_builder.rs"]
mod builder;

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Machine, Mocks, equivalent};
    use asl_tests::same_by_hand;

    fn order() -> Order {
        let item = |sku: &str, unit_price_cents, quantity| Item { sku: sku.to_string(), unit_price_cents, quantity };
        Order {
            order_id: "o-17".to_string(),
            customer: Customer { email: "ada@example.com".to_string(), name: "Ada".to_string() },
            items: vec![item("tea", 450, 2), item("pot", 2_100, 1)],
            coupon: Some("WELCOME".to_string()),
        }
    }

    fn payment(status: PaymentStatus) -> Result<Payment, PayError> {
        Ok(Payment { payment_id: "p-1".to_string(), status })
    }

    fn declined(reason: &str) -> Result<Payment, PayError> {
        Err(PayError::CardDeclined { reason: reason.to_string() })
    }

    /// A shop in which everything works at once; each test says what goes otherwise.
    fn smooth(mocks: &mut Mocks<'_>) {
        mocks
            .on(charge_card, |_: ChargeRequest| payment(PaymentStatus::Captured))
            .on(reserve_item, |item: Item| Ok(Parcel { tracking_code: format!("T-{}", item.sku), sku: item.sku }))
            .on(add_loyalty_points, |_email: String, points: u64| 100 + points)
            .on(send_email, |_to: String, _text: String| ());
    }

    fn shop() -> Machine<'static> {
        Machine::new(order_fulfilment::definition().unwrap()).with(smooth)
    }

    fn payment_failed(reason: &str) -> Result<Receipt, OrderError> {
        Err(OrderError::PaymentFailed { reason: reason.to_string() })
    }

    #[test]
    fn a_smooth_order() {
        let run = shop()
            .on(charge_card, |request: ChargeRequest| {
                assert_eq!(request.amount_cents, 2_700, "3,000 less a tenth");
                payment(PaymentStatus::Captured)
            })
            .run(&order());
        let receipt = run.returned(order_fulfilment).unwrap();
        assert_eq!(receipt.message, "Thank you, Ada! You have 127 points now.");
        assert_eq!(receipt.parcels[1].tracking_code, "T-pot");
        assert_eq!(run.duration(), Duration::ZERO);
    }

    #[test]
    fn an_order_needs_items() {
        let run = shop().run(&Order { items: vec![], ..order() });
        assert_eq!(run.returned(order_fulfilment), Err(OrderError::EmptyOrder));
        assert_eq!(run.path(), ["If order.items.is_empty()", "Fail EmptyOrder"]);
    }

    #[test]
    fn a_declined_card_ends_the_order() {
        let run = shop().on(charge_card, |_: ChargeRequest| declined("expired")).run(&order());
        assert_eq!(run.returned(order_fulfilment), payment_failed("expired"));
        assert_eq!(run.path(), ["If order.items.is_empty()", "Charge card", "Fail PaymentFailed"]);
    }

    #[test]
    fn a_throttled_payment_is_retried() {
        let throttled = || Err(PayError::Throttled);
        let answers = [throttled(), throttled(), throttled(), payment(PaymentStatus::Captured)];
        let run = shop().answers(charge_card, answers).run(&order());
        assert!(run.returned(order_fulfilment).is_ok());
        assert_eq!(run.duration(), Duration::from_secs(5 + 10 + 20));
        run.assert_no_leftovers();
    }

    #[test]
    fn a_payment_in_review_is_waited_for() {
        let run = shop()
            .on(charge_card, |_: ChargeRequest| payment(PaymentStatus::InReview))
            .answers(payment_status, [PaymentStatus::InReview, PaymentStatus::InReview, PaymentStatus::Refused])
            .run(&order());
        assert_eq!(run.returned(order_fulfilment), payment_failed("refused after review"));
        assert_eq!(run.duration(), Duration::from_secs(90));
        run.assert_no_leftovers();
    }

    #[test]
    fn an_item_out_of_stock_fails_the_order() {
        let run = shop().on(reserve_item, |item: Item| Err(OrderError::OutOfStock { sku: item.sku })).run(&order());
        assert_eq!(run.returned(order_fulfilment), Err(OrderError::OutOfStock { sku: "tea".to_string() }));
        assert!(!run.path().contains(&"Send email"));
    }

    #[test]
    fn function_machine_and_the_machine_by_hand_do_the_same() {
        let orders = [order(), Order { items: vec![], ..order() }, Order { coupon: None, ..order() }];
        let review = |mocks: &mut Mocks<'_>| {
            smooth(mocks);
            mocks
                .on(charge_card, |request: ChargeRequest| match request.amount_cents {
                    3_000 => declined("limit"),
                    _ => payment(PaymentStatus::InReview),
                })
                .answers(payment_status, [PaymentStatus::InReview, PaymentStatus::Captured]);
        };
        equivalent(order_fulfilment, &orders, smooth);
        equivalent(order_fulfilment, &orders, review);
        same_by_hand(order_fulfilment::definition(), &orders, smooth);
        same_by_hand(order_fulfilment::definition(), &orders, review);
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(order_fulfilment::definition(), |deployment| deployment);
    }
}

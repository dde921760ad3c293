//! Options of calls: retry, time-out, heartbeat, name, role; constants and expressions of constants.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

const ROLE: &str = "arn:aws:iam::123456789012:role/other";
const LIMIT: Duration = Duration::from_secs(60);

#[workflow(name = "orders", comment = "Charges", timeout = "1h 30m", machine = "${OrdersArn}")]
async fn process_order(order: Order) -> Result<String, PayError> {
    #[name("Pay with the card")]
    let payment = charge(order.clone())
        .retry([Retry::on(["Down"]).max(2), Retry::on(["States.Timeout"]).max(1)])
        .timeout(LIMIT * 2)
        .heartbeat(Duration::from_secs(20))
        .credentials(ROLE)
        .await?;
    #[name("Tell the customer")]
    notify(order.customer.email, payment.id.clone()).await;
    let units = stock(payment.id.clone()).named("Count").await;
    Ok(format!("{units} {}", payment.id))
}

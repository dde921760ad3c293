//! Errors: `?`, matched, turned into others, returned from anywhere.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OrderError {
    Empty,
    #[error(transparent)]
    Pay(PayError),
    Refused {
        reason: String,
    },
}

#[workflow]
async fn process_order(order: Order) -> Result<String, OrderError> {
    if order.items.is_empty() {
        return Err(OrderError::Empty);
    }
    let payment = match charge(order.clone()).await {
        Ok(payment) => payment,
        Err(PayError::Declined { reason }) => return Err(OrderError::Refused { reason }),
        Err(PayError::Down) => charge(order.clone()).retry(Retry::on(["Down"]).max(2)).await?,
    };
    if let Err(error) = reserve(Item { sku: payment.id.clone(), price: 1, quantity: 1 }).await {
        notify(order.customer.email, "nothing reserved".to_string()).await;
        return Err(OrderError::Pay(error));
    }
    Ok(payment.id)
}

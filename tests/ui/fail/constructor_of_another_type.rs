use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OrderError {
    #[error(transparent)]
    Pay(PayError),
    #[error(transparent)]
    Stock(StockError),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum StockError {
    Gone,
}

#[workflow]
async fn process_order(order: Order) -> Result<String, OrderError> {
    Ok(charge(order).await.map_err(OrderError::Stock)?.id)
}

fn main() {}

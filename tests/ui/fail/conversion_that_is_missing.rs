use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OtherError {
    Broken,
}

#[workflow]
async fn process_order(order: Order) -> Result<String, OtherError> {
    let payment = charge(order).await?;
    Ok(payment.id)
}

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

macro_rules! workflow_of {
    ($name:ident, $task:ident) => {
        #[workflow]
        async fn $name(order: Order) -> Result<String, PayError> {
            let payment = $task(order).await?;
            Ok(payment.nubmer)
        }
    };
}

workflow_of!(process_order, charge);

fn main() {}

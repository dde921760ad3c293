use asl_dsl::prelude::*;
use asl_tests::shop::*;

struct Shop;

impl Shop {
    #[workflow]
    async fn process_order(&self, order: Order) -> Result<String, PayError> {
        Ok(charge(order).await?.id)
    }
}

fn main() {}

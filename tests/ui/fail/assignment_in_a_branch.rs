use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let mut units = 0;
    let (payment, _) = join!(charge(order.clone()), async {
        units = stock(order.id.clone()).await;
    })
    .await;
    Ok(format!("{} {units}", payment?.id))
}

fn main() {}

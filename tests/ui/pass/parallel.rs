//! `join!` and `try_join!` with calls and blocks; `map_each` with an inner `?`.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(order: Order) -> Result<String, PayError> {
    let (units, payment) = join!(stock(order.id.clone()), async {
        sleep(Duration::from_secs(5)).await;
        charge(order.clone()).await
    })
    .named("Stock and payment")
    .await;
    let payment = payment?;
    let (first, second) = try_join!(charge(order.clone()), async move {
        let units = units + 1;
        Ok(format!("{units}"))
    })
    .await?;
    let parcels = map_each(order.items.clone(), 5, |item| async move {
        if item.quantity == 0 {
            return Ok("nothing".to_string());
        }
        let sku = item.sku.clone();
        let parcel = reserve(item).retry(Retry::on(["Down"])).await?;
        Ok(format!("{sku} {parcel}"))
    })
    .await?;
    Ok(format!("{} {} {second} {}", payment.id, first.id, parcels.join(", ")))
}

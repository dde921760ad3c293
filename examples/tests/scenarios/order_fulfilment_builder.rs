//! The same order workflow, told to the builder step by step: it gives the same bytes.

use super::*;
use asl_dsl::Definition;
use asl_dsl::builder::{Builder, Steps};
use asl_dsl::expr;

fn built() -> Result<Definition, asl_dsl::Report> {
    Builder::new("order_fulfilment").build::<Order, Receipt, OrderError>("order", |w, order| {
        w.when(expr!(order.items.is_empty()), |w| w.fail(expr!(OrderError::EmptyOrder)));
        let subtotal = w
            .bind("subtotal", expr!(order.items.iter().map(|item| item.unit_price_cents * item.quantity).sum::<u64>()));
        let discount = w.bind("discount", expr!(if order.coupon.is_some() { subtotal / 10 } else { 0 }));
        let total = w.bind("total", expr!(subtotal - discount));

        let payment = w
            .task(
                charge_card,
                expr!(ChargeRequest { order_id: order.order_id, email: order.customer.email, amount_cents: total }),
            )
            .retry(Retry::on_error(PayError::Throttled).every(Duration::from_secs(5)).max(5))
            .on_error(PayError::CARD_DECLINED, |w, (reason,)| w.fail(expr!(OrderError::PaymentFailed { reason })))
            .on_error(PayError::THROTTLED, |w, ()| {
                w.fail(expr!(OrderError::PaymentFailed { reason: "try again later".to_string() }))
            })
            .bind("payment");

        let status = w.bind("status", expr!(payment.status));
        w.repeat_while(expr!(status == PaymentStatus::InReview), |w| {
            w.wait(Duration::from_secs(30));
            let now = w.task(payment_status, expr!(&payment.payment_id)).bind("now");
            w.set(status, now);
        });
        w.when(expr!(status == PaymentStatus::Refused), |w| {
            w.fail(expr!(OrderError::PaymentFailed { reason: "refused after review".to_string() }))
        });

        let parcels = w
            .map("item", expr!(order.items), 5, |w, item| {
                let parcel = w.task(reserve_item, item).bind("parcel");
                w.done(parcel)
            })
            .bind("parcels");
        let both = w
            .parallel((
                |w: &mut Steps<OrderError>| {
                    w.task(add_loyalty_points, (expr!(&order.customer.email), expr!(total / 100))).bind("points")
                },
                |w: &mut Steps<OrderError>| {
                    let text = expr!(format!("Your order {} is on its way.", order.order_id));
                    w.task(send_email, (expr!(&order.customer.email), text)).run();
                },
            ))
            .bind("both");
        w.done(expr!(Receipt {
            order_id: order.order_id,
            payment_id: payment.payment_id,
            total_cents: total,
            parcels,
            message: format!("Thank you, {}! You have {} points now.", order.customer.name, both.0),
        }))
    })
}

#[test]
fn the_builder_and_the_macro_give_the_same_bytes() {
    let built = built().unwrap();
    let written = order_fulfilment::definition().unwrap();
    assert_eq!(built.to_json_string(), written.to_json_string());
}

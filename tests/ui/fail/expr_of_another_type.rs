use asl_dsl::builder::Builder;
use asl_dsl::prelude::*;
use asl_tests::shop::*;

fn main() {
    let limit = 3;
    let definition = Builder::new("orders").build::<Order, String, PayError>("order", |w, order| {
        let payment = w.task(charge, order).bind("payment");
        w.done(expr!(payment.cents + 1))
    });
    let _ = (definition, limit);
}

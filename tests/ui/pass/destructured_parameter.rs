//! A parameter taken apart where it is declared.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn process_order(Order { id, parcels, .. }: Order) -> String {
    format!("{id} {} {parcels}", stock(id.clone()).await)
}

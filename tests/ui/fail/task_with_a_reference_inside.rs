//! The parameter stays one: the call is not told of a missing parameter too.

use asl_dsl::prelude::*;

#[task(lambda = "announce")]
async fn announce(winner: Option<&str>) -> u64;

#[workflow]
async fn vote(winner: Option<String>) -> u64 {
    announce(winner.as_deref()).await
}

fn main() {}

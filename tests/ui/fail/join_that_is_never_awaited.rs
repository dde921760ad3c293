//! In other libraries `join!` awaits by itself.

use asl_dsl::prelude::*;

#[task(lambda = "count")]
async fn count(name: &str) -> u64;

#[workflow]
async fn both(left: String, right: String) -> u64 {
    let (a, b) = join!(count(&left), count(&right));
    a + b
}

fn main() {}

//! A body without any task: the machine only computes.

use asl_dsl::prelude::*;

#[workflow]
async fn double(n: u64) -> u64 {
    n * 2
}

#[workflow]
async fn nothing() {}

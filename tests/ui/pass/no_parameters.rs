//! A workflow without input and output.

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[workflow]
async fn tick() {
    notify("ops@example.com".to_string(), "tick".to_string()).await;
}

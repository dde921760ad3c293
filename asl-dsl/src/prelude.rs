//! What a file with workflows imports: `use asl_dsl::prelude::*;`.
//!
//! ```
//! use asl_dsl::prelude::*;
//!
//! #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
//! struct Order {
//!     id: String,
//! }
//! #[task(lambda = "ship")]
//! async fn ship(order: Order) -> String;
//!
//! let call = ship(Order { id: "o-1".to_owned() }).retry(Retry::lambda_defaults()).timeout(Duration::from_secs(60));
//! # let _ = call;
//! ```

pub use crate::{
    Failure, NativeRun, Retry, RetryPolicy, Shape, TaskToken, WorkflowError, expr, join, map_each, placeholder, sleep,
    sleep_until, task, try_join, workflow,
};
pub use serde::{Deserialize, Serialize};
pub use std::time::Duration;

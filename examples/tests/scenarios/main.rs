//! The tests inside the examples, and each example's definition, template and diagram as snapshots.

#![expect(dead_code, reason = "`main` is for `cargo run --example`")]

#[path = "../../account_opening.rs"]
mod account_opening;
#[path = "../../batch_job.rs"]
mod batch_job;
#[path = "../../expense_approval.rs"]
mod expense_approval;
#[path = "../../hyperparameter_tuning.rs"]
mod hyperparameter_tuning;
#[path = "../../invoke_lambda.rs"]
mod invoke_lambda;
#[path = "../../model_training.rs"]
mod model_training;
#[path = "../../order_fulfilment.rs"]
mod order_fulfilment;
#[path = "../../release_pipeline.rs"]
mod release_pipeline;
#[path = "../../s3_transform.rs"]
mod s3_transform;
#[path = "../../trip_booking.rs"]
mod trip_booking;
#[path = "../../warehouse_load.rs"]
mod warehouse_load;

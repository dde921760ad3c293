//! What lowered expressions mean, decided by an engine that is not ours.

mod accepted;
mod build;
mod engine;
mod oracle;
mod programs;
mod table;

use engine::evaluate_payload;

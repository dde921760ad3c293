use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
struct PayError {
    reason: String,
}

fn main() {}

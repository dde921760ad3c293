use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    CardDeclined(String),
}

fn main() {}

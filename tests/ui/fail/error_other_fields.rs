use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    #[error(other)]
    Other(String),
}

fn main() {}

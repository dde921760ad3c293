use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    #[error(name = "States.ALL")]
    Any,
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    Throttled,
    #[error(name = "Throttled")]
    Busy,
}

fn main() {}

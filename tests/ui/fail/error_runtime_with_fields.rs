use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    #[error(name = "States.Timeout")]
    TimedOut { cause: String },
}

fn main() {}

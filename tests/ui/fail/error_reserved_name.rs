use asl_dsl::prelude::*;

#[derive(Debug, WorkflowError)]
enum PayError {
    #[error(name = "States.Timout")]
    TimedOut,
}

fn main() {}

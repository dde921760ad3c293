use asl_dsl::prelude::*;

#[derive(Debug)]
enum StockError {
    SoldOut,
}
#[derive(Debug, WorkflowError)]
enum PayError {
    #[error(transparent)]
    Stock(StockError),
}

fn main() {}

use asl_dsl::prelude::*;

#[task(resource = "arn:aws:states:::sqs:sendMessage", callback)]
async fn ask(order: String) -> String;

fn main() {}

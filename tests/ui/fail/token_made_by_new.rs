//! One error, not what rustc says of a function that doesn't exist as well.

use asl_dsl::prelude::*;

#[derive(Clone, Serialize, Deserialize, Shape)]
struct Question {
    token: TaskToken,
}

#[task(lambda = "ask", callback)]
async fn ask(question: Question) -> bool;

#[workflow]
async fn approval() -> bool {
    ask(Question { token: TaskToken::new() }).await
}

fn main() {}

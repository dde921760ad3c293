use asl_dsl::prelude::*;

#[task(lambda = "tell")]
async fn tell(topic: String) -> String;

#[workflow]
async fn announce() -> String {
    tell(placeholder!("topic-arn")).await
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize)]
struct Request {
    cents: u64,
}
#[task(lambda = "charge-card")]
async fn charge(request: Request) -> String;

fn main() {}

use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, Serialize, Deserialize)]
struct Extra {
    note: String,
}

#[workflow]
async fn process_order(extra: Extra) -> Result<String, PayError> {
    Ok(stock(extra.note).await.to_string())
}

fn main() {}

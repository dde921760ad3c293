use asl_dsl::prelude::*;
use asl_tests::shop::*;

#[derive(Clone, PartialEq, PartialOrd, Serialize, Deserialize, Shape)]
struct Price {
    cents: u64,
}

#[derive(Clone, Serialize, Deserialize, Shape)]
struct Priced {
    first: Price,
    second: Price,
}

#[workflow]
async fn process_order(order: Priced) -> Result<String, PayError> {
    if order.first < order.second {
        return Ok(String::new());
    }
    Ok(format!("{} units", stock("a".to_string()).await))
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize)]
struct Item {
    sku: String,
}
#[derive(Serialize, Deserialize, Shape)]
struct Order {
    items: Vec<Item>,
}

fn main() {}

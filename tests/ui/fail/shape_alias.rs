use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize, Shape)]
struct Order {
    #[serde(alias = "orderId")]
    id: String,
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize, Shape)]
struct Order {
    #[serde(rename(serialize = "orderId", deserialize = "id"))]
    order_id: String,
}

fn main() {}

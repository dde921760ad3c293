use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize)]
struct Customer {
    email: String,
}
#[derive(Serialize, Deserialize, Shape)]
struct Order {
    customer: Customer,
}

fn main() {}

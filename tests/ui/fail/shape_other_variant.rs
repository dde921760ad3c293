use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize, Shape)]
enum Status {
    Open,
    #[serde(other)]
    Unknown,
}

fn main() {}

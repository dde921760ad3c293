use asl_dsl::prelude::*;

use std::collections::BTreeMap;
#[derive(Serialize, Deserialize, Shape)]
struct Stock {
    by_id: BTreeMap<u32, u32>,
}

fn main() {}

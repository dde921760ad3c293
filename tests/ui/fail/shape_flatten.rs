use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize, Shape)]
struct Page {
    number: u32,
}
#[derive(Serialize, Deserialize, Shape)]
struct Search {
    term: String,
    #[serde(flatten)]
    page: Page,
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize, Shape)]
struct Order {
    #[serde(with = "as_text")]
    cents: u64,
}
mod as_text {
    pub fn serialize<S: serde::Serializer>(n: &u64, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&n.to_string())
    }
    pub fn deserialize<'de, D: serde::Deserializer<'de>>(_: D) -> Result<u64, D::Error> {
        Ok(0)
    }
}

fn main() {}

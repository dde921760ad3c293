use asl_dsl::prelude::*;

#[derive(Clone, Serialize, Deserialize, Shape)]
#[serde(into = "String")]
struct Money(u64);
impl From<Money> for String {
    fn from(money: Money) -> String {
        money.0.to_string()
    }
}

fn main() {}

use asl_dsl::prelude::*;

#[derive(Serialize, Deserialize)]
struct Payment {
    id: String,
}
#[derive(WorkflowError)]
enum PayError {
    Declined,
}
#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> Result<Payment, PayError>;

fn main() {}

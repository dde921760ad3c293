use asl_dsl::prelude::*;

fn charge(cents: u64) -> String {
    cents.to_string()
}

fn main() {
    NativeRun::new().handle(charge, |cents: u64| cents.to_string());
}

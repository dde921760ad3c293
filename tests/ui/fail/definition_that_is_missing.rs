const DEFINITION: &str = asl_dsl::include_asl!("definitions/nowhere.asl.json");

fn main() {
    println!("{DEFINITION}");
}

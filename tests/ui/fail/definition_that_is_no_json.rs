const DEFINITION: &str = asl_dsl::include_asl!("definitions/not_json.asl.json");

fn main() {
    println!("{DEFINITION}");
}

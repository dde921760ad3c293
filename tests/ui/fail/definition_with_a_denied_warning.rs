const DEFINITION: &str = asl_dsl::include_asl!("definitions/unused_variable.asl.json", deny = ["warnings"]);

fn main() {
    println!("{DEFINITION}");
}

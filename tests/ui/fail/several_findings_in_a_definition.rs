const DEFINITION: &str = asl_dsl::include_asl!("definitions/two_findings.asl.json");

fn main() {
    println!("{DEFINITION}");
}

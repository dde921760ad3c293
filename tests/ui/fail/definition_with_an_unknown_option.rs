const DEFINITION: &str = asl_dsl::include_asl!("definitions/good.asl.json", denny = ["ASL327"]);

fn main() {
    println!("{DEFINITION}");
}

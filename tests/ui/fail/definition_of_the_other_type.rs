const DEFINITION: &str = asl_dsl::include_asl!("definitions/good.asl.json", type = "express");

fn main() {
    println!("{DEFINITION}");
}

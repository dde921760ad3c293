const DEFINITION: &str = asl_dsl::include_asl!("definitions/good.asl.json", allow = ["unreachable-stat"]);

fn main() {
    println!("{DEFINITION}");
}

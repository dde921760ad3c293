//! Definitions in files, checked while this is compiled.

/// The text that is included is the file's, byte for byte.
#[test]
fn the_value_is_the_text_of_the_file() {
    const PLAIN: &str = asl_dsl::include_asl!("../fail/definitions/good.asl.json");
    assert_eq!(PLAIN, include_str!("../fail/definitions/good.asl.json"));

    // It is an expression wherever one may stand.
    let report = asl_schema::check_str(asl_dsl::include_asl!("../fail/definitions/good.asl.json"), &Default::default());
    assert!(!report.has_errors());
}

#[test]
fn options_say_what_counts() {
    const UNUSED: &str = asl_dsl::include_asl!("../fail/definitions/unused_variable.asl.json");
    const DENIED: &str = asl_dsl::include_asl!(
        "../fail/definitions/unused_variable.asl.json",
        type = "EXPRESS",
        deny = ["warnings", "undefined-variable"],
        allow = ["ASL327"],
    );
    assert_eq!(UNUSED, DENIED);

    const BROKEN: &str =
        asl_dsl::include_asl!("../fail/definitions/two_findings.asl.json", allow = ["missing-target", "ASL112"],);
    assert!(BROKEN.contains("Refnd"));
}

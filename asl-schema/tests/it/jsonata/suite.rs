//! JSONata's own suite, where it is at hand: what it evaluates parses, what it refuses is refused with its code.

use std::path::Path;

use asl_schema::jsonata::parse;
use serde_json::Value;

/// Name, expression and expected error of each case; nothing where the suite is not.
pub(crate) fn cases() -> Vec<(String, String, Option<String>)> {
    let groups = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/jsonata/groups");
    let mut cases = Vec::new();
    let files = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    for file in files(&groups).flat_map(|group| files(&group)) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let content: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for case in content.as_array().map_or(std::slice::from_ref(&content), Vec::as_slice) {
            let beside = case["expr-file"].as_str().map(|name| std::fs::read_to_string(file.with_file_name(name)));
            let text = case["expr"].as_str().map(str::to_owned).or(beside.and_then(Result::ok));
            let code = case["code"].as_str().filter(|code| code.starts_with('S')).map(str::to_owned);
            cases.extend(text.map(|text| (file.display().to_string(), text, code)));
        }
    }
    cases
}

#[test]
fn every_case_is_as_it_should_be() {
    for (name, text, code) in cases() {
        let found = parse(&text).err().map(|error| error.code.unwrap_or_default().to_owned());
        assert_eq!(found, code, "{name}: {text}");
    }
}

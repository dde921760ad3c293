//! The tables of integrations against the facts they were written from, and against definitions of others, where those are at hand.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use std::path::{Path, PathBuf};

use asl_schema::resource::{Coverage, Integration, Pattern, Resource};
use serde_json::Value;

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(name);
    path.exists().then_some(path)
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).ok()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn every_recorded_form_parses_and_there_is_no_other() {
    let Some(path) = shared("facts/optimized-integrations.json") else { return };
    let facts = json(&path).unwrap();
    let integrations = facts["integrations"].as_object().unwrap();
    assert_eq!(Integration::all().count(), integrations.len());
    let mut forms = 0;
    for (name, fact) in integrations {
        let base = fact["resource"].as_str().unwrap();
        let recorded = fact["patterns"].as_object().unwrap();
        let offered = Resource::parse(base).unwrap();
        for pattern in Pattern::ALL {
            let key = match pattern.suffix().strip_prefix('.') {
                None => "requestResponse",
                Some(suffix) => suffix,
            };
            assert_eq!(offered.offers(pattern), recorded.contains_key(key), "{name} {pattern}");
            let text = format!("{base}{}", pattern.suffix());
            let Some(machines) = recorded.get(key) else {
                // Refused, or doubtful where the service is documented to have it.
                assert!(Resource::parse(&text).map_or(true, |resource| resource.doubt().is_some()), "{text}");
                continue;
            };
            let resource = Resource::parse(&text).unwrap();
            assert_eq!((resource.pattern(), resource.doubt()), (Some(pattern), None), "{text}");
            assert_eq!(resource.allowed_in_express(), machines["express"] == true, "{text}");
            forms += 1;
        }
    }
    assert_eq!(forms, 106);
}

/// Names are those of the facts; a required one is missing here only where the SDK fills it in.
#[test]
fn parameters_are_those_recorded() {
    let Some(path) = shared("facts/optimized-integrations.json") else { return };
    let facts = json(&path).unwrap();
    for integration in Integration::all() {
        let name = format!("{}:{}", integration.service, integration.action);
        let fact = &facts["integrations"][&name];
        let mut expected = words(&fact["parameters"]);
        expected.sort_unstable();
        let parameters = integration.parameters();
        assert_eq!(parameters.names().collect::<Vec<_>>(), expected, "{name}");
        let required: Vec<_> = parameters.required().collect();
        for must in words(&fact["required"]) {
            assert!(required.contains(&must) || must == "ClientToken", "{name} needs {must}");
        }
        assert!(required.iter().all(|must| words(&fact["required"]).contains(must)), "{name}");
        let basis = fact["parametersBasis"].as_str().unwrap();
        assert_eq!(parameters.coverage() == Coverage::Superset, basis.starts_with("sdk-superset"), "{name}");
    }
}

/// AWS has services that the documentation says have a pattern; no action has one that its service does not.
#[test]
fn no_action_offers_more_than_its_service() {
    let Some(path) = shared("facts/optimized-integrations.json") else { return };
    let facts = json(&path).unwrap();
    for (service, patterns) in facts["meta"]["serviceLevelTable"].as_object().unwrap() {
        let patterns = words(patterns);
        for integration in Integration::of_service(service) {
            for pattern in integration.patterns().iter().filter(|pattern| *pattern != Pattern::RequestResponse) {
                let key = pattern.suffix().trim_start_matches('.').trim_end_matches(":2");
                assert!(patterns.contains(&key), "{service}:{} {pattern}", integration.action);
            }
        }
    }
}

/// Every `Resource` of a Task in a definition.
fn resources<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(fields) => {
            if fields.get("Type").is_some_and(|kind| kind == "Task") {
                found.extend(fields.get("Resource").and_then(Value::as_str));
            }
            fields.values().for_each(|value| resources(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| resources(value, found)),
        _ => {}
    }
}

#[test]
fn nothing_is_said_of_what_is_valid_and_something_of_what_was_refused() {
    let Some(index) = shared("conformance/definitions.jsonl") else { return };
    let (mut valid, mut refused) = (0, 0);
    for line in std::fs::read_to_string(&index).unwrap().lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let (name, file) = (entry["name"].as_str().unwrap(), entry["file"].as_str().unwrap());
        let Some(definition) = json(&index.with_file_name(file)) else { continue };
        let mut found = Vec::new();
        resources(&definition, &mut found);
        if entry["expected"] == "valid" {
            for text in found {
                let resource = Resource::parse(text).unwrap_or_else(|error| panic!("{name}: {text}: {error}"));
                assert_eq!(resource.doubt(), None, "{name}: {text}");
                valid += 1;
            }
        } else if ["re-unsupported-sdk-service", "ls-aws-dynamodb-query", "re-bare-resource-name"].contains(&name) {
            assert!(found.iter().any(|text| Resource::parse(text).is_err()), "{name}: {found:?}");
            refused += 1;
        }
    }
    assert!(valid > 400, "{valid}");
    assert_eq!(refused, 3);
}

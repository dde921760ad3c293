//! Maps, and what they read and write.

use super::*;

#[test]
fn maps() {
    let inline = json!({ "StartAt": "I", "States": { "I": { "Type": "Succeed" } } });
    let reader = |config: Value| {
        let parameters = json!({ "Bucket": "b", "Key.$": "$.k" });
        map(
            json!({ "ItemReader": { "Resource": "arn:aws-cn:states:::s3:getObject", "ReaderConfig": config, "Parameters": parameters } }),
        )
    };
    assert_all(vec![
        (
            "a processor under both names",
            map(json!({ "Iterator": { "StartAt": "J", "States": { "J": { "Type": "Succeed" } } } })),
            vec!["ASL111 /States/A/Iterator"],
        ),
        ("the old names", state(json!({ "Type": "Map", "Iterator": inline, "Parameters": { "a": 1 } })), vec![]),
        ("both selectors", map(json!({ "ItemSelector": {}, "Parameters": {} })), vec!["ASL111 /States/A/Parameters"]),
        ("items of any JSON", map(json!({ "QueryLanguage": "JSONata", "Items": { "a": 1 } })), vec![]),
        (
            "a batcher in an inline Map",
            map(json!({ "ItemProcessor": inline, "ItemBatcher": { "MaxItemsPerBatch": 1 }, "Label": "x" })),
            vec!["ASL413? /States/A/ItemBatcher", "ASL413? /States/A/Label"],
        ),
        (
            "tolerated failures in an inline Map",
            map(json!({ "ItemProcessor": inline, "ToleratedFailureCount": 1 })),
            vec![],
        ),
        (
            "no processor to speak of",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Map", "ItemProcessor": 1, "Label": "x", "End": true } } }),
            vec!["ASL109 /States/A/ItemProcessor"],
        ),
        ("another partition", reader(json!({ "InputType": "JSON", "ItemsPointer": "/a" })), vec![]),
        (
            "options that contradict",
            reader(json!({ "InputType": "JSONL", "CSVDelimiter": "TAB", "ItemsPointer": "/a" })),
            vec![
                "ASL417? /States/A/ItemReader/ReaderConfig/CSVDelimiter",
                "ASL417? /States/A/ItemReader/ReaderConfig/ItemsPointer",
            ],
        ),
        (
            "an inventory",
            reader(json!({ "ManifestType": "S3_INVENTORY", "InputType": "CSV" })),
            vec!["ASL417? /States/A/ItemReader/ReaderConfig/InputType"],
        ),
        (
            "loading without a type",
            reader(json!({ "Transformation": "LOAD_AND_FLATTEN" })),
            vec![
                "ASL417? /States/A/ItemReader/ReaderConfig/Transformation",
                "ASL417? /States/A/ItemReader/ReaderConfig/Transformation",
            ],
        ),
        (
            "a writer of a form only",
            map(json!({ "ResultWriter": { "WriterConfig": { "Transformation": "FLATTEN", "OutputType": "JSONL" } } })),
            vec![],
        ),
        (
            "a JSONPath writer in JSONata",
            map(
                json!({ "QueryLanguage": "JSONata", "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": {} } }),
            ),
            vec!["ASL107 /States/A/ResultWriter/Parameters"],
        ),
    ]);
}

#[test]
fn readers_and_writers() {
    let listing = |config: Value| {
        map(
            json!({ "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": config, "Parameters": { "Bucket": "b" } } }),
        )
    };
    let writer = |writer: Value| map(json!({ "ResultWriter": writer }));
    let config = "ASL417? /States/A/ItemReader/ReaderConfig";
    let cases = [
        ("a listing", listing(json!({})), vec![]),
        (
            "a listing that is loaded",
            listing(json!({ "Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON" })),
            vec![],
        ),
        ("a listing of a type", listing(json!({ "InputType": "JSON" })), vec![format!("{config}/InputType")]),
        (
            "a type that does not exist",
            listing(json!({ "InputType": "XML" })),
            vec!["ASL110 /States/A/ItemReader/ReaderConfig/InputType".to_owned(), format!("{config}/InputType")],
        ),
        (
            "half a form",
            writer(json!({ "WriterConfig": { "OutputType": "JSON" } })),
            vec!["ASL419? /States/A/ResultWriter/WriterConfig".to_owned()],
        ),
        (
            "another place",
            writer(json!({ "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {} })),
            vec!["ASL421? /States/A/ResultWriter/Resource".to_owned()],
        ),
        (
            "a place without a bucket",
            writer(json!({ "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Prefix": "x" } })),
            vec!["ASL421? /States/A/ResultWriter/Parameters".to_owned()],
        ),
        (
            "a computed request",
            map(
                json!({ "QueryLanguage": "JSONata", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Arguments": "{% $states.input %}" } }),
            ),
            vec![],
        ),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
}

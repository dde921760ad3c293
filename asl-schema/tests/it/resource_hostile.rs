//! Any text has an answer, with a place inside it, in time that grows with its length.

use asl_schema::resource::{Integration, Pattern, Resource};
use proptest::prelude::*;

/// Pieces of ARNs, right and wrong, and what stands between them.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "arn",
        "aws",
        "aws-cn",
        "states",
        "lambda",
        "",
        "us-east-1",
        "123456789012",
        "function",
        "activity",
        "aws-sdk",
        "s3",
        "getObject",
        "dynamodb",
        "PutItem",
        "putItem",
        "put-item",
        "invoke",
        "http",
        "sfn",
        "events",
        "${A::B}",
        "${",
        "}",
        "é",
        "\u{0}",
        " ",
        "ec2",
        "stateMachine",
        "$LATEST",
        "2x",
    ]);
    let marks = prop::sample::select(vec![":", ":", ":", ":::", ".sync", ".sync:2", ".waitForTaskToken", ".", ""]);
    prop::collection::vec((words, marks), 0..12)
        .prop_map(|parts| parts.into_iter().map(|(word, mark)| format!("{word}{mark}")).collect())
}

fn check(text: &str) {
    let problem = match Resource::parse(text) {
        Ok(resource) => {
            let _ = (resource.parameters(), resource.result_fields(), resource.error_prefix());
            resource.doubt()
        }
        Err(error) => Some(error),
    };
    let Some(problem) = problem else { return };
    let marked = text.get(problem.span.clone());
    assert!(marked.is_some(), "{problem:?} is not in {text:?}");
    if let Some(suggestion) = problem.suggestion {
        assert_eq!(marked, Some(suggestion.found.as_str()));
        assert_ne!(suggestion.found, suggestion.replacement);
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_pieces_of_arns(text in pieces()) {
        check(&text);
        check(&format!("arn:aws:states:::{text}"));
    }

    /// One letter that is wrong in the name of an integration is found, unless it makes another.
    #[test]
    fn a_letter_too_many_is_found(index in 0..64_usize, at in 0..12_usize, letter in "[a-zA-Z0-9]") {
        let integration = Integration::all().nth(index).unwrap();
        let mut action = integration.action.to_owned();
        action.insert_str(at.min(action.len()), &letter);
        let text = format!("arn:aws:states:::{}:{action}", integration.service);
        prop_assert!(Resource::parse(&text).is_err(), "{text}");
    }
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    let start = std::time::Instant::now();
    for text in [":", "${", "${a}", "arn:aws:states:", "a", "arn:aws:states:::aws-sdk:ec2:A", "."] {
        check(&text.repeat(100_000));
        check(&format!("arn:aws:states:::aws-sdk:ec2:{}", text.repeat(100_000)));
        check(&format!("arn:aws:states:::{}", text.repeat(100_000)));
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn suffixes_are_read_back() {
    for pattern in Pattern::ALL {
        assert_eq!(Pattern::from_suffix(pattern.suffix()), Some(pattern));
    }
}

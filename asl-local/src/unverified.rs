//! Words that no recording and no measurement supports.
//!
//! Where AWS is known to fail and not known with which words, a sentence stands here and nowhere else: what it says may be wrong, that something is
//! said is right. [`TABLE`] lists them all. A sentence leaves this file when AWS was seen to say it.

use std::fmt::Display;

/// A sentence and when it is said. `{}` stands for what the case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// When it is said.
    pub when: &'static str,
    /// What is said.
    pub text: &'static str,
}

impl Sentence {
    /// The sentence about these things, in order.
    pub(crate) fn fill(&self, things: &[&dyn Display]) -> String {
        let mut parts = self.text.split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (part, thing) in parts.zip(things) {
            text.push_str(&thing.to_string());
            text.push_str(part);
        }
        text
    }
}

macro_rules! sentences {
    ($($name:ident: $when:literal => $text:literal;)*) => {
        $(pub(crate) const $name: Sentence = Sentence { when: $when, text: $text };)*

        /// All of them.
        pub const TABLE: &[Sentence] = &[$($name),*];
    };
}

sentences! {
    ACTIVITY_OR_JOB_WITHOUT_MOCK: "TestState is asked about an activity, a `.sync` job or a callback without a mock" =>
        "A mock is required for a Task state with an activity or the '.sync' or '.waitForTaskToken' service integration pattern";
    CHOICE_MISSING: "the `Variable` or the operand's path of a Choice rule finds nothing" =>
        "Invalid path '{}': The choice state's condition path references an invalid value.";
    CONCURRENCY: "`MaxConcurrency` is computed and is negative or a fraction" =>
        "Expected non-negative integer for MaxConcurrency, got '{}' instead.";
    CSV_HEADERS: "the headers of a CSV file are longer than 10 KiB" =>
        "CSV headers cannot be larger than {} bytes.";
    INPUT_TYPE_MISSING: "an item reader's file has no `InputType`" => "The field 'InputType' is required but was missing";
    INTRINSIC: "an intrinsic function can't take an argument; what follows the colon is our own" =>
        "The function '{}' had the following error: {}";
    LOCATION: "a line of an Athena manifest is no `s3://bucket/key`" => "Invalid S3 location: {}";
    MAP_WITHOUT_MOCK: "TestState is asked about a Map or Parallel without a mock" =>
        "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";
    MAX_ITEMS: "`MaxItems` is computed and negative" => "field MaxItems must be positive";
    NEGATIVE: "a number of a state is computed and negative; recorded for `ToleratedFailureCount` in JSONPath alone" =>
        "{} cannot be negative.";
    NOT_AN_INTEGER: "a number of a JSONata state is computed and negative or a fraction" =>
        "The {} field must be a non-negative integer but was: {}";
    NOT_GZIP: "a file of an item reader is not what its key says; what it says is our own" => "{}";
    NOT_PARQUET: "a Parquet file of an item reader can't be read; what it says is our own" => "{}";
    NOT_JSON: "a JSON file or line of an item reader can't be read; what it says is our own" => "{}";
    NOT_UTF8: "a file of an item reader is not UTF-8" => "The file is not encoded in UTF-8.";
    OBJECT_MISSING: "the object that an item reader names is not there" =>
        "The specified key does not exist. (Service: Amazon S3; Bucket: {}; Key: {})";
    REQUIRED: "a parameter without which a service can't be called is missing" =>
        "The {} '{}' could not be used to start the Task: [The field '{}' is required but was missing]";
    RESULT_PATH: "`ResultPath` can't be applied to the input" => "Unable to apply the ResultPath '{}' to '{}'";
    ROLE: "`Credentials.RoleArn` of a JSONPath state is no text" =>
        "The value for the field 'RoleArn.$' must be a string but was: {}";
    VARIABLE_MISSING: "a JSONPath variable was never assigned; that it is `States.Runtime` is documented" =>
        "No results for path: $['{}']";
    WORD: "`ErrorPath` or `CausePath` finds no text" => "The {}Path parameter does not reference a string value";
    VARIABLES: "the variables of an execution exceed 10 MiB" =>
        "The state/task '{}' assigned variables with a total size exceeding the maximum number of bytes service limit.";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_sentence_says_when_it_is_said_and_stands_once() {
        let cases: HashSet<_> = TABLE.iter().map(|sentence| sentence.when).collect();
        assert_eq!(cases.len(), TABLE.len());
        for Sentence { when, text } in TABLE {
            assert!(!when.is_empty() && !when.ends_with('.') && !when.contains('\n'), "{when}");
            assert!(!text.is_empty() && !text.contains('\n'), "{text}");
        }
    }

    #[test]
    fn things_stand_where_the_braces_are() {
        let sentence = Sentence { when: "", text: "{} of '{}'" };
        assert_eq!(sentence.fill(&[&1, &"{}"]), "1 of '{}'");
        assert_eq!(sentence.fill(&[&1]), "1 of '", "what is missing leaves a gap, and nothing panics");
    }
}

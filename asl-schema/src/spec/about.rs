//! One sentence about each field, for people: an editor shows it on hover, `explain` prints it. What a rule demands is not repeated here.

use std::borrow::Cow;

use super::Place;
use crate::model::{OperandKind, Operator, StateType};

/// What the field `name` of such an object is for, in one plain sentence; `None` when the object has no such field.
///
/// ```
/// use asl_schema::model::StateType;
/// use asl_schema::spec::{Place, about};
/// assert_eq!(about(Place::State(StateType::Fail), "Cause").unwrap(), "Text for people that says why the execution failed.");
/// assert_eq!(about(Place::State(StateType::Fail), "Next"), None);
/// ```
pub fn about(place: Place, name: &str) -> Option<Cow<'static, str>> {
    super::field(place, name)?;
    own(place, name).or_else(|| general(name)).map(Cow::Borrowed).or_else(|| Operator::from_word(name).map(operator))
}

/// What a state of this type does.
pub fn about_type(kind: StateType) -> &'static str {
    match kind {
        StateType::Task => "Calls something: a Lambda function, an AWS API, an HTTP endpoint, another state machine.",
        StateType::Pass => "Does nothing but shape data.",
        StateType::Choice => "Goes where the first rule that holds says.",
        StateType::Wait => "Waits for some time, or until a point in time.",
        StateType::Succeed => "Ends the execution, the branch or the iteration with success.",
        StateType::Fail => "Ends the execution with an error.",
        StateType::Parallel => "Runs all its branches at once and collects their results in a list.",
        StateType::Map => "Runs its processor once for each item of a list.",
    }
}

/// Fields that mean something of their own in one kind of object.
fn own(place: Place, name: &str) -> Option<&'static str> {
    use StateType::{Map, Pass, Task};
    Some(match (place, name) {
        (Place::Machine, "QueryLanguage") => {
            "The query language of every state that sets none: JSONPath unless said otherwise."
        }
        (Place::Machine, "TimeoutSeconds") => {
            "The longest the whole execution may take, in seconds; then it fails with States.Timeout."
        }
        (Place::State(Task), "Parameters" | "Arguments") => "What the resource is called with.",
        (Place::State(Pass), "Parameters") => {
            "The output, built from the input; a key that ends in .$ takes its value from a path."
        }
        (Place::State(Map), "Parameters") => "The former name of ItemSelector.",
        (Place::State(Map), "Retry") => "What to do when the Map fails: retriers tried in order; all items run again.",
        (Place::State(Map), "ItemReader") => "Reads the items from S3; for a distributed Map.",
        (Place::State(StateType::Choice), "Assign") => "Variables to set when no rule holds.",
        (Place::State(StateType::Choice), "Output") => "The output of the state when no rule holds.",
        (Place::ChoiceRule, "Assign") => "Variables to set when this rule is the one that holds.",
        (Place::ChoiceRule, "Output") => "The output of the state when this rule is the one that holds.",
        (Place::ChoiceRule, "Next") => "The state to go to when the rule holds.",
        (Place::Catcher, "Assign") => "Variables to set when this catcher is the one that matches.",
        (Place::Catcher, "Output") => {
            "The output when this catcher is the one that matches; the error is $states.errorOutput."
        }
        (Place::Catcher, "ResultPath") => "Where in the input the error, with Error and Cause, is put; null drops it.",
        (Place::Catcher, "Next") => "The state that goes on after such an error.",
        (Place::ItemReader, "Resource") => {
            "How to read: arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2."
        }
        (Place::ItemReader, "Parameters" | "Arguments") => "What to read: Bucket with Key, or with Prefix.",
        (Place::ReaderConfig, "Transformation") => {
            "Whether the items are the listed objects themselves or what is in them."
        }
        (Place::ResultWriter, "Resource") => "How to write: arn:aws:states:::s3:putObject.",
        (Place::ResultWriter, "Parameters" | "Arguments") => "Where to write: Bucket and Prefix.",
        (Place::WriterConfig, "Transformation") => {
            "How much of each child's result is written, and whether lists are joined."
        }
        _ => return None,
    })
}

/// Fields that mean the same wherever they stand.
fn general(name: &str) -> Option<&'static str> {
    Some(match name {
        "And" => "Holds when all of these rules hold.",
        "Arguments" => "What the branches get as their input.",
        "Assign" => "Variables to set when the state has succeeded; later states read them as $name.",
        "BackoffRate" => "By what the pause is multiplied after each attempt; 2 unless said otherwise.",
        "BatchInput" => "What every child gets beside its Items.",
        "Branches" => "Machines that run at once, each with the same input.",
        "CSVDelimiter" => "What separates the fields of a row; a comma unless said otherwise.",
        "CSVHeaderLocation" => "Where the names of the columns are: in the first row, or in CSVHeaders.",
        "CSVHeaders" => "The names of the columns.",
        "Catch" => "Where to go on after an error that was not retried: catchers tried in order.",
        "Cause" => "Text for people that says why the execution failed.",
        "CausePath" => "A path to, or an intrinsic function for, what Cause is.",
        "Choices" => "The rules, tried in order; the first that holds decides.",
        "Comment" => "A remark for people; it has no effect.",
        "Condition" => "What must hold: a {% … %} expression that gives a boolean, or a boolean.",
        "Credentials" => "The role to call the resource with, for resources of another account.",
        "Default" => {
            "The state to go to when no rule holds; without it such an execution fails with States.NoChoiceMatched."
        }
        "End" => "true ends the execution, the branch or the iteration after this state.",
        "Error" => "The name of the error, which catchers and callers match.",
        "ErrorEquals" => "The names of the errors that this is for; States.ALL stands alone and covers all.",
        "ErrorPath" => "A path to, or an intrinsic function for, what Error is.",
        "ExecutionType" => "The type of the child executions of a distributed Map: STANDARD or EXPRESS.",
        "HeartbeatSeconds" => {
            "The longest silence of the task, in seconds; then it fails with States.HeartbeatTimeout."
        }
        "HeartbeatSecondsPath" => "A path to what HeartbeatSeconds is.",
        "InputPath" => "A path to the part of the input that the state works on; null stands for an empty object.",
        "InputType" => "The format of what is read.",
        "IntervalSeconds" => "The pause before the first new attempt, in seconds; 1 unless said otherwise.",
        "ItemBatcher" => "Hands several items at once to each child; for a distributed Map.",
        "ItemProcessor" => "The machine that runs for each item.",
        "ItemSelector" => "The input of each iteration, built once per item.",
        "Items" => "The list or object to go through, or a {% … %} expression that gives one.",
        "ItemsPath" => "A path to the list to go through.",
        "ItemsPointer" => "A JSON pointer to the list inside a JSON file, such as /orders.",
        "Iterator" => "The former name of ItemProcessor.",
        "JitterStrategy" => "FULL makes each pause random, up to its length.",
        "Label" => "A part of the ARN of the Map Run that the author chooses; unique in the machine.",
        "ManifestType" => "The kind of the manifest: an S3 inventory, or the result of an Athena UNLOAD.",
        "MaxAttempts" => "How many new attempts there are at most; 3 unless said otherwise, 0 for none.",
        "MaxConcurrency" => "How many iterations run at once at most; 0 sets no limit.",
        "MaxConcurrencyPath" => "A path to what MaxConcurrency is.",
        "MaxDelaySeconds" => "The longest a pause gets, in seconds.",
        "MaxInputBytesPerBatch" => "How large the input of one child is at most, in bytes.",
        "MaxInputBytesPerBatchPath" => "A path to what MaxInputBytesPerBatch is.",
        "MaxItems" => "How many items are read at most.",
        "MaxItemsPath" => "A path to what MaxItems is.",
        "MaxItemsPerBatch" => "How many items one child gets at most.",
        "MaxItemsPerBatchPath" => "A path to what MaxItemsPerBatch is.",
        "Mode" => {
            "INLINE runs the iterations in this execution, DISTRIBUTED in child executions; INLINE unless said otherwise."
        }
        "Next" => "The state that follows.",
        "Not" => "Holds when this rule does not.",
        "Or" => "Holds when one of these rules holds.",
        "Output" => "The output of the state; what the task gave is $states.result, the input $states.input.",
        "OutputPath" => "A path to the part that becomes the output; null stands for an empty object.",
        "OutputType" => "The format of what is written.",
        "Parameters" => "What the branches get as their input; a key that ends in .$ takes its value from a path.",
        "ProcessorConfig" => "Where the iterations run: in this execution or in child executions.",
        "QueryLanguage" => {
            "The query language of this state, if not that of the machine; JSONata may be set in a JSONPath machine, not the reverse."
        }
        "ReaderConfig" => "How what is read becomes items.",
        "Resource" => "What to call: the ARN of a Lambda function, an activity or an integration.",
        "Result" => "The output of the state as it is, instead of the input.",
        "ResultPath" => "Where in the input the result is put; null drops the result.",
        "ResultSelector" => "What is kept of the result; a key that ends in .$ takes its value from a path.",
        "ResultWriter" => "Writes the results to S3, or shapes them; for a distributed Map.",
        "Retry" => "When to try again after an error: retriers tried in order.",
        "Seconds" => "How long to wait, in seconds.",
        "SecondsPath" => "A path to what Seconds is.",
        "StartAt" => "The name of the first state.",
        "States" => "The states by name.",
        "TimeoutSeconds" => "The longest the task may take, in seconds; then it fails with States.Timeout.",
        "TimeoutSecondsPath" => "A path to what TimeoutSeconds is.",
        "Timestamp" => "Until when to wait: RFC 3339 with T and a time zone, such as 2026-11-22T18:30:00Z.",
        "TimestampPath" => "A path to what Timestamp is.",
        "ToleratedFailureCount" => "How many items may fail before the Map does.",
        "ToleratedFailureCountPath" => "A path to what ToleratedFailureCount is.",
        "ToleratedFailurePercentage" => "Which share of the items may fail before the Map does, from 0 to 100.",
        "ToleratedFailurePercentagePath" => "A path to what ToleratedFailurePercentage is.",
        "Variable" => "A path to what is compared.",
        "Version" => "The version of the language: 1.0.",
        "WriterConfig" => "In which form the results are written.",
        _ => return None,
    })
}

/// The names of the operators say what they do; only their words are put apart.
fn operator(operator: Operator) -> Cow<'static, str> {
    let name = operator.as_str();
    if let Some(what) = name.strip_prefix("Is") {
        let what = match what {
            "Null" => "is null",
            "Present" => "is there",
            "Numeric" => "is a number",
            "String" => "is a string",
            "Boolean" => "is a boolean",
            _ => "is a timestamp",
        };
        return format!("With true, holds when the variable {what}; with false, when not.").into();
    }
    let (test, operand) = match operator.operand() {
        OperandKind::Path => (name.trim_end_matches("Path"), "the value at this path"),
        _ => (name, "this"),
    };
    let second_word = test.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase());
    let (kind, relation) = second_word.map_or((test, ""), |(at, _)| test.split_at(at));
    let kind = match kind {
        "String" => "a string",
        "Numeric" => "a number",
        "Boolean" => "a boolean",
        _ => "a timestamp",
    };
    let relation = match relation {
        "Equals" => "equal to",
        "LessThan" => "less than",
        "LessThanEquals" => "less than or equal to",
        "GreaterThan" => "greater than",
        "GreaterThanEquals" => "greater than or equal to",
        _ => return "Holds when the variable is a string like this one, in which * stands for any characters.".into(),
    };
    format!("Holds when the variable is {kind} {relation} {operand}.").into()
}

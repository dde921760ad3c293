//! Mistakes that people make, and that other checkers were measured to let pass: each is found, alone, and on the characters that are wrong.
//!
//! In a definition `«…»` marks what the finding has to cover. Quotes belong to it where all of a text is meant, and are left out where a part
//! of it is. What lacks something is named by its key.

use asl_schema::{Options, check_str};

/// A kind of mistake, the rule that finds it, and a definition that has it and no other.
type Row = (&'static str, &'static str, String);

/// A machine of one state.
fn one(state: &str) -> String {
    format!(r#"{{"StartAt": "A", "States": {{"A": {{{state}}}}}}}"#)
}

/// A machine of one state, in JSONata.
fn jsonata(state: &str) -> String {
    format!(r#"{{"QueryLanguage": "JSONata", {}"#, &one(state)[1..])
}

/// A machine whose state `A` may go to a state `Z`.
fn then(state: &str) -> String {
    format!(r#"{{"StartAt": "A", "States": {{"A": {{{state}}}, "Z": {{"Type": "Succeed"}}}}}}"#)
}

/// The same, in JSONata.
fn then_jsonata(state: &str) -> String {
    format!(r#"{{"QueryLanguage": "JSONata", {}"#, &then(state)[1..])
}

/// A call of a function, with further fields.
fn task(fields: &str) -> String {
    one(&format!(
        r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {{"FunctionName": "f"}}, {fields}, "End": true"#
    ))
}

/// A call of `resource` with `request`.
fn call(resource: &str, request: &str) -> String {
    one(&format!(r#""Type": "Task", "Resource": {resource}, "Parameters": {request}, "End": true"#))
}

/// A choice with one rule.
fn choice(rule: &str) -> String {
    then(&format!(r#""Type": "Choice", "Choices": [{{{rule}}}], "Default": "Z""#))
}

/// A map over the input.
fn map(fields: &str, processor: &str) -> String {
    one(&format!(r#""Type": "Map", {fields}"ItemProcessor": {{{processor}}}, "End": true"#))
}

/// What a map does with an item when that does not matter.
const ITEM: &str = r#""StartAt": "I", "States": {"I": {"Type": "Succeed"}}"#;

/// As child executions.
const CHILD: &str = r#""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}"#;

/// The text without its marks, and what stands between them.
fn unmarked(marked: &str) -> (String, Option<(usize, usize)>) {
    let text = marked.replace(['«', '»'], "");
    let range = marked.find('«').zip(marked.find('»').map(|end| end - '«'.len_utf8()));
    (text, range)
}

fn assert_found(rows: Vec<Row>, options: &Options) {
    let mut wrong = Vec::new();
    for (name, code, marked) in rows {
        let (text, expected) = unmarked(&marked);
        let report = check_str(&text, options);
        let found: Vec<_> = report
            .diagnostics()
            .iter()
            .map(|finding| (finding.code(), finding.span.map(|span| (span.start.offset, span.end.offset))))
            .collect();
        if expected.is_none() || found != [(code, expected)] {
            let shown = report.diagnostics().iter().map(|finding| {
                let covered = finding.span.and_then(|span| text.get(span.start.offset..span.end.offset));
                format!("    {}: {} on {covered:?}", finding.code(), finding.message)
            });
            wrong.push(format!("{name}: expected {code} in {marked}\n{}", shown.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_flow() {
    assert_found(
        vec![
            ("dangling Next", "ASL201", choice(r#""Variable": "$.a", "IsNull": true, "Next": «"Missing"»"#)),
            ("bad StartAt", "ASL201", r#"{"StartAt": «"B"», "States": {"A": {"Type": "Succeed"}}}"#.into()),
            ("neither Next nor End", "ASL205", r#"{"StartAt": "A", "States": {«"A"»: {"Type": "Pass"}}}"#.into()),
            (
                "unreachable state",
                "ASL202",
                r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, «"B"»: {"Type": "Succeed"}}}"#.into(),
            ),
            ("no terminal state", "ASL203", r#"{"StartAt": "A", «"States"»: {"A": {"Type": "Pass", "Next": "A"}}}"#.into()),
            (
                "missing target of a catcher",
                "ASL201",
                task(r#""Catch": [{"ErrorEquals": ["States.ALL"], "Next": «"Missing"»}]"#),
            ),
            (
                "missing default",
                "ASL201",
                then(
                    r#""Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "Z"}], "Default": «"Missing"»"#,
                ),
            ),
            (
                "transition out of a branch",
                "ASL206",
                then(
                    r#""Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": «"Z"»}], "Default": "Q"}, "Q": {"Type": "Succeed"}}}], "Next": "Z""#,
                ),
            ),
            (
                "Next into a branch",
                "ASL206",
                then(
                    r#""Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": «"P"»}], "Next": "Z""#,
                ),
            ),
            (
                "inescapable loop beside a terminal",
                "ASL207",
                r#"{"StartAt": "A", "States": {
                    "A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "B"}], "Default": "Z"},
                    «"B"»: {"Type": "Wait", "Seconds": 1, "Next": "C"},
                    "C": {"Type": "Wait", "Seconds": 1, "Next": "B"},
                    "Z": {"Type": "Succeed"}}}"#
                    .into(),
            ),
            (
                "duplicate name across branches",
                "ASL204",
                one(
                    r#""Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}, {"StartAt": "P", "States": {«"P"»: {"Type": "Succeed"}}}], "End": true"#,
                ),
            ),
            (
                "duplicate key",
                "ASL104",
                r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, «"A"»: {"Type": "Succeed"}}}"#.into(),
            ),
            ("Next and End", "ASL111", then(r#""Type": "Pass", "Next": "Z", «"End"»: true"#)),
            (
                "state name over 80",
                "ASL115",
                r#"{"StartAt": "N", "States": {«"N"»: {"Type": "Succeed"}}}"#.replace('N', &"n".repeat(81)),
            ),
        ],
        &Options::standard(),
    );
}

#[test]
fn fields() {
    assert_found(
        vec![
            ("unknown field", "ASL105", one(r#""Type": "Succeed", «"Sped"»: 1"#)),
            ("JSONPath field in JSONata", "ASL107", jsonata(r#""Type": "Pass", «"InputPath"»: "$.a", "End": true"#)),
            ("Output in JSONPath", "ASL107", one(r#""Type": "Pass", «"Output"»: 1, "End": true"#)),
            (
                "Arguments in JSONPath",
                "ASL107",
                one(
                    r#""Type": "Parallel", «"Arguments"»: {}, "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Succeed"}}}], "End": true"#,
                ),
            ),
            (
                "JSONPath state in a JSONata machine",
                "ASL113",
                jsonata(r#""Type": "Pass", «"QueryLanguage"»: "JSONPath", "End": true"#),
            ),
            (
                "two durations",
                "ASL111",
                one(r#""Type": "Wait", "Seconds": 1, «"Timestamp"»: "2026-01-01T00:00:00Z", "End": true"#),
            ),
            ("bad timestamp", "ASL117", one(r#""Type": "Wait", "Timestamp": «"2026-01-01 00:00:00Z"», "End": true"#)),
            ("wait of 1e12 seconds", "ASL112", one(r#""Type": "Wait", "Seconds": «1000000000000», "End": true"#)),
            ("TimeoutSeconds and its path", "ASL111", task(r#""TimeoutSeconds": 5, «"TimeoutSecondsPath"»: "$.t""#)),
            ("heartbeat not below timeout", "ASL120", task(r#""TimeoutSeconds": 5, "HeartbeatSeconds": «5»"#)),
            ("credentials without role", "ASL118", task(r#"«"Credentials"»: {}"#)),
        ],
        &Options::standard(),
    );
}

#[test]
fn paths_and_templates() {
    let template = |value: &str| one(&format!(r#""Type": "Pass", "Parameters": {{"x.$": "{value}"}}, "End": true"#));
    assert_found(
        vec![
            ("broken path", "ASL301", one(r#""Type": "Pass", "InputPath": "$.a«[»", "End": true"#)),
            ("not a reference path", "ASL302", one(r#""Type": "Pass", "ResultPath": "$«..»x", "End": true"#)),
            ("ResultPath naming a variable", "ASL303", one(r#""Type": "Pass", "ResultPath": "«$x»", "End": true"#)),
            ("a plain text in a template", "ASL304", template("«hello»")),
            ("unknown intrinsic", "ASL305", template("«States.Nope»($.a)")),
            ("unbalanced intrinsic", "ASL304", template("States.Format«(»'{}', $.a")),
            ("intrinsic with too few arguments", "ASL305", template("«States.MathAdd(1)»")),
            ("placeholders and arguments", "ASL305", template("States.Format(«'{} {}'», $.a)")),
            ("escape", "ASL304", template(r"States.Format('«\\n»{}', $.a)")),
            ("undefined variable", "ASL314", template("«$nope».a")),
            ("a value without `.$`", "ASL307", one(r#""Type": "Pass", "Parameters": {"x": «"$.a"»}, "End": true"#)),
            (
                "a field that no state produced",
                "ASL331",
                r#"{"StartAt": "A", "States": {
                    "A": {"Type": "Pass", "Result": {"total": 1}, "Next": "B"},
                    "B": {"Type": "Pass", "InputPath": "$.«totl»", "End": true}}}"#
                    .into(),
            ),
        ],
        &Options::standard(),
    );
}

#[test]
fn expressions() {
    let output = |code: &str| jsonata(&format!(r#""Type": "Pass", "Output": "{code}", "End": true"#));
    let assign = |key: &str| jsonata(&format!(r#""Type": "Pass", "Assign": {{{key}: 1}}, "End": true"#));
    assert_found(
        vec![
            ("broken JSONata", "ASL311", output("{% 1 + «»%}")),
            ("half a pair", "ASL310", output("«{%» 1 + 1")),
            ("undefined variable", "ASL314", output("{% «$nope» + 1 %}")),
            ("unknown function", "ASL319", output("{% «$nope»(1) %}")),
            ("top-level `$`", "ASL312", output("{% «$».a %}")),
            (
                "result where there is none",
                "ASL312",
                jsonata(
                    r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "Payload": "{% «$states.result» %}"}, "End": true"#,
                ),
            ),
            ("dotted name", "ASL318", assign(r#"«"a.b"»"#)),
            ("reserved name", "ASL318", assign(r#"«"states"»"#)),
            (
                "outer variable reassigned inside",
                "ASL317",
                r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                    "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
                    "B": {"Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Pass", "Assign": {«"x"»: 2}, "End": true}}}], "Output": "{% $x %}", "End": true}}}"#
                    .into(),
            ),
            (
                "outer variable read in a Distributed Map",
                "ASL316",
                r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                    "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
                    "B": {"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Pass", "Output": "{% «$x» %}", "End": true}}}, "End": true}}}"#
                    .into(),
            ),
        ],
        &Options::standard(),
    );
}

#[test]
fn choices_and_maps() {
    assert_found(
        vec![
            (
                "no Choices",
                "ASL108",
                r#"{"StartAt": "A", "States": {«"A"»: {"Type": "Choice", "Default": "Z"}, "Z": {"Type": "Succeed"}}}"#
                    .into(),
            ),
            ("empty Choices", "ASL116", then(r#""Type": "Choice", «"Choices"»: [], "Default": "Z""#)),
            (
                "Variable in a JSONata rule",
                "ASL107",
                then_jsonata(
                    r#""Type": "Choice", "Choices": [{"Condition": "{% true %}", «"Variable"»: "$.a", "Next": "Z"}], "Default": "Z""#,
                ),
            ),
            (
                "Next in a nested rule",
                "ASL402",
                choice(r#""Not": {"Variable": "$.a", "IsNull": true, «"Next"»: "Z"}, "Next": "Z""#),
            ),
            (
                "two operators",
                "ASL401",
                choice(r#""Variable": "$.a", "IsNull": true, «"IsString"»: true, "Next": "Z""#),
            ),
            (
                "operand of the wrong type",
                "ASL403",
                choice(r#""Variable": "$.a", "NumericEquals": «"1"», "Next": "Z""#),
            ),
            (
                "Map without processor",
                "ASL411",
                r#"{"StartAt": "A", "States": {«"A"»: {"Type": "Map", "End": true}}}"#.into(),
            ),
            (
                "reader in an inline Map",
                "ASL413",
                map(
                    r#"«"ItemReader"»: {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}}, "#,
                    ITEM,
                ),
            ),
            (
                "distributed without ExecutionType",
                "ASL412",
                map(
                    "",
                    r#"«"ProcessorConfig"»: {"Mode": "DISTRIBUTED"}, "StartAt": "I", "States": {"I": {"Type": "Succeed"}}"#,
                ),
            ),
            (
                "bad InputType",
                "ASL110",
                map(
                    r#""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": «"XML"»}, "Parameters": {"Bucket": "b", "Key": "k"}}, "#,
                    CHILD,
                ),
            ),
            ("percentage over 100", "ASL112", map(r#""ToleratedFailurePercentage": «101», "#, CHILD)),
        ],
        &Options::standard(),
    );
}

#[test]
fn handlers() {
    let retry = |retrier: &str| task(&format!(r#""Retry": [{retrier}]"#));
    assert_found(
        vec![
            ("States.ALL not alone", "ASL501", retry(r#"{"ErrorEquals": ["Mine", «"States.ALL"»]}"#)),
            ("States.ALL not last", "ASL502", retry(r#"{"ErrorEquals": [«"States.ALL"»]}, {"ErrorEquals": ["Mine"]}"#)),
            ("empty ErrorEquals", "ASL116", retry(r#"{«"ErrorEquals"»: []}"#)),
            ("negative MaxAttempts", "ASL112", retry(r#"{"ErrorEquals": ["States.ALL"], "MaxAttempts": «-1»}"#)),
            ("BackoffRate below 1", "ASL112", retry(r#"{"ErrorEquals": ["States.ALL"], "BackoffRate": «0.1»}"#)),
            ("JitterStrategy", "ASL110", retry(r#"{"ErrorEquals": ["States.ALL"], "JitterStrategy": «"SOME"»}"#)),
        ],
        &Options::standard(),
    );
}

#[test]
fn integrations() {
    assert_found(
        vec![
            ("unknown service", "ASL602", call(r#""arn:aws:states:::aws-sdk:«sqss»:sendMessage""#, "{}")),
            ("unknown action", "ASL605", call(r#""arn:aws:states:::aws-sdk:sqs:«sendMesage»""#, "{}")),
            ("action in the wrong case", "ASL602", call(r#""arn:aws:states:::aws-sdk:sqs:«SendMessage»""#, "{}")),
            ("`.sync` of an SDK action", "ASL603", call(r#""arn:aws:states:::aws-sdk:sqs:listQueues«.sync»""#, "{}")),
            ("bare resource", "ASL601", call(r#""«MyFunction»""#, "{}")),
            (
                "missing parameter",
                "ASL607",
                one(
                    r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", «"Parameters"»: {"Payload": {}}, "End": true"#,
                ),
            ),
            (
                "misspelt parameter",
                "ASL606",
                call(r#""arn:aws:states:::lambda:invoke""#, r#"{"FunctionName": "f", «"Paylod"»: {}}"#),
            ),
            (
                "callback without token",
                "ASL608",
                one(
                    r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", «"Parameters"»: {"FunctionName": "f"}, "End": true"#,
                ),
            ),
        ],
        &Options::standard(),
    );
}

/// What the actions of AWS SDK integrations take is known with the catalogue alone.
#[test]
#[cfg(feature = "catalogue")]
fn parameters_of_sdk_integrations() {
    let get = r#""Type": "Task", "Resource": "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue", "End": true"#;
    assert_found(
        vec![
            ("misspelt", "ASL606", one(&format!(r#"{get}, "Parameters": {{"SecretId": "s", «"VersionIdd"»: "v"}}"#))),
            ("missing", "ASL607", one(&format!(r#"{get}, «"Parameters"»: {{"VersionId": "v"}}"#))),
        ],
        &Options::standard(),
    );
}

#[test]
fn express() {
    assert_found(
        vec![
            (
                "sync",
                "ASL604",
                call(
                    r#"«"arn:aws:states:::states:startExecution.sync:2"»"#,
                    r#"{"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"}"#,
                ),
            ),
            (
                "callback",
                "ASL604",
                call(
                    r#"«"arn:aws:states:::lambda:invoke.waitForTaskToken"»"#,
                    r#"{"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}"#,
                ),
            ),
            ("activity", "ASL604", call(r#"«"arn:aws:states:us-east-1:123456789012:activity:a"»"#, "{}")),
        ],
        &Options::express(),
    );
    let child = r#""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "I", "States": {"I": {"Type": "Task", "Resource": «"arn:aws:states:us-east-1:123456789012:activity:a"», "End": true}}"#;
    assert_found(vec![("activity in an Express child", "ASL604", map("", child))], &Options::standard());
}

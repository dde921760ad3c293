//! Hostile text is data: in literals, payloads, field names, errors and the names of states.
//!
//! Each text goes through a workflow in every place a user can put one. The emitted machine must hold no digram that a tool
//! would interpret, and must still compute the text itself: the replay compares every request with the native run's.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use asl_dsl::builder::Builder;
use asl_dsl::prelude::*;
use asl_tests::agree;
use serde_json::Value;

const TEXTS: &[&str] = &[
    "{% 1 %}",
    "{%",
    "%}",
    "{%%}",
    "$.x",
    "$$.Execution.Id",
    "$states.input",
    "States.Format('{}', $.x)",
    "${Secret}",
    "$${Secret}",
    "%{if true}yes%{endif}",
    "{{resolve:secretsmanager:x}}",
    "\"quoted\" and 'single' and `back`",
    "back\\slash \\u0024{x} \\n",
    "line\nbreak\r\n\ttab",
    "nul \0 and escape \u{1b}[31m",
    "😀 é \u{2028}\u{2029} \u{feff}",
    "",
    " ",
];

/// Digrams that Step Functions, CloudFormation or Terraform would read as something else.
const DIGRAMS: &[&str] = &["${", "%{"];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Note {
    #[serde(rename = "${Field} {% x %}")]
    odd: String,
    #[serde(rename = "$.path`tick\"quote")]
    path: String,
    #[serde(rename = "text.$")]
    dollar: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum NoteError {
    #[error(name = "{% Bad %}${Name}")]
    Bad {
        #[serde(rename = "${why}")]
        why: String,
    },
}

#[task(lambda = "echo")]
async fn echo(note: Note) -> Result<String, NoteError>;

#[task(lambda = "${PlainFn}")]
async fn placeholder(text: String) -> String;

const LONG: &str = include_str!("data/ten_thousand.txt");

/// Every text as a literal, in a payload, in a comparison and in a `format!`.
#[workflow]
async fn literals(input: String) -> Result<Vec<String>, NoteError> {
    let mut texts: Vec<String> = vec![
        "{% 1 %}".to_string(),
        "{%".to_string(),
        "%}".to_string(),
        "{%%}".to_string(),
        "$.x".to_string(),
        "$$.Execution.Id".to_string(),
        "$states.input".to_string(),
        "States.Format('{}', $.x)".to_string(),
        "${Secret}".to_string(),
        "$${Secret}".to_string(),
        "%{if true}yes%{endif}".to_string(),
        "{{resolve:secretsmanager:x}}".to_string(),
        "\"quoted\" and 'single' and `back`".to_string(),
        "back\\slash \\u0024{x} \\n".to_string(),
        "line\nbreak\r\n\ttab".to_string(),
        "nul \0 and escape \u{1b}[31m".to_string(),
        "😀 é \u{2028}\u{2029} \u{feff}".to_string(),
        "".to_string(),
        " ".to_string(),
    ];
    let said =
        echo(Note { odd: "{% 1 %}".to_string(), path: "${Secret}".to_string(), dollar: "$.x".to_string() }).await?;
    texts.push(format!("{{% {said} %}} ${{{input}}} %{{{input}}}"));
    if input == "${Secret}" {
        return Err(NoteError::Bad { why: "${Secret} {% 1 %}".to_string() });
    }
    if input == "{% 1 %}" {
        return Err(NoteError::Bad { why: input });
    }
    texts.push(placeholder(input).await);
    Ok(texts)
}

fn compute(input: &str) {
    let mut run = NativeRun::new();
    run.handle(echo, |note: Note| Ok(format!("{}|{}|{}", note.odd, note.path, note.dollar)));
    run.handle(placeholder, |text: String| text);
    let native = run.run(literals(input.to_owned())).unwrap();
    agree(&literals::definition(), &input, &run, &native);
}

#[test]
fn hostile_text_is_computed_as_it_is() {
    for text in TEXTS.iter().copied().chain([LONG]) {
        compute(text);
    }
}

#[test]
fn hostile_literals_reach_no_tool() {
    let text = literals::definition().unwrap().to_json_string();
    // The one placeholder is the one that a task declares.
    assert_eq!(text.matches("${").count(), 1, "{text}");
    assert!(text.contains("${PlainFn}"));
    assert!(!text.contains("%{"), "{text}");
    for string in strings(&serde_json::from_str(&text).unwrap()) {
        if let Some(inner) = string.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")) {
            assert!(!inner.contains("{%") && !inner.contains("%}"), "{string}");
        } else {
            assert!(!string.contains("{%") && !string.contains("%}"), "{string}");
        }
    }
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(members) => {
            members.iter().flat_map(|(key, value)| std::iter::once(key.clone()).chain(strings(value))).collect()
        }
        _ => Vec::new(),
    }
}

/// Doc comments become the machine's `Comment`. ${Secret} {% 1 %}
#[workflow]
async fn commented(x: i64) -> i64 {
    x
}

#[test]
fn a_comment_is_data_too() {
    let text = commented::definition().unwrap().to_json_string();
    assert!(DIGRAMS.iter().all(|digram| !text.contains(digram)), "{text}");
}

#[test]
fn a_hostile_state_name_is_refused_with_its_place() {
    for (name, message) in [
        ("${Secret}".to_owned(), "the state name `${Secret}` holds characters that deployment tools interpret"),
        ("x".repeat(10_000), "the state name `xxxxxxxxxxxxxxxxxxxx…` has 10000 characters"),
        (String::new(), "the state name `` has 0 characters"),
    ] {
        let built = Builder::new("named").build::<String, String, std::convert::Infallible>("text", |w, text| {
            let text = w.task(placeholder, text).named(name).bind("text");
            w.done(text)
        });
        let report = built.unwrap_err();
        let [diagnostic] = report.diagnostics() else { panic!("{report}") };
        assert_eq!(diagnostic.message, message);
        assert!(diagnostic.source.as_ref().is_some_and(|at| at.file.ends_with("hostile.rs") && at.line > 0));
        assert!(diagnostic.help.is_some());
    }
}

#[workflow]
async fn nothing() {}

#[test]
fn an_empty_workflow_is_a_machine_that_succeeds() {
    let definition = nothing::definition().unwrap();
    let states = &definition.machine().machine().states;
    assert_eq!(states.len(), 1);
    assert_eq!(states[0].state_type().as_str(), "Succeed");
}

/// A literal and a placeholder of the same text.
#[workflow]
async fn deployed(x: String) -> Result<String, NoteError> {
    let topic = placeholder!("TopicArn");
    echo(Note { odd: topic, path: "${TopicArn}".to_string(), dollar: format!("{x}/{}", placeholder!("Stage")) }).await
}

#[test]
fn only_a_placeholder_is_filled_at_deployment() {
    let definition = deployed::definition().unwrap();
    assert_eq!(definition.deployment().placeholders(), ["Stage", "TopicArn"]);
    assert_eq!(definition.to_json_string().matches("${TopicArn}").count(), 1);
    let mut run = NativeRun::new();
    run.handle(echo, |note: Note| Ok(format!("{}|{}|{}", note.odd, note.path, note.dollar)));
    let native = run.run(deployed("x".to_owned())).unwrap();
    assert_eq!(native, Ok("${TopicArn}|${TopicArn}|x/${Stage}".to_owned()));
    agree(&Ok(definition), &"x", &run, &native);
}

/// A type that holds itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Tree {
    label: String,
    children: Vec<Tree>,
    parent: Option<Box<Tree>>,
}

#[workflow]
async fn first_leaf(tree: Tree) -> String {
    match tree.children.first() {
        Some(child) => placeholder(child.label.clone()).await,
        None => tree.label,
    }
}

#[test]
fn a_recursive_type_is_no_problem() {
    let leaf = Tree { label: "leaf".into(), children: vec![], parent: None };
    let tree = Tree { label: "root".into(), children: vec![leaf.clone()], parent: Some(Box::new(leaf)) };
    let mut run = NativeRun::new();
    run.handle(placeholder, |text: String| text);
    let native = run.run(first_leaf(tree.clone())).unwrap();
    agree(&first_leaf::definition(), &tree, &run, &native);
}

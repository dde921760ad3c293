use asl_schema::model::{StateMachine, Succeed, Task};
use asl_schema::{Report, SourceLocation};

use super::run;
use crate::definition::Definition;

fn machine(function: &str) -> StateMachine {
    let task =
        Task::new("arn:aws:states:::lambda:invoke").with_parameters(serde_json::json!({ "FunctionName": function }));
    let mut machine = StateMachine::new("Charge").with_state("Charge", task.end());
    machine.origins.set_state("Charge", SourceLocation { file: "src/orders.rs".to_owned(), line: 12, column: 5 });
    machine
}

/// What cargo is told, and which files there are.
fn emitted(name: &str, workflows: Vec<Result<Definition, Report>>) -> (bool, String, Vec<String>) {
    let directory = std::env::temp_dir().join(format!("asl-dsl-build-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&directory);
    let mut output = Vec::new();
    let fine = run(workflows, |_, deployment| deployment, &directory, &mut output).unwrap();
    let mut files: Vec<String> = match std::fs::read_dir(&directory) {
        Ok(entries) => entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
        Err(_) => Vec::new(),
    };
    files.sort();
    (fine, String::from_utf8(output).unwrap(), files)
}

#[test]
fn definitions_and_templates_are_written() {
    let (fine, output, files) = emitted("fine", vec![Definition::new("charge", machine("charge"))]);
    assert!(fine);
    assert_eq!(output, "cargo::rerun-if-changed=build.rs\n");
    assert_eq!(files, ["charge.asl.json", "charge.template.json"]);
}

#[test]
fn an_error_names_the_line_of_the_workflow_and_nothing_is_written() {
    let (fine, output, files) = emitted(
        "error",
        vec![Definition::new("charge", machine("charge")), Definition::new("all", machine("charge-*"))],
    );
    assert!(!fine && files.is_empty());
    let line = output.lines().nth(1).unwrap();
    assert!(
        line.starts_with(
            "cargo::error=src/orders.rs:12:5: [ASL901] cannot tell which Lambda function the state `Charge` uses"
        ),
        "{line}"
    );
    assert!(line.contains("(help: write an ARN"), "{line}");
    assert_eq!(output.lines().count(), 2);
}

#[test]
fn errors_of_the_workflow_itself_and_equal_names_are_errors_of_the_build() {
    let broken = StateMachine::new("Nowhere").with_state("Done", Succeed::new());
    let (fine, output, _) = emitted(
        "broken",
        vec![
            Definition::new("broken", broken),
            Definition::new("charge", machine("charge")),
            Definition::new("charge", machine("charge")),
        ],
    );
    assert!(!fine);
    assert!(output.contains("cargo::error=/StartAt: [ASL201]"), "{output}");
    assert!(output.contains("cargo::error=two workflows are called `charge`"), "{output}");
}

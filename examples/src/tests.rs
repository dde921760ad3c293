use std::fs;
use std::path::PathBuf;

use asl_dsl::prelude::*;

use super::command::{Command, Document, Target};
use super::{Outcome, outcome};

#[task(lambda = "${GreetFn}")]
async fn greet(name: String) -> String;

#[workflow]
async fn hello(name: String) -> String {
    greet(name).await
}

fn run(arguments: &[&str]) -> Outcome {
    outcome(arguments.iter().map(|&argument| argument.to_owned()), hello::definition(), |deployment| deployment)
}

/// A path of its own for each test, where nothing is yet.
fn scratch(name: &str) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("asl-examples-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&directory);
    directory
}

#[test]
fn command_lines() {
    let files = |directory: &str| Ok(Command::Make(Target::Files(directory.to_owned())));
    let print = |document| Ok(Command::Make(Target::Output(document)));
    let table = [
        ("", files("target/asl")),
        ("--out here", files("here")),
        ("--out=a=b", files("a=b")),
        ("--print asl", print(Document::Asl)),
        ("--print=template", print(Document::Template)),
        ("--print mermaid", print(Document::Mermaid)),
        ("--out x -h", Ok(Command::Help)),
        ("--help", Ok(Command::Help)),
        ("--outt here", Err("unknown argument `--outt`")),
        ("here", Err("unknown argument `here`")),
        ("--out", Err("`--out` needs a directory")),
        ("--out=", Err("`--out` needs a directory")),
        ("--print", Err("`--print` needs `asl`, `template` or `mermaid`")),
        ("--print json", Err("`--print` takes `asl`, `template` or `mermaid`, not `json`")),
        ("--out a --out b", Err("`--out` is given twice")),
        ("--out a --print asl", Err("`--print` writes no files: leave out `--out`")),
    ];
    for (line, expected) in table {
        let read = Command::read(line.split_whitespace().map(str::to_owned));
        assert_eq!(read.map_err(|problem| problem.to_string()), expected.map_err(str::to_owned), "{line}");
    }
}

#[test]
fn a_wrong_command_line_shows_the_usage() {
    let outcome = run(&["--colour"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome.stderr.starts_with("error: unknown argument `--colour`\n\nusage: cargo run --example "),
        "{outcome:?}"
    );
}

#[test]
fn three_files_are_written_and_described() {
    let directory = scratch("files");
    let outcome = run(&["--out", &directory.display().to_string()]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""));
    let read = |name: &str| fs::read_to_string(directory.join(name)).unwrap();
    assert_eq!(read("hello.asl.json"), run(&["--print", "asl"]).stdout);
    assert_eq!(read("hello.template.json"), run(&["--print", "template"]).stdout);
    assert_eq!(read("hello.mmd"), run(&["--print", "mermaid"]).stdout);
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 3);

    let told = outcome.stdout.replace(&directory.display().to_string(), "DIR");
    let told = told.replace(&super::report::rules().to_string(), "N");
    insta::assert_snapshot!(told, @r"
    hello

      states       1
      transitions  1 on the shortest path that ends well,
                   1 on the longest that enters no state twice (each Map with one item)
      checked      expressions and types by rustc, the machine by N rules: nothing found
      role         9 actions on the resources the tasks name (lambda, logs)

      DIR/hello.asl.json       Amazon States Language
      DIR/hello.template.json  CloudFormation
      DIR/hello.mmd            Mermaid diagram

    Deploy the machine with its role and log group:

      aws cloudformation deploy --stack-name hello \
        --template-file DIR/hello.template.json --capabilities CAPABILITY_IAM \
        --parameter-overrides GreetFn=…

    or the definition alone, in a SAM template of yours:

      Type: AWS::Serverless::StateMachine
      Properties:
        DefinitionUri: DIR/hello.asl.json
        Policies: …  # the statements of StateMachineRole
        DefinitionSubstitutions:
          GreetFn: …
    ");
}

#[test]
fn an_unwritable_directory_is_an_error_and_leaves_nothing() {
    let file = scratch("unwritable");
    fs::write(&file, "a file").unwrap();
    let outcome = run(&["--out", &file.join("deeper").display().to_string()]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.starts_with("error: cannot create the directory `"), "{outcome:?}");

    let directory = scratch("half");
    fs::create_dir_all(directory.join("hello.mmd")).unwrap();
    let outcome = run(&["--out", &directory.display().to_string()]);
    assert_eq!(outcome.status, 1);
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 1, "only what was there before");
}

#[test]
fn a_workflow_with_errors_is_reported() {
    let broken = asl_schema::check_str("{}", &asl_schema::Options::standard());
    let outcome = outcome(Vec::new(), Err(broken), |deployment| deployment);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.contains("StartAt"), "{outcome:?}");
}

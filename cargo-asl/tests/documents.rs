//! Every kind of file: which definitions are in it, and that a finding inside a string points at exactly the characters that are wrong.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use std::io;
use std::path::Path;

use asl_schema::{Diagnostic, MachineType, Options, Severity, check_document};
use cargo_asl::document::{OpenedDocument, apply_allowances, open, open_with};

/// The code of each finding, and the text that it points at.
fn found(path: &str, text: &str) -> Vec<(String, String)> {
    let documents = open(path.as_ref(), text).unwrap();
    assert!(!documents.is_empty(), "no definition in {text}");
    let findings = documents.iter().flat_map(findings);
    findings.map(|finding| (finding.code().to_owned(), marked(&finding, text).to_owned())).collect()
}

/// All findings of a definition, those around it first.
fn findings(document: &OpenedDocument) -> Vec<Diagnostic> {
    let report = document.document().map(|document| check_document(&document, &Options::standard()));
    let inside = report.into_iter().flat_map(|report| report.diagnostics().to_vec());
    document.findings().iter().cloned().chain(inside).collect()
}

fn marked<'t>(finding: &Diagnostic, text: &'t str) -> &'t str {
    let span = finding.span.unwrap();
    &text[span.start.offset..span.end.offset]
}

fn one(code: &str, marked: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), marked.to_owned())]
}

/// The word behind `asl-allow:` is a part of a string, as the parts of an expression are.
#[test]
fn a_part_of_a_string_in_every_style_of_yaml() {
    for (style, marked) in [
        ("a plain one with asl-allow: nonsens", None),
        ("a plain one with asl-allow:nonsens", Some("nonsens")),
        ("'It''s asl-allow: nonsens'", Some("nonsens")),
        (r#""caf\u00e9 \"x\" \U0001F980 asl-allow: nonsens""#, Some("nonsens")),
        (r#""caf\xe9 asl-allow: non\x73ens""#, Some(r"non\x73ens")),
        ("|\n    caf\u{e9}\n      and more\n\n    asl-allow: nonsens\n", Some("nonsens")),
        (">-\n    caf\u{e9} is\n    folded\n\n      and\n    asl-allow:\n    nonsens\n    here\n", Some("nonsens")),
        (">2\n\n\n     folded\n    asl-allow: nonsens", Some("nonsens")),
        ("|+\r\n    lines\r\n    asl-allow: nonsens\r\n\r\n", Some("nonsens")),
        ("a plain\n\n   one over\n  lines asl-allow:nonsens", Some("nonsens")),
        ("\"folded\n\n    \\\n   asl-allow: \\\n    nonsens\"", Some("nonsens")),
        ("&x !!str asl-allow:nonsens", Some("nonsens")),
    ] {
        let text = format!("Comment: {style}\nStartAt: A\nStates:\n  A: {{Type: Succeed}}\n");
        let Some(marked) = marked else {
            open("a.yaml".as_ref(), &text).unwrap_err();
            continue;
        };
        assert_eq!(found("a.asl.yaml", &text), one("ASL191", marked), "{text}");
        assert_eq!(found("-", &text), one("ASL191", marked), "{text}");
    }
}

#[test]
fn flow_collections_anchors_and_merges_have_places() {
    let text = "\
StartAt: A
x: &wait {Type: Wait, Seconds: 1, Next: &b B}
States: {A: {<<: *wait, Next: Bb}, \"B\": {<<: [{Type: Succeed}, *wait], Comment: *b}}
";
    let found = found("a.yml", text);
    for (code, marked) in [("ASL105", "x"), ("ASL201", "Bb"), ("ASL106", "Next"), ("ASL106", "Seconds")] {
        assert!(found.contains(&(code.to_owned(), marked.to_owned())), "{code} {marked} {found:?}");
    }
}

#[test]
fn a_key_that_is_written_twice_has_both_places() {
    let expected = "\
warning[ASL104]: the key `Comment` is written twice
 --> 6:5
  = in: /States/A/Comment
  = note: written here first (/States/A/Comment at 5:5)
  = help: remove one of the two; only the last would count";
    let text = "StartAt: A\nStates:\n  A:\n    Type: Succeed\n    Comment: x\n    Comment: y\n";
    let documents = open("a.yaml".as_ref(), text).unwrap();
    assert_eq!(findings(&documents[0])[0].to_string(), expected);
    let text = template(
        "{\"Definition\": {\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\",\n\"Comment\": 1, \"Comment\": \"x\"}}}}",
    );
    let documents = open("a.json".as_ref(), &text).unwrap();
    let finding = &findings(&documents[0])[0];
    assert_eq!((finding.code(), finding.to_string().contains("(/States/A/Comment at 2:1)")), ("ASL104", true));
}

#[test]
fn words_that_two_versions_of_yaml_read_differently() {
    let found_in_definition = found("a.yaml", "StartAt: A\nStates: {A: {Type: Pass, End: yes}}");
    let codes: Vec<_> = found_in_definition.iter().map(|(code, marked)| (code.as_str(), marked.as_str())).collect();
    assert_eq!(codes[..2], [("ASL153", "yes"), ("ASL109", "yes")]);
    // Templates are YAML 1.1.
    let template = "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: A, States: {A: {Type: Pass, End: yes}}}}}}";
    assert_eq!(found("t.yaml", template), []);
}

const DEFINITION: &str =
    r#"{"Comment": "caf\u00e9 \"x\" asl-allow: nonsens", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#;

fn template(properties: &str) -> String {
    let machine = format!("{{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {properties}}}");
    format!("{{\"Resources\": {{\"F\": {{}}, \"M\": {machine}}}}}")
}

#[test]
fn a_string_inside_a_string_of_a_json_template() {
    let string = serde_json::to_string(DEFINITION).unwrap();
    for property in [
        format!("{{\"DefinitionString\": {string}}}"),
        format!("{{\"DefinitionString\": {{\"Fn::Sub\": {string}}}}}"),
        format!("{{\"DefinitionString\": {{\"Fn::Sub\": [{string}, {{}}]}}}}"),
        format!("{{\"Definition\": {DEFINITION}}}"),
        format!("{{\"DefinitionString\": {{\"Fn::ToJsonString\": {DEFINITION}}}}}"),
    ] {
        assert_eq!(found("t.json", &template(&property)), one("ASL191", "nonsens"), "{property}");
    }
}

#[test]
fn a_block_of_a_yaml_template() {
    for (head, tail) in [("|", ""), ("!Sub |", ""), (">", ""), ("!Sub\n        - |-", "        - {A: !Ref B}\n")] {
        let head = format!(
            "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      StateMachineType: EXPRESS\n      DefinitionString: {head}\n"
        );
        let text = format!("{head}          {DEFINITION}\n{tail}");
        assert_eq!(open("t.template".as_ref(), &text).unwrap()[0].machine_type(), Some(MachineType::Express));
        assert_eq!(found("t.template", &text), one("ASL191", "nonsens"), "{text}");
    }
}

/// As CDK synthesizes `LambdaInvoke`: the definition in pieces, with what is known at deployment in between.
#[test]
fn a_join_as_cdk_writes_it() {
    let pieces = r#"{"Fn::Join": ["", [
        "{\"StartAt\":\"Charge\",\"Comment\":\"\\\"caf\u00e9\\\" asl-allow: nons",
        "ens\",\"States\":{\"Charge\":{\"Type\":\"Task\",\"Resource\":\"arn:",
        {"Ref": "AWS::Partition"},
        ":states:::lambda:invoke\",\"TimeoutSeconds\":", {"Ref": "Timeout"}, ",\"Parameters\":{\"FunctionName\":\"",
        {"Fn::GetAtt": ["F", "Arn"]},
        "\",\"Payload.$\":\"$\"},\"Next\":\"Shipp\"},\"Ship\":{\"Type\":\"Succeed\"}}}"
    ]]}"#;
    let text = template(&format!("{{\"DefinitionString\": {pieces}}}"));
    let found = found("cdk.out/Stack.template.json", &text);
    assert!(found.contains(&("ASL201".to_owned(), "\\\"Shipp\\\"".to_owned())), "{found:?}");
    // What is written in two pieces begins in one and ends in the other.
    let (_, allowed) = found.iter().find(|(code, _)| code == "ASL191").unwrap();
    assert_eq!(allowed, "nons\",\n        \"ens");
    assert!(found.iter().all(|(code, _)| code != "ASL101" && code != "ASL921"), "{found:?}");
    let documents = open("t.json".as_ref(), &text).unwrap();
    let machine = asl_schema::read_document(&documents[0].document().unwrap()).machine.unwrap();
    let written = machine.to_json_string();
    for text in ["\"arn:${AWS::Partition}:states:::lambda:invoke\"", "\"${F.Arn}\"", "\"${Timeout}\""] {
        assert!(written.contains(text), "{written}");
    }
}

#[test]
fn both_branches_of_a_condition() {
    let text = "\
Conditions: {Prod: !Equals [a, b]}
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !If [Prod, '{\"StartAt\": \"B\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}', !Ref AWS::NoValue]
  N:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        Fn::If:
          - Prod
          - {StartAt: A, States: {A: {Type: Succeed}}}
          - StartAt: A
            Comment: !If [Prod, a, b]
            QueryLanguage: !Ref AWS::NoValue
            States: !If [Prod, {A: {Type: Succeed}}, {B: {Type: Succeed}}]
";
    let documents = open("t.yaml".as_ref(), text).unwrap();
    let labels: Vec<_> = documents.iter().map(|document| document.label().unwrap()).collect();
    assert_eq!(labels, ["M if Prod", "N if Prod", "N unless Prod"]);
    assert_eq!(found("t.yaml", text)[0], ("ASL201".to_owned(), "\"B\"".to_owned()));
    assert!(documents.iter().skip(1).all(|document| findings(document).is_empty()), "{:?}", findings(&documents[2]));
}

#[test]
fn names_that_the_template_fills() {
    let text = "\
Parameters: {P: {Type: String}}
Resources:
  F: {Type: AWS::Lambda::Function}
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {Used: !Ref P, Unused: !Ref P}
      DefinitionString: !Sub |
        {\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"End\": true, \"TimeoutSeconds\": ${P},
        \"Resource\": \"${F.Arn} ${AWS::Region} ${!Used} ${!Usedd} ${G}\"}}}
  N:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Pass, Result: 'x ${AWS::Region}', End: true}}}
";
    let documents = open("t.yaml".as_ref(), text).unwrap();
    let about = |index: usize| -> Vec<String> {
        let findings: &[Diagnostic] = documents[index].findings();
        let shown = |finding: &Diagnostic| {
            let help = finding.help.as_deref().unwrap();
            format!("{} {} {}: {help}", finding.severity, finding.code(), marked(finding, text))
        };
        findings.iter().map(shown).collect()
    };
    assert_eq!(Severity::Error.to_string(), "error");
    assert_eq!(
        about(0),
        [
            "error ASL921 ${G}: write `${!G}` for the text `${G}`, such as a name of `DefinitionSubstitutions`",
            "warning ASL921 ${!Usedd}: did you mean `Used`?",
            "warning ASL922 Unused: remove it",
        ]
    );
    // `Fn` is what `${Fnn}` means, not another mistake.
    let misspelled = "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionSubstitutions: {Fn: x}, Definition: {StartAt: '${Fnn}'}}}}";
    let documents_with_one = open("t.yaml".as_ref(), misspelled).unwrap();
    assert_eq!(documents_with_one[0].findings().len(), 1);
    assert_eq!(about(1), ["warning ASL921 ${AWS::Region}: write the text as the argument of `Fn::Sub`"]);
}

#[test]
fn a_definition_in_a_file_of_its_own() {
    let text = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: ./machines/m.asl.json
      DefinitionSubstitutions: {Table: !Ref T, Seconds: 3, Other: 1}
  Gone: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: gone.json}}
  Far: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: s3://bucket/key}}
  Farther: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionS3Location: {Bucket: b, Key: k}}}
  Macro: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {Fn::Transform: {Name: AWS::Include}}}}
  Nothing: {Type: AWS::Serverless::StateMachine, Properties: {Name: x}}
";
    let inner = r#"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": ${Seconds}, "Next": "B",
        "Comment": "${Table} ${Tabel}"}}}"#;
    let load = |path: &Path| match path == Path::new("app/./machines/m.asl.json") {
        true => Ok(inner.to_owned()),
        false => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let documents = open_with("app/template.yaml".as_ref(), text, &load).unwrap();
    assert_eq!(documents[0].path(), Path::new("app/./machines/m.asl.json"));
    assert_eq!(documents[0].machine_type(), Some(MachineType::Express));
    let codes = documents.iter().map(|document| {
        let codes: Vec<_> = document.findings().iter().map(Diagnostic::code).collect();
        codes.join(" ")
    });
    let codes: Vec<_> = codes.collect();
    assert_eq!(codes, ["ASL921 ASL922", "ASL924", "ASL923", "ASL923", "ASL923", "ASL923"]);
    assert_eq!(marked(&documents[0].findings()[0], inner), "${Tabel}");
    assert_eq!(marked(&documents[0].findings()[1], text), "Other");
    assert_eq!(marked(&documents[1].findings()[0], text), "gone.json");
    assert!(documents.iter().skip(1).all(|document| document.document().is_none()));
    let report = check_document(&documents[0].document().unwrap(), &Options::standard());
    let missing = report.errors().find(|error| error.code() == "ASL201").unwrap();
    assert_eq!(marked(missing, inner), "\"B\"");
    assert!(report.errors().all(|error| error.code() != "ASL101"));
}

/// As SAM and Terraform read it: JSON only when it is filled.
#[test]
fn numbers_that_are_filled_in_later() {
    let text = r#"{"StartAt": "B", "States": {"A": {"Type": "Wait", "Seconds": ${Seconds}, "Comment": "\"${x}\"", "End": true}}}"#;
    for path in ["a.asl.json", "-"] {
        let found = found(path, text);
        assert!(found.contains(&("ASL201".to_owned(), "\"B\"".to_owned())), "{found:?}");
        assert!(found.iter().all(|(code, _)| code != "ASL101"), "{found:?}");
    }
}

#[test]
fn what_is_not_a_definition() {
    let error = open("x.json".as_ref(), "{\"name\": 1, \"version\": 2}").unwrap_err().to_string();
    let expected = "\
error[ASL152]: the file is neither a definition nor a template: it has `name`, `version`
 --> x.json:1:1
  = help: a definition has `StartAt` and `States`, a template has `Resources`";
    assert_eq!(error, expected);
    let answer = r#"{"stateMachineArn": "arn:…", "definition": "{\"StartAt\": \"A\"}", "type": "STANDARD"}"#;
    let error = open("described.json".as_ref(), answer).unwrap_err().to_string();
    assert!(error.contains("= help: check what `definition` holds by itself"), "{error}");
    assert!(open("t.yaml".as_ref(), "Resources: {Q: {Type: AWS::SQS::Queue}}").unwrap().is_empty());
    assert_eq!(open("x.asl.json".as_ref(), "{}").unwrap().len(), 1);
    assert_eq!(open("x.json".as_ref(), "{\"StartAt\": ").unwrap().len(), 1);
    for (text, message, line) in [
        ("a: 1\n---\nb: 1", "a second YAML document begins here", 2),
        ("a:\n\t- b", "the text is not YAML: tabs disallowed within this context (block indentation)", 2),
        ("a: &a [*a]", "an anchor cannot contain its own alias", 1),
        ("StartAt: A\n? [a]\n: b", "a key is a text, not a list or an object", 2),
        ("", "the text is empty", 1),
        ("a: {b: *c}", "the text is not YAML: while parsing node, found unknown anchor", 1),
        ("<<: 1", "`<<` merges an object or a list of objects", 1),
        ("a: 'b\nc: d", "the text is not YAML: unclosed quote", 1),
    ] {
        let error = open("x.asl.yaml".as_ref(), text).unwrap_err().diagnostic;
        assert_eq!((error.message.as_str(), error.span.unwrap().start.line), (message, line), "{text}");
    }
}

#[test]
fn comments_allow() {
    let text = "\
# asl-allow: ASL202
Comment: 'x # asl-allow: ASL999'
StartAt: A # asl-allow: undefined-rule, ASL201 nobody knows
States:
  # asl-allow: unreachable-state
  # asl-allow: ASL205 written twice
  B: { Type: Pass }
  A:
    Type: Succeed
";
    let documents = open("a.yaml".as_ref(), text).unwrap();
    let inside = documents.iter().flat_map(findings);
    let mut findings: Vec<_> = inside.map(|finding| finding.in_file("a.yaml")).collect();
    apply_allowances(&documents, &mut findings);
    let shown: Vec<_> = findings.iter().map(|finding| (finding.code(), marked(finding, text))).collect();
    assert_eq!(shown, [("ASL191", "ASL999"), ("ASL192", "ASL202"), ("ASL191", "undefined-rule"), ("ASL192", "ASL201")]);
}

#[test]
fn a_configuration_of_the_serverless_framework() {
    let text = "\
service: orders
stepFunctions:
  stateMachines:
    m:
      type: EXPRESS
      definition:
        StartAt: A
        States:
          A: {Type: Task, Resource: !GetAtt F.Arn, Next: '${self:custom.next}x', Comment: 'asl-allow: nonsens'}
";
    let documents = open("serverless.yml".as_ref(), text).unwrap();
    assert_eq!((documents[0].label(), documents[0].machine_type()), (Some("m"), Some(MachineType::Express)));
    assert!(found("serverless.yml", text).contains(&("ASL191".to_owned(), "nonsens".to_owned())));
    assert!(documents[0].findings().is_empty());
}

#[test]
fn the_serverless_framework_puts_numbers_and_objects_for_its_placeholders() {
    let definition = |indent: &str| {
        "\
StartAt: A
States:
  A: {Type: Task, Resource: !GetAtt F.Arn, TimeoutSeconds: '${self:custom.limit}', Retry: ['${self:custom.retry}'], Next: B}
  B: {Type: Choice, Choices: [{Variable: $.n, NumericEquals: '${self:custom.n}', Next: C}], Default: C}
  C: '${file(last.yml)}'
"
        .lines()
        .map(|line| format!("{indent}{line}\n"))
        .collect::<String>()
    };
    let serverless = format!("stepFunctions:\n  stateMachines:\n    m:\n      definition:\n{}", definition("        "));
    assert_eq!(found("serverless.yml", &serverless), []);

    let template = format!(
        "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition:\n{}",
        definition("        ")
    );
    let codes: Vec<String> = found("template.yaml", &template).into_iter().map(|(code, _)| code).collect();
    let inside: Vec<&str> = codes.iter().map(String::as_str).filter(|code| *code != "ASL921").collect();
    assert_eq!(inside, ["ASL109", "ASL109", "ASL403", "ASL114"]);
}

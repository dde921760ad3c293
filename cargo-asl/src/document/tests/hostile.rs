//! Files that nobody writes in good faith: an answer or an error, in bounded time and memory.

use std::time::{Duration, Instant};

use asl_schema::{Options, check_document};
use proptest::prelude::*;

use super::super::open;

/// Opens and checks; the machines that were found, or the error.
fn run(path: &str, text: &str) -> Result<usize, String> {
    let start = Instant::now();
    let documents = open(path.as_ref(), text).map_err(|error| error.diagnostic.message.clone());
    for document in documents.iter().flatten() {
        if let Some(document) = document.document() {
            check_document(&document, &Options::standard());
        }
    }
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?} for {} bytes", text.len());
    documents.map(|documents| documents.len())
}

const GOOD: &str = "\
Parameters: {P: {Type: String}} # asl-allow: ASL201
Resources:
  M: &m
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: {Used: !Ref P, <<: {Other: 1}}
      DefinitionString: !Sub
        - |-
          {\"StartAt\": \"é\\n\", \"States\": {\"A\": {\"Type\": \"Task\", \"Seconds\": ${P},
          \"Resource\": \"${F.Arn} ${!Used} ${G}\"}}}
        - {G: \"x\\u00e9\\
            y\"}
  N:
    <<: *m
    Properties:
      Definition: {StartAt: 'A', States: {A: !If [c, {Type: Pass}, !Ref AWS::NoValue], B: >+2

            x

      }}
  O: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionString: {'Fn::Join': ['', [a, !GetAtt [b, c]]]}}}
";

#[test]
fn every_beginning_of_a_file() {
    for end in (0..=GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        let _ = run("-", &GOOD[..end]);
        let _ = run("t.yaml", &GOOD[end..]);
    }
}

#[test]
fn deep_nesting() {
    let deep = 30_000;
    for opening in
        ["[", "{a: ", "- ", "? ", "- - ? ", "{\"a\":", "!Sub [", "&a [", "{? [", "'", "\"", "!", "|", "<<: {", "a:\n "]
    {
        for head in [
            "",
            "StartAt: ",
            "Resources: ",
            "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {Definition: ",
        ] {
            let text = format!("{head}{}", opening.repeat(deep));
            let _ = run("t.yaml", &text);
            let _ = run("t.json", &text);
        }
    }
    let stairs: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    run("t.yaml", &stairs).unwrap_err();
    let deep = format!("{{\"Resources\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let _ = run("t.json", &deep);
}

#[test]
fn aliases_of_aliases() {
    let mut bomb = "StartAt: A\nl0: &l0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*l{}", level - 1);
        bomb.push_str(&format!("l{level}: &l{level} [{}]\n", [alias.as_str(); 9].join(", ")));
    }
    assert_eq!(run("t.yaml", &bomb), Err("the anchors and aliases of this file stand for too much text".to_owned()));
    let merges: String = (1..40)
        .map(|level| format!("l{level}: &l{level} {{a{level}: *l{0}, b: {{<<: [*l{0}, *l{0}]}}}}\n", level - 1))
        .collect();
    run("t.yaml", &format!("StartAt: A\nl0: &l0 {{a: b}}\n{merges}")).unwrap_err();
    let chain: String = (1..300).map(|level| format!("l{level}: &l{level} [*l{}]\n", level - 1)).collect();
    assert_eq!(
        run("t.yaml", &format!("StartAt: A\nl0: &l0 [x]\n{chain}")),
        Err("values nest more than 127 deep".to_owned())
    );
    let text = "x".repeat(100_000);
    let many = "*a, ".repeat(10_000);
    run("t.yaml", &format!("StartAt: A\na: &a {text}\nb: [{many}]")).unwrap_err();
    // What people write is far below.
    let retry = "{ErrorEquals: [States.ALL], IntervalSeconds: 1, BackoffRate: 2}";
    let states: String =
        (0..1_000).map(|state| format!("  S{state}: {{Type: Pass, End: true, Retry: [*retry]}}\n")).collect();
    assert_eq!(run("t.yaml", &format!("StartAt: S0\nRetry: &retry {retry}\nStates:\n{states}")), Ok(1));
}

#[test]
fn huge_texts() {
    let size = 1 << 18;
    for unit in [
        "x",
        " ",
        "x\n  ",
        "\\n",
        "\\\n  ",
        "''",
        "${A}",
        "${!A}",
        "${",
        "\\\"",
        "\n",
        "é ",
        "# asl-allow: a\n",
        "\"",
        "{\"a\":${b}}",
        "x \n\n  ",
        "\t",
    ] {
        let body = unit.repeat(size / unit.len() / 4);
        for (head, tail) in [
            ("StartAt: ", ""),
            ("StartAt: '", "'"),
            ("StartAt: \"", "\""),
            ("StartAt: |\n  ", ""),
            ("StartAt: >\n  ", ""),
            (
                "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n     DefinitionString: !Sub |\n      ",
                "\n     x: 1",
            ),
            (
                "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionSubstitutions: {}, DefinitionString: \"",
                "\"}}}",
            ),
        ] {
            let _ = run("t.yaml", &format!("{head}{body}{tail}"));
        }
    }
}

#[test]
fn many_of_everything() {
    let many = 3_000;
    let numbered = |unit: &str| (0..many).map(|number| unit.replace('#', &number.to_string())).collect::<String>();
    let machine = |properties: &str| {
        format!("Resources: {{M: {{Type: AWS::StepFunctions::StateMachine, Properties: {{{properties}}}}}}}")
    };
    let texts = [
        numbered("k#: 1\n") + "StartAt: A",
        "k: 1\n".repeat(many) + "StartAt: A",
        numbered("k#: 1 # asl-allow: ASL#\n") + "StartAt: A",
        machine(&format!(
            "DefinitionString: '{}', DefinitionSubstitutions: {{{}}}",
            numbered("${a#}"),
            numbered("b#: 1, ")
        )),
        machine(&format!(
            "DefinitionString: !Sub '{}', DefinitionSubstitutions: {{{}}}",
            numbered("${a#}"),
            numbered("b#: 1, ")
        )),
        machine(&format!("DefinitionString: {{Fn::Join: ['', [{}]]}}", numbered("'a#', !Ref b, "))),
        machine(&format!("Definition: {{StartAt: A, States: {{{}}}}}", numbered("a#: '${b#}', "))),
        format!(
            "Resources:\n{}",
            numbered("  M#: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionString: !Sub '${a}'}}\n")
        ),
        format!("StartAt: A\nx: {}", numbered("yes# ")),
        format!("StartAt: A\nx: [{}]", "yes, ".repeat(many)),
        numbered("--- #\n"),
        numbered("%TAG !#! a\n"),
    ];
    for text in texts {
        let _ = run("t.yaml", &text);
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for path in ["t.yaml", "t.json", "-"] {
            let _ = run(path, &text);
        }
    }

    #[test]
    fn any_marks(text in "([-?:,\\[\\]{}#&*!|>'\"%@` \n\t\ra<\\\\$]|: |- |<<: |\\*a|&a |!Sub |\r\n  |StartAt: ){0,40}") {
        let _ = run("t.yaml", &text);
        let _ = run("t.yaml", &format!("StartAt: 1\nx:\n  {text}"));
    }

    #[test]
    fn a_good_file_with_a_hole(start in 0..GOOD.len(), length in 0..40_usize, mark in "[-?:,\\[\\]{}#&*!|>'\"%@` \n\t\r]{0,2}") {
        let mut bytes = GOOD.as_bytes().to_vec();
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, mark.bytes());
        let _ = run("t.yaml", &String::from_utf8_lossy(&bytes));
    }
}

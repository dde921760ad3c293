//! A defect inside a JSONata expression, however many layers of spelling are around it: the span is that of the offending characters.
//!
//! Each definition is spelled by a serializer of the layer, not by hand, and the characters are looked for in the file: that is the oracle.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by panicking")]

use asl_schema::{Options, check_document};
use cargo_asl::document::open;
use serde_json::{Value, json};

/// An expression, the code of what is wrong with it, and the characters that are wrong.
const DEFECTS: [(&str, &str, &str); 5] = [
    ("{% $upercase($states.input.name) %}", "ASL319", "$upercase"),
    ("{% 'caf\u{e9} \u{1f980} \"' & phone & '\\n' %}", "ASL312", "phone"),
    ("{% \"a\\tb\" & $substring('x', 0, 1, 2) %}", "ASL320", "$substring"),
    ("{% /a\\\\b\"/ ~> $$ %}", "ASL312", "$$"),
    ("{% $states.inptu.`a b` %}", "ASL313", "inptu"),
];

fn definition(expression: &str) -> Value {
    json!({
        "QueryLanguage": "JSONata",
        "StartAt": "Look",
        "States": { "Look": { "Type": "Pass", "Output": { "r": expression }, "End": true } },
    })
}

/// What the only finding of the only definition points at.
fn marked<'t>(path: &str, text: &'t str, code: &str) -> &'t str {
    let documents = open(path.as_ref(), text).unwrap();
    let [document] = documents.as_slice() else { panic!("{} definitions in\n{text}", documents.len()) };
    assert_eq!(document.findings(), [], "{text}");
    let report = check_document(&document.document().unwrap(), &Options::standard());
    let [finding] = report.diagnostics() else { panic!("{:#?}\n{text}", report.diagnostics()) };
    assert_eq!(finding.code(), code, "{finding}\n{text}");
    let span = finding.span.unwrap();
    let marked = &text[span.start.offset..span.end.offset];
    // Lines and columns say the same as offsets.
    let line = text.split('\n').nth(span.start.line as usize - 1).unwrap();
    let rest: String = line.chars().skip(span.start.column as usize - 1).collect();
    let first = marked.split('\n').next().unwrap();
    assert!(rest.starts_with(first), "{span}: {rest:?} {marked:?}");
    marked
}

/// Every ASCII letter that JSON lets be escaped as `\uXXXX` is.
fn escaped(text: &str) -> String {
    text.chars()
        .map(
            |letter| {
                if letter.is_ascii_alphabetic() { format!("\\u{:04x}", letter as u32) } else { letter.to_string() }
            },
        )
        .collect()
}

fn json_template(definition_string: &Value) -> String {
    let machine =
        json!({ "Type": "AWS::StepFunctions::StateMachine", "Properties": { "DefinitionString": definition_string } });
    serde_json::to_string_pretty(&json!({ "Resources": { "Machine": machine } })).unwrap()
}

#[test]
fn in_a_json_string() {
    for (expression, code, wrong) in DEFECTS {
        assert_eq!(marked("a.asl.json", &definition(expression).to_string(), code), wrong);
    }
}

#[test]
fn in_a_json_string_where_each_letter_is_an_escape() {
    for (expression, code, wrong) in DEFECTS {
        let text = definition("HERE").to_string();
        let literal = serde_json::to_string(expression).unwrap();
        // Only the wrong word is escaped, and a piece of what is before it.
        let literal = literal.replacen(wrong, &escaped(wrong), 1).replacen("{% ", "\\u007b% ", 1);
        assert_eq!(marked("a.asl.json", &text.replace("\"HERE\"", &literal), code), escaped(wrong));
    }
}

/// `spelled` is the scalar behind `r: `; the wrong word is in it as it is.
fn in_yaml(spelled: &str, code: &str) -> String {
    let text = format!(
        "QueryLanguage: JSONata\nStartAt: Look\nStates:\n  Look:\n    Type: Pass\n    Output:\n      r: {spelled}\n    End: true\n"
    );
    let windows = text.replace('\n', "\r\n");
    let found = marked("a.asl.yaml", &text, code).to_owned();
    assert_eq!(marked("a.asl.yaml", &windows, code).replace("\r\n", "\n"), found);
    found
}

#[test]
fn in_each_style_of_yaml() {
    for (expression, code, wrong) in DEFECTS {
        assert_eq!(in_yaml(&format!("'{}'", expression.replace('\'', "''")), code), wrong);
        assert_eq!(in_yaml(&serde_json::to_string(expression).unwrap(), code), wrong);
        assert_eq!(in_yaml(&format!("|-\n        {expression}"), code), wrong);
        assert_eq!(in_yaml(&format!(">-\n        {expression}"), code), wrong);
    }
}

#[test]
fn in_scalars_of_several_lines() {
    for spelled in [
        "|-\n        {%\n          $count($states.input.a)\n          + phone\n        %}",
        ">-\n        {% $count($states.input.a)\n        + phone %}",
        "'{% $count($states.input.a)\n        + phone %}'",
        "\"{% $count($states.input.a)\\\n        \\ + phone %}\"",
    ] {
        assert_eq!(in_yaml(spelled, "ASL312"), "phone", "{spelled}");
    }
    // What is folded in the middle of a name is two names: a step and a bare one.
    assert_eq!(in_yaml("\"{% ph\\\n        one %}\"", "ASL312"), "ph\\\n        one");
}

/// A plain scalar cannot begin with `{`: the expression is joined.
#[test]
fn in_a_plain_scalar_of_a_template() {
    let text = "\
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        QueryLanguage: JSONata
        StartAt: Look
        States:
          Look:
            Type: Pass
            Output:
              Fn::Join: ['', ['{%', 1 + phone, '%}']]
            End: true
";
    assert_eq!(marked("t.yaml", text, "ASL312"), "phone");
}

#[test]
fn in_a_string_inside_a_string() {
    for (expression, code, wrong) in DEFECTS {
        let text = definition(expression).to_string();
        assert_eq!(marked("t.json", &json_template(&json!(text)), code), wrong);
        // Indented: every line break is an escape.
        let text = serde_json::to_string_pretty(&definition(expression)).unwrap();
        assert_eq!(marked("t.json", &json_template(&json!(text)), code), wrong);
    }
}

#[test]
fn in_a_block_of_a_yaml_template() {
    for (expression, code, wrong) in DEFECTS {
        let definition = serde_json::to_string_pretty(&definition(expression)).unwrap();
        for head in ["|", ">-", "!Sub |", "!Sub\n        - |+", "\n        Fn::Sub: |2"] {
            let block = definition.replace('\n', "\n            ");
            let tail = if head.contains("- |") { "        - {A: b}\n" } else { "" };
            let text = format!(
                "Resources:\n  Machine:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionString: {head}\n            {block}\n{tail}"
            );
            assert_eq!(marked("t.yaml", &text, code), wrong, "{text}");
        }
    }
}

#[test]
fn through_sub_with_values_before_it() {
    for (expression, code, wrong) in DEFECTS {
        let mut definition = definition(expression);
        definition["Comment"] = json!("${AWS::StackName} ${Made} ${!Kept}");
        let substitutions = json!({ "Made": "longer than its name" });
        let template = json_template(&json!({ "Fn::Sub": [definition.to_string(), substitutions] }));
        let template = template.replace("\"Fn::Sub\"", "\"Fn::Sub\" ");
        let documents = open("t.json".as_ref(), &template).unwrap();
        let report = check_document(&documents[0].document().unwrap(), &Options::standard());
        let finding = &report.diagnostics()[0];
        let span = finding.span.unwrap();
        assert_eq!((finding.code(), &template[span.start.offset..span.end.offset]), (code, wrong), "{template}");
    }
}

/// As CDK joins: cut at any place, a token between the pieces.
#[test]
fn through_join_cut_anywhere() {
    for (expression, code, wrong) in DEFECTS {
        let mut definition = definition(expression);
        definition["Comment"] = json!("HERE");
        let text = definition.to_string();
        let (before, after) = text.split_once("HERE").unwrap();
        for cut in (0..after.len()).filter(|cut| after.is_char_boundary(*cut)) {
            let (first, second) = after.split_at(cut);
            let pieces = json!([before, { "Fn::GetAtt": ["Charge0D1E9A67", "Arn"] }, { "Ref": "AWS::Partition" }, first, second]);
            let template = json_template(&json!({ "Fn::Join": ["", pieces] }));
            let found = marked("t.json", &template, code);
            // Cut inside of the word, the span reaches over the seam.
            let whole: String =
                found.split('"').filter(|part| !part.trim_matches([',', '\n', ' ']).is_empty()).collect();
            assert_eq!(whole, wrong, "{template}");
        }
    }
}

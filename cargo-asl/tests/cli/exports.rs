//! Machines as other tools write them: CDK, SAM, Terraform, the Serverless Framework, Workflow Studio. What they write has no findings;
//! what is broken in it is found where its author would look for it.

use std::path::Path;

use crate::folder::{Folder, Ran};

/// What is checked in each folder of `tests/exports`.
const EXPORTS: [&str; 6] = [
    "cdk/Orders.template.json",
    "sam/template.yaml",
    "sam/statemachine/stock_trading.asl.json",
    "serverless/serverless.yml",
    "studio/support.asl.json",
    "terraform/ingest.json",
];

fn exports() -> Folder {
    let folder = Folder::of([]);
    for name in EXPORTS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name));
        folder.write(name, text.unwrap());
    }
    folder
}

/// The check of a file in which something is written otherwise.
fn broken(checked: &str, file: &str, right: &str, wrong: &str) -> Ran {
    let folder = exports();
    let text = folder.read(file);
    assert!(text.contains(right), "{file} has no {right}");
    folder.write(file, text.replacen(right, wrong, 1));
    folder.run(&format!("check {checked}"))
}

#[test]
fn what_they_write_is_clean() {
    for name in EXPORTS {
        let ran = exports().run(&format!("check {name} --deny-warnings"));
        assert_eq!(
            (ran.status, ran.out.as_str(), ran.err.as_str()),
            (0, "1 definition checked, nothing found\n", ""),
            "{name}"
        );
    }
    // A folder: definitions alone, and each template when it is named.
    let all = exports()
        .run("check . cdk/Orders.template.json sam/template.yaml serverless/serverless.yml terraform/ingest.json");
    assert_eq!(all.out, "6 definitions checked, nothing found\n");
}

#[test]
fn a_misspelled_state_in_the_string_of_cdk() {
    let file = "cdk/Orders.template.json";
    let ran = broken(file, file, r#"Next\":\"Save\""#, r#"Next\":\"Sav\""#);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.out, @r##"
    error[ASL201]: `Next` names a state `Sav` that does not exist
      --> cdk/Orders.template.json:56:142
       |
    56 | ...\"$.charge.paid\",\"BooleanEquals\":true,\"Next\":\"Sav\"}],\"Default\":\"Unpaid\"},\"Unpaid\":{\"Type\":\"...
       |                                                      ^^^^^^^
       |
       = in: Orders5A6C8B22 /States/Paid?/Choices[0]/Next
       = help: did you mean `Save`?

    1 definition checked, 1 error and 0 warnings found
    "##);
}

#[test]
fn a_name_that_the_template_of_sam_does_not_fill() {
    let ran = broken("sam/template.yaml --deny-warnings", "sam/template.yaml", "DDBTable: !Ref", "DBTable: !Ref");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.out, @r##"
    warning[ASL921]: nothing fills `${DDBTable}`: Step Functions gets it as it is
      --> sam/statemachine/stock_trading.asl.json:30:31
       |
    30 |                 "TableName": "${DDBTable}",
       |                               ^^^^^^^^^^^
       |
       = in: StockTrading
       = help: did you mean `DBTable`?

    1 definition checked, 0 errors and 1 warning found
    "##);
}

#[test]
fn a_number_between_quotes_stays_a_text() {
    let file = "sam/statemachine/stock_trading.asl.json";
    let ran = broken("sam/template.yaml", file, "${WaitSeconds}", "\"${WaitSeconds}\"");
    insta::assert_snapshot!(ran.out, @r##"
    warning[ASL109]: `Seconds` is a string, expected an integer
      --> sam/statemachine/stock_trading.asl.json:24:46
       |
    24 |         "Wait": { "Type": "Wait", "Seconds": "${WaitSeconds}", "Next": "Check Stock Price" },
       |                                              ^^^^^^^^^^^^^^^^
       |
       = in: StockTrading /States/Wait/Seconds
       = help: write it without quotes in JSON that is filled in; elsewhere its value stays a text

    1 definition checked, 0 errors and 1 warning found
    "##);
}

#[test]
fn a_definition_that_is_not_there() {
    let ran = broken("sam/template.yaml", "sam/template.yaml", "stock_trading.asl", "stock_tradin.asl");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    // The system says why in its own words.
    assert!(ran.err.contains(
        "error[ASL924]: the definition of `StockTrading` cannot be read from `statemachine/stock_tradin.asl.json`: "
    ));
    assert!(ran.err.contains("= help: write the path of the file from the template's folder"), "{}", ran.err);
}

#[test]
fn a_bare_name_in_one_line_of_terraform() {
    let file = "terraform/ingest.json";
    let ran = broken(file, file, "{% $states.input.Key %}", "{% Key %}");
    insta::assert_snapshot!(ran.out, @r##"
    error[ASL312]: the name `Key` is nothing here: an expression has no context of its own
     --> terraform/ingest.json:1:589
      |
    1 | ...89012:function:convert:live","Payload":{"key":"{% Key %}","size":"{% $states.input.Size %}"}},"Catch":[...
      |                                                      ^^^
      |
      = in: /States/Each object/ItemProcessor/States/Convert/Arguments/Payload/key
      = help: for the input write `$states.input.Key`, for a variable `$Key`, for a text `'Key'`

    1 definition checked, 1 error and 0 warnings found
    "##);
}

#[test]
fn a_misspelled_state_in_the_configuration_of_serverless() {
    let file = "serverless/serverless.yml";
    let ran = broken(file, file, "Next: Ship", "Next: Shp");
    insta::assert_snapshot!(ran.out, @r##"
    error[ASL201]: `Next` names a state `Shp` that does not exist
      --> serverless/serverless.yml:44:19
       |
    44 |             Next: Shp
       |                   ^^^
       |
       = in: orders /States/Charge/Next
    help: did you mean `Ship`?
       |
    44 |             Next: Ship
       |                     +

    1 definition checked, 1 error and 0 warnings found
    "##);
}

#[test]
fn a_definition_that_serverless_reads_from_elsewhere() {
    let file = "serverless/serverless.yml";
    let ran = broken(file, file, "      definition:", "      definition: ${file(machines/orders.yml)}\n      unused:");
    assert_eq!(ran.status, 0);
    insta::assert_snapshot!(ran.out, @r##"
    info[ASL923]: the definition of `orders` is not in this file: it is not checked
      --> serverless/serverless.yml:30:19
       |
    30 |       definition: ${file(machines/orders.yml)}
       |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = in: orders
       = help: check the file that it is in
    "##);
}

#[test]
fn a_variable_without_its_delimiters() {
    let file = "studio/support.asl.json";
    let ran = broken(file, file, "\"{% $ticket %}\"", "\"$ticket\"");
    insta::assert_snapshot!(ran.out, @r##"
    warning[ASL326]: `$ticket` is text: only what stands between `{%` and `%}` is evaluated
      --> studio/support.asl.json:85:21
       |
    85 |           "ticket": "$ticket",
       |                     ^^^^^^^^^
       |
       = in: /States/Wait for a person/Arguments/MessageBody/ticket
    help: write `{% $ticket %}`
       |
    85 -           "ticket": "$ticket",
    85 +           "ticket": "{% $ticket %}",
       |

    1 definition checked, 0 errors and 1 warning found
    "##);
}

/// The one mistake is at the end of the file; what it makes of each state is said, with both ways out.
#[test]
fn a_machine_that_lost_its_query_language() {
    let file = "studio/support.asl.json";
    let ran = broken(file, file, "  \"QueryLanguage\": \"JSONata\"", "  \"TimeoutSeconds\": 60");
    let found: Vec<&str> =
        ran.out.lines().filter_map(|line| line.split(']').next()?.split_once('[')).map(|(_, code)| code).collect();
    let rules: std::collections::BTreeSet<&str> = found.into_iter().filter(|code| code.starts_with("ASL")).collect();
    // What only the refused fields read counts as unused.
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), ["ASL107", "ASL325", "ASL327"], "{}", ran.out);
    assert!(ran.out.contains("or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine"), "{}", ran.out);
}

#[test]
fn a_template_without_state_machines() {
    let folder = Folder::of([("queue.yaml", "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n")]);
    let ran = folder.run("check queue.yaml");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "no state machine found\n", ""));
}

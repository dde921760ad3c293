//! What is refused, and in which words.

use asl_dsl::deploy::{Binding, Deployment, Grant, LogLevel, Logging};
use serde_json::json;

use crate::machines::{distributed, path_task, task};

const L: &str = "arn:aws:states:::lambda:invoke";

/// Every finding in the text a user reads.
fn findings(deployment: &Deployment<'_>) -> String {
    match deployment.template() {
        Ok(template) => template.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"),
        Err(report) => report.to_string(),
    }
}

#[test]
fn a_computed_function_cannot_be_told() {
    let machine = task(L, json!({ "FunctionName": "{% $states.input.fn %}" }));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL901]: cannot tell which Lambda function the state `Do` uses: `FunctionName` is computed (`{% $states.input.fn %}`)
     --> /States/Do
      = help: write an ARN, a name or a `${Placeholder}` in `FunctionName`, or state the permission with `.grant(Grant::new(["lambda:InvokeFunction"], ["arn:…"]).for_state("Do"))`, or allow every Lambda function with `.allow_any_resource("Do", "why")`
    "#);
}

#[test]
fn an_integration_without_a_table_asks_for_a_grant_and_guesses_the_action() {
    let machine = task("arn:aws:states:::aws-sdk:sesv2:sendEmail", json!({}));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL902]: no permissions are known for `aws-sdk:sesv2:sendEmail`, which the state `Do` calls
     --> /States/Do/Resource
      = help: state them: `.grant(Grant::new(["ses:SendEmail"], ["arn:…"]).for_state("Do"))` (the action is a guess from the API's name)
    "#);
    let granted = Deployment::new(&machine).grant(Grant::new(["ses:SendEmail"], ["*"]).for_state("Do"));
    assert_eq!(findings(&granted), "");
}

#[test]
fn the_roles_inside_a_task_definition_are_not_in_the_request() {
    let machine = task("arn:aws:states:::ecs:runTask", json!({ "TaskDefinition": "report" }));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL901]: cannot tell which IAM role the state `Do` uses: `TaskDefinition` says which roles its containers get, and the request does not
     --> /States/Do
      = help: state the permission with `.grant(Grant::pass_role("arn:…", "service.amazonaws.com").for_state("Do"))`, or allow every IAM role with `.allow_any_resource("Do", "why")`
    "#);
    let granted =
        Deployment::new(&machine).grant(Grant::pass_role("${TaskRole}", "ecs-tasks.amazonaws.com").for_state("Do"));
    assert_eq!(findings(&granted), "");
}

#[test]
fn a_query_reads_tables_that_the_request_does_not_name() {
    let machine = task("arn:aws:states:::athena:startQueryExecution.sync", json!({ "QueryString": "select 1" }));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    warning[ASL903]: the state `Do` also needs permissions for the tables and objects that its query reads and writes, which its request does not name
     --> /States/Do
      = help: state them: `.grant(Grant::new(["s3:GetObject", "glue:GetTable"], ["arn:…"]).for_state("Do"))`
    "#);
}

#[test]
fn a_lone_placeholder_may_be_a_function_or_an_activity() {
    let machine = path_task("${Pack}", json!({}));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL901]: the state `Do` calls `${Pack}`, which may be a function or an activity
     --> /States/Do/Resource
      = help: say which: `.bind("Pack", Binding::function("LogicalId"))`, `.bind("Pack", Binding::parameter("Pack").to_function())` or `.bind("Pack", Binding::parameter("Pack").to_activity())`
    "#);
}

#[test]
fn placeholders_that_are_none() {
    let machine = task(
        L,
        json!({ "FunctionName": "f", "Payload": { "a": "${AWS::Region}", "b": "${not a name}", "c": "${open", "d": "{%{'x': 1}%}" } }),
    );
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL904]: `${AWS::Region}` is only known to `Fn::Sub`
     --> /States/Do/Arguments/Payload/a
      = help: write `${Region}` and bind it: `.bind("Region", Binding::reference("AWS::Region"))`

    warning[ASL904]: `${not a name}` is no placeholder: a name of letters, digits and `_` was expected
     --> /States/Do/Arguments/Payload/b
      = help: write `${Name}`; Terraform's `templatefile` refuses anything else after `${`

    warning[ASL904]: `${open` is no placeholder: a name of letters, digits and `_` was expected
     --> /States/Do/Arguments/Payload/c
      = help: write `${Name}`; Terraform's `templatefile` refuses anything else after `${`

    warning[ASL904]: `%{` begins a directive in Terraform's `templatefile`
     --> /States/Do/Arguments/Payload/d
      = help: put a space between the two characters, as in `{% {`
    "#);
}

#[test]
fn literals_that_break_the_text_around_them() {
    let machine = task(L, json!({ "FunctionName": "f", "Payload": { "a": "${A}", "b": "{% '${B}' %}", "c": "${C}" } }));
    let deployment = Deployment::new(&machine)
        .bind("A", Binding::literal("say \"hi\""))
        .bind("B", Binding::literal("it's"))
        .bind("C", Binding::literal("${A}"));
    insta::assert_snapshot!(findings(&deployment), @r#"
    error[ASL905]: the literal for `${A}` holds `"`, which breaks the JSON of the definition
     --> /
      = help: write the text in the workflow itself, where it is escaped

    error[ASL905]: the literal for `${B}` holds `'`, which breaks a JSONata expression of the definition
     --> /
      = help: write the text in the workflow itself, where it is escaped

    error[ASL905]: the literal for `${C}` holds another placeholder
     --> /
      = help: bind each placeholder to its own value; a value is not looked at again
    "#);
}

#[test]
fn bindings_name_what_the_template_has() {
    let machine = task(L, json!({ "FunctionName": "${ChargeFn}" }));
    let deployment =
        Deployment::new(&machine).bind("ChargeFn", Binding::function("ChrgeFn")).resource("ChargeFn", json!({}));
    insta::assert_snapshot!(findings(&deployment), @r"
    error[ASL906]: `${ChargeFn}` is bound to a resource `ChrgeFn` that the template does not have
     --> /
      = help: did you mean `ChargeFn`?
    ");
    let deployment = Deployment::new(&machine).function("ChargeFn").bind("Chargefn", Binding::import("x"));
    insta::assert_snapshot!(findings(&deployment), @r#"
    error[ASL906]: `${ChargeFn}` is bound to a resource `ChargeFn` that the template does not have
     --> /
      = help: add it with `.resource("ChargeFn", …)`, or leave the placeholder to a parameter or an import

    warning[ASL907]: `Chargefn` is bound but does not occur as `${Chargefn}` in the definition
     --> /
      = help: did you mean `ChargeFn`?
    "#);
    let machine = task(L, json!({ "FunctionName": "${StateMachineRole}" }));
    insta::assert_snapshot!(findings(&Deployment::new(&machine)), @r#"
    error[ASL906]: the template cannot have a parameter `StateMachineRole` for `${StateMachineRole}`: the name is taken
     --> /
      = help: bind it: `.bind("StateMachineRole", Binding::parameter("AnotherName"))`
    "#);
}

#[test]
fn settings_that_cloudformation_refuses() {
    let machine = task(L, json!({ "FunctionName": "f" }));
    let deployment = Deployment::new(&machine)
        .named("my machine")
        .logging(Logging::new(LogLevel::All).retention_days(31))
        .allow_any_resource("Dо", "a Cyrillic о");
    insta::assert_snapshot!(findings(&deployment), @r"
    error[ASL909]: `my machine` cannot name a state machine
     --> /
      = help: write 1 to 80 letters, digits, `-` and `_`

    error[ASL909]: a log group cannot keep events for 31 days
     --> /
      = help: write `retention_days(30)`, the nearest that CloudWatch Logs takes

    warning[ASL907]: a permission is stated for `Dо`, which is no state of the machine
     --> /
      = help: did you mean `Do`?
    ");
}

#[test]
fn an_express_machine_only_makes_requests() {
    let table = [
        (task("arn:aws:states:::glue:startJobRun.sync", json!({ "JobName": "j" })), "`.sync`"),
        (
            task(
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                json!({ "QueueUrl": "${Q}", "MessageBody": "{% $states.context.Task.Token %}" }),
            ),
            "`.waitForTaskToken`",
        ),
        (path_task("arn:aws:states:us-east-1:123456789012:activity:pack", json!({})), "an activity"),
        (distributed(json!({})), "a Distributed Map"),
    ];
    for (machine, what) in table {
        let report = Deployment::new(&machine).express().template().unwrap_err();
        let diagnostic = &report.diagnostics()[0];
        assert!(["ASL604", "ASL422"].contains(&diagnostic.code()), "{diagnostic}");
        assert!(diagnostic.message.contains(what), "{diagnostic}");
    }
    assert!(Deployment::new(&task(L, json!({ "FunctionName": "f" }))).express().template().is_ok());
}

//! From tasks to IAM statements.
//!
//! In: a checked machine. Out: the permissions its execution role needs, each with the state that needs it, and a diagnostic for every
//! permission that cannot be told from the definition. A permission is inferred from literal text only; nothing is ever widened in
//! silence: a value that is computed when the machine runs is for the user to state.
//!
//! One file per family of services holds the table of its integrations and names the AWS page it follows.

mod analytics;
mod call;
mod compute;
mod dynamodb;
mod http;
mod lambda;
mod messaging;
mod need;
mod others;
mod release;
mod request;
mod resource;
mod sagemaker;
mod sdk;
mod states;
mod storage;
mod table;

use std::collections::BTreeMap;

use asl_schema::model::{InputType, Map, QueryLanguage, ReaderTransformation, State, StateMachine, Task, Visited};
use asl_schema::resource::Pattern;
use asl_schema::{Diagnostic, Severity};

pub(crate) use call::shortened;
use call::{Call, request_value};
pub(crate) use call::{Of, Target};
pub(crate) use need::{Condition, Need, Resources};
use need::{Needs, grant_example};
pub(crate) use request::Literals;
use request::Request;
use resource::{Integration, Resource};
use table::{Entry, On, Permit, When};

use super::grant::Grant;
use super::kind::{EVENT_RULE, FUNCTION, ROLE};
use super::rules;
use super::text::Text;

/// Every table, in the order of the files.
const TABLES: &[&[Entry]] = &[
    lambda::ENTRIES,
    messaging::ENTRIES,
    dynamodb::ENTRIES,
    states::ENTRIES,
    sagemaker::ENTRIES,
    analytics::ENTRIES,
    compute::ENTRIES,
    storage::ENTRIES,
    release::ENTRIES,
    others::ENTRIES,
];

/// What the user said that inference listens to.
pub(crate) struct Stated<'a> {
    /// Permissions stated by hand.
    pub(crate) grants: &'a [Grant],
    /// States for which every resource of a kind is fine, with the reason.
    pub(crate) any: &'a BTreeMap<String, String>,
    /// Placeholders bound to a literal.
    pub(crate) literals: &'a Literals,
    /// Whether a placeholder is the ARN of a function (true), of an activity (false), or of neither as far as one knows.
    pub(crate) is_function: &'a dyn Fn(&str) -> Option<bool>,
}

/// The permissions that the tasks of a machine need.
pub(crate) fn infer(machine: &StateMachine, stated: &Stated<'_>) -> (Vec<Need>, Vec<Diagnostic>) {
    let states = machine.visit();
    let all = all_calls(machine, &states, stated);
    let mut needs = Needs::new(stated.grants, stated.any);
    for visited in &states {
        let mark = needs.len();
        match visited.state {
            State::Task(task) => {
                let language = machine.language_of(task.query_language);
                infer_task(visited, task, language, stated, &all, &mut needs);
                needs.describe_since(mark, &task.resource);
            }
            State::Map(map) if map.is_distributed() => {
                let language = machine.language_of(map.query_language);
                infer_distributed(visited, map, language, stated, &mut needs);
                needs.describe_since(mark, "a Distributed Map");
            }
            _ => {}
        }
    }
    needs.finish()
}

fn all_calls<'a>(
    machine: &StateMachine,
    states: &[Visited<'a>],
    stated: &Stated<'a>,
) -> Vec<(Integration, Request<'a>)> {
    let mut found = Vec::new();
    for visited in states {
        let State::Task(task) = visited.state else { continue };
        if let Resource::Integration(integration) = Resource::parse(&task.resource)
            && matches!(integration.service.as_str(), "codedeploy" | "athena")
        {
            let language = machine.language_of(task.query_language);
            found.push((integration, task_request(task, language, stated.literals)));
        }
    }
    found
}

fn task_request<'a>(task: &'a Task, language: QueryLanguage, literals: &'a Literals) -> Request<'a> {
    Request::new(request_value(task.arguments.as_ref(), task.parameters.as_ref()), language, literals)
}

fn infer_task<'a>(
    visited: &Visited<'a>,
    task: &'a Task,
    language: QueryLanguage,
    stated: &Stated<'a>,
    all: &'a [(Integration, Request<'a>)],
    needs: &mut Needs<'_>,
) {
    let state = visited.name;
    if let Some(credentials) = &task.credentials {
        // The call is made by the assumed role, so this role needs nothing else for it:
        // https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
        let credentials = serde_json::Value::Object(credentials.clone());
        let request = Request::new(Some(&credentials), language, stated.literals);
        let integration = Integration::new(false, "sts", "assumeRole", Pattern::RequestResponse);
        let call = Call { state, path: visited.path.clone(), integration, request, all: &[] };
        let role = call.named(&ROLE, "RoleArn");
        needs.reach(&call, "AssumeRole", &["sts:AssumeRole"], vec![role]);
        return;
    }
    let invoke = |value: Text| Need {
        state: state.to_owned(),
        purpose: "InvokeFunction",
        actions: vec!["lambda:InvokeFunction".to_owned()],
        resources: Resources::Targets(vec![Target::new(&FUNCTION, value)]),
        condition: Condition::None,
        call: String::new(),
    };
    let resource = Text::parse(&task.resource).fill(&|name| stated.literals.get(name).cloned());
    let written = resource.as_literal().unwrap_or(&task.resource);
    match Resource::parse(written) {
        Resource::Activity => {}
        Resource::Function => needs.add(invoke(resource)),
        Resource::Placeholder(name) => match (stated.is_function)(&name) {
            Some(true) => needs.add(invoke(resource)),
            Some(false) => {}
            None if needs.has_grant(state) => {}
            None => {
                let message =
                    format!("the state `{state}` calls `${{{name}}}`, which may be a function or an activity");
                let help = format!(
                    "say which: `.bind({name:?}, Binding::function(\"LogicalId\"))`, `.bind({name:?}, Binding::parameter({name:?}).to_function())` \
                     or `.bind({name:?}, Binding::parameter({name:?}).to_activity())`"
                );
                let place = visited.path.key("Resource");
                needs.report(Diagnostic::new(&rules::UNKNOWN_RESOURCE, place, message).with_help(help));
            }
        },
        Resource::Integration(integration) => {
            let request = task_request(task, language, stated.literals);
            infer_call(&Call { state, path: visited.path.clone(), integration, request, all }, needs);
        }
        Resource::Other => report_unknown_resource(visited, written, needs),
    }
}

fn infer_call(call: &Call<'_>, needs: &mut Needs<'_>) {
    let key = call.integration.key();
    match (call.integration.sdk, key.as_str()) {
        (false, "http:invoke") => return http::invoke(call, needs),
        (false, "apigateway:invoke") => return http::api_gateway(call, needs),
        _ => {}
    }
    let entry = TABLES.iter().copied().flatten().find(|entry| entry.call == key);
    let Some(entry) = entry else {
        if !needs.has_grant(call.state) {
            let action = call.integration.sdk.then(|| sdk::iam_action(&call.integration)).flatten();
            needs.report(unknown_integration(call, action));
        }
        return;
    };
    for permit in entry.permits {
        apply(permit, call, needs);
    }
    if key == "athena:startQueryExecution" && !needs.has_grant(call.state) {
        needs.report(beyond_request(
            call,
            "the tables and objects that its query reads and writes",
            &["s3:GetObject", "glue:GetTable"],
        ));
    }
}

fn apply(permit: &Permit, call: &Call<'_>, needs: &mut Needs<'_>) {
    let sync = call.integration.waits_for_end();
    let needed = match permit.when {
        When::Always => true,
        When::Sync => sync,
        When::Has(member) => call.request.has(member),
        When::HasWithoutSync(member) => !sync && call.request.has(member),
    };
    if !needed {
        return;
    }
    let mut reach = |reached| needs.reach(call, permit.purpose, permit.actions, reached);
    match permit.on {
        On::Named(kind, field) => reach(vec![call.named(kind, field)]),
        On::NamedOr(kind, field, default) => reach(vec![match call.request.has(field) {
            true => call.named(kind, field),
            false => Ok(Target::new(kind, Text::literal(default))),
        }]),
        On::Rule(name) => reach(vec![Ok(Target::new(&EVENT_RULE, Text::literal(name)))]),
        On::Every(kind) => reach(vec![Ok(Target::every(kind))]),
        On::By(find) => reach(find(call)),
        On::Passed(field, service) => {
            let condition = Condition::PassedTo(service.to_owned());
            needs.reach_if(call, permit.purpose, permit.actions, vec![call.named(&ROLE, field)], condition);
        }
        On::PassedEach(find, service) => {
            let condition = Condition::PassedTo(service.to_owned());
            needs.reach_if(call, permit.purpose, permit.actions, find(call), condition);
        }
        On::NoResource => needs.add(Need {
            state: call.state.to_owned(),
            purpose: permit.purpose,
            actions: permit.actions.iter().map(|action| (*action).to_owned()).collect(),
            resources: Resources::NoResource,
            condition: Condition::None,
            call: String::new(),
        }),
    }
}

/// A Distributed Map starts executions of its own machine, reads its items and writes its results:
/// <https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html>.
fn infer_distributed<'a>(
    visited: &Visited<'a>,
    map: &'a Map,
    language: QueryLanguage,
    stated: &Stated<'a>,
    needs: &mut Needs<'_>,
) {
    let mut own = |purpose, actions: &[&str], resources| {
        needs.add(Need {
            state: visited.name.to_owned(),
            purpose,
            actions: actions.iter().map(|action| (*action).to_owned()).collect(),
            resources,
            condition: Condition::None,
            call: String::new(),
        });
    };
    own("StartChildren", &["states:StartExecution"], Resources::Machine);
    own("FollowChildren", &["states:DescribeExecution", "states:StopExecution"], Resources::MachineExecutions);
    own("RedriveChildren", &["states:RedriveExecution"], Resources::MachineMapRuns);

    let call = |resource: &str, value, path| {
        let integration = Integration::of_reader_or_writer(resource)?;
        let request = Request::new(value, language, stated.literals);
        Some(Call { state: visited.name, path, integration, request, all: &[] })
    };
    if let Some(reader) = &map.item_reader {
        let value = request_value(reader.arguments.as_ref(), reader.parameters.as_ref());
        if let Some(call) = call(&reader.resource, value, visited.path.key("ItemReader")) {
            infer_call(&call, needs);
            let config = reader.reader_config.as_ref();
            if config.and_then(|config| config.transformation) == Some(ReaderTransformation::LoadAndFlatten) {
                apply(&storage::READ_BELOW_PREFIX, &call, needs);
            }
            let manifest = config
                .is_some_and(|config| config.manifest_type.is_some() || config.input_type == Some(InputType::Manifest));
            if manifest && !needs.has_grant(call.state) {
                needs.report(beyond_request(&call, "the objects that the manifest lists", &["s3:GetObject"]));
            }
        }
    }
    if let Some(writer) = &map.result_writer {
        let value = request_value(writer.arguments.as_ref(), writer.parameters.as_ref());
        let resource = writer.resource.as_deref().unwrap_or_default();
        if let Some(call) = call(resource, value, visited.path.key("ResultWriter")) {
            apply(&storage::RESULT_WRITER, &call, needs);
        }
    }
}

fn unknown_integration(call: &Call<'_>, action: Option<String>) -> Diagnostic {
    let Integration { service, action: called, sdk, .. } = &call.integration;
    let name = if *sdk { format!("aws-sdk:{service}:{called}") } else { format!("{service}:{called}") };
    let message = format!("no permissions are known for `{name}`, which the state `{}` calls", call.state);
    let actions = action.as_deref().unwrap_or("service:Action");
    let hint = if action.is_some() { " (the action is a guess from the API's name)" } else { "" };
    let help = format!("state them: `.grant({})`{hint}", grant_example(call.state, &[actions]));
    Diagnostic::new(&rules::UNKNOWN_INTEGRATION, call.path.key("Resource"), message).with_help(help)
}

fn report_unknown_resource(visited: &Visited<'_>, resource: &str, needs: &mut Needs<'_>) {
    if needs.has_grant(visited.name) {
        return;
    }
    let message = format!("no permissions are known for `{resource}`, which the state `{}` calls", visited.name);
    let help = format!("state them: `.grant({})`", grant_example(visited.name, &["service:Action"]));
    needs.report(Diagnostic::new(&rules::UNKNOWN_INTEGRATION, visited.path.key("Resource"), message).with_help(help));
}

/// A permission that no request shows.
fn beyond_request(call: &Call<'_>, what: &str, actions: &[&str]) -> Diagnostic {
    let message =
        format!("the state `{}` also needs permissions for {what}, which its request does not name", call.state);
    let help = format!("state them: `.grant({})`", grant_example(call.state, actions));
    Diagnostic::new(&rules::BEYOND_REQUEST, call.path.clone(), message).with_help(help).with_severity(Severity::Warning)
}

//! The CloudFormation template: state machine, role, log group, parameters, outputs.
//!
//! Property names and limits are those of the CloudFormation registry (`AWS::StepFunctions::StateMachine`, `AWS::IAM::Role`,
//! `AWS::Logs::LogGroup`). Key order is fixed, so that the same deployment is always the same bytes.

use std::collections::BTreeMap;

use asl_schema::{Diagnostic, Path, Report, Severity};
use serde_json::{Map, Value, json};

use super::binding::Source;
use super::iam::Resources;
use super::kind::Kind;
use super::policy::{self, INLINE_LIMIT, MANAGED_LIMIT, Machine, Merge, Statement};
use super::resolve::{Bindings, Writer, identifier};
use super::text::Piece;
use super::{Analysis, Deployment, LogLevel, Logging, rules};

const MACHINE: &str = "StateMachine";
const ROLE: &str = "StateMachineRole";
const LOG_GROUP: &str = "StateMachineLogGroup";
const OWN_POLICY: &str = "StateMachineSelfPolicy";
const MANAGED_POLICY: &str = "StateMachinePolicy";

/// The logical ids and output names that the template makes itself.
pub(crate) const RESERVED: [&str; 5] = [MACHINE, ROLE, LOG_GROUP, OWN_POLICY, MANAGED_POLICY];

/// A template given in the request, and one given through S3:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>.
const BODY_LIMIT: usize = 51_200;
const TEMPLATE_LIMIT: usize = 1_000_000;
const PARAMETER_LIMIT: usize = 200;
/// How many managed policies a role takes by default.
const POLICIES_PER_ROLE: usize = 10;

/// A CloudFormation template.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    value: Value,
    warnings: Vec<Diagnostic>,
}

impl Template {
    /// The template as a JSON value.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The template as indented JSON that ends with a newline.
    pub fn to_json_string(&self) -> String {
        format!("{:#}\n", self.value)
    }

    /// What does not keep it from being deployed and is worth a look.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}

/// The same as [`Template::to_json_string`].
impl std::fmt::Display for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_json_string())
    }
}

/// Makes the template, or says why not.
pub(super) fn make(deployment: &Deployment<'_>) -> Result<Template, Report> {
    let mut analysis = deployment.analyse();
    deployment.stop_at_errors(&analysis.diagnostics)?;
    let bindings = all_bindings(deployment, &analysis);
    let statements = Statements::make(deployment, &analysis, &bindings);
    let definition = analysis.definition.to_string();

    let mut template = Map::new();
    template.insert("AWSTemplateFormatVersion".to_owned(), json!("2010-09-09"));
    if let Some(description) = &deployment.description {
        template.insert("Description".to_owned(), json!(description));
    }
    let parameters = parameters(&bindings, &analysis);
    if parameters.len() > PARAMETER_LIMIT {
        let message =
            format!("the template has {} parameters, and CloudFormation takes {PARAMETER_LIMIT}", parameters.len());
        analysis.diagnostics.push(size(message, "bind some placeholders to resources, imports or literals"));
    }
    if !parameters.is_empty() {
        template.insert("Parameters".to_owned(), Value::Object(parameters));
    }
    let mut resources = deployment.resources.clone();
    resources.insert(MACHINE.to_owned(), machine(deployment, &analysis, &bindings, definition));
    resources.insert(ROLE.to_owned(), role(deployment, &statements));
    for (id, policy) in statements.policies(&mut analysis.diagnostics) {
        resources.insert(id, policy);
    }
    if let Some(logging) = &deployment.logging {
        resources.insert(LOG_GROUP.to_owned(), log_group(deployment, logging));
    }
    template.insert("Resources".to_owned(), Value::Object(resources));
    template.insert("Outputs".to_owned(), outputs(deployment));

    let made = Template { value: Value::Object(template), warnings: Vec::new() };
    let bytes = made.to_json_string().len();
    if bytes > TEMPLATE_LIMIT {
        let message = format!("the template has {bytes} bytes, and CloudFormation takes {TEMPLATE_LIMIT}");
        analysis.diagnostics.push(size(message, "move a part of the workflow into a machine of its own"));
    } else if bytes > BODY_LIMIT {
        let message = format!("the template has {bytes} bytes, more than the {BODY_LIMIT} of a request");
        let help = "deploy it through S3: `aws cloudformation deploy --s3-bucket …`";
        analysis.diagnostics.push(size(message, help).with_severity(Severity::Info));
    }
    deployment.stop_at_errors(&analysis.diagnostics)?;
    Ok(Template { warnings: analysis.diagnostics, ..made })
}

fn size(message: String, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::SIZE, Path::root(), message).with_help(help)
}

/// The placeholders of the definition and of the grants.
fn all_bindings(deployment: &Deployment<'_>, analysis: &Analysis) -> Bindings {
    let mut bindings = deployment.complete_bindings(&analysis.placeholders);
    for resource in deployment.grants.iter().flat_map(|grant| &grant.resources) {
        for piece in resource.pieces() {
            if let Piece::Hole(name) = piece {
                let stated = deployment.bindings.get(name).cloned();
                let binding = stated.unwrap_or_else(|| super::Binding::parameter(identifier(name)));
                bindings.entry(name.clone()).or_insert(binding);
            }
        }
    }
    bindings
}

fn machine(deployment: &Deployment<'_>, analysis: &Analysis, bindings: &Bindings, definition: String) -> Value {
    let mut properties = Map::new();
    if let Some(name) = &deployment.name {
        properties.insert("StateMachineName".to_owned(), json!(name));
    }
    let kind = deployment.machine_type.as_str();
    properties.insert("StateMachineType".to_owned(), json!(kind));
    properties.insert("RoleArn".to_owned(), json!({ "Fn::GetAtt": [ROLE, "Arn"] }));
    properties.insert("DefinitionString".to_owned(), Value::String(definition));
    let substitutions: Map<String, Value> = bindings
        .iter()
        .filter(|(name, _)| analysis.placeholders.contains_key(*name))
        .map(|(name, binding)| (name.clone(), binding.value()))
        .collect();
    if !substitutions.is_empty() {
        properties.insert("DefinitionSubstitutions".to_owned(), Value::Object(substitutions));
    }
    if let Some(logging) = &deployment.logging {
        let level = match logging.level {
            LogLevel::All => "ALL",
            LogLevel::Error => "ERROR",
            LogLevel::Fatal => "FATAL",
        };
        let destination = json!({ "CloudWatchLogsLogGroup": { "LogGroupArn": { "Fn::GetAtt": [LOG_GROUP, "Arn"] } } });
        properties.insert(
            "LoggingConfiguration".to_owned(),
            json!({ "Level": level, "IncludeExecutionData": logging.include_data, "Destinations": [destination] }),
        );
    }
    if deployment.tracing {
        properties.insert("TracingConfiguration".to_owned(), json!({ "Enabled": true }));
    }
    tag(deployment, &mut properties);
    json!({ "Type": "AWS::StepFunctions::StateMachine", "Properties": properties })
}

fn tag(deployment: &Deployment<'_>, properties: &mut Map<String, Value>) {
    if !deployment.tags.is_empty() {
        let tags: Vec<Value> =
            deployment.tags.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
        properties.insert("Tags".to_owned(), Value::Array(tags));
    }
}

/// Only Step Functions may assume the role, and only for a state machine of this account and region:
/// <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html> (confused deputy).
fn role(deployment: &Deployment<'_>, statements: &Statements) -> Value {
    let machines = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*";
    let mut properties = Map::new();
    properties.insert(
        "AssumeRolePolicyDocument".to_owned(),
        json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Principal": { "Service": "states.amazonaws.com" },
                "Action": "sts:AssumeRole",
                "Condition": {
                    "StringEquals": { "aws:SourceAccount": { "Ref": "AWS::AccountId" } },
                    "ArnLike": { "aws:SourceArn": { "Fn::Sub": machines } },
                },
            }],
        }),
    );
    let managed = statements.managed.len();
    if managed > 0 {
        let arns: Vec<Value> = (0..managed).map(|index| json!({ "Ref": managed_id(index) })).collect();
        properties.insert("ManagedPolicyArns".to_owned(), Value::Array(arns));
    }
    if !statements.inline.is_empty() {
        let policy = json!({ "PolicyName": "Workflow", "PolicyDocument": policy::document(&statements.inline) });
        properties.insert("Policies".to_owned(), json!([policy]));
    }
    tag(deployment, &mut properties);
    let reasons: Map<String, Value> =
        statements.all().map(|statement| (statement.sid.clone(), json!(statement.reason))).collect();
    if reasons.is_empty() {
        return json!({ "Type": "AWS::IAM::Role", "Properties": properties });
    }
    json!({ "Type": "AWS::IAM::Role", "Metadata": { "Permissions": reasons }, "Properties": properties })
}

fn managed_id(index: usize) -> String {
    if index == 0 { MANAGED_POLICY.to_owned() } else { format!("{MANAGED_POLICY}{}", index + 1) }
}

/// The prefix keeps the log group out of the length limit of CloudWatch's resource policy:
/// <https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html>.
fn log_group(deployment: &Deployment<'_>, logging: &Logging) -> Value {
    let name = match &deployment.name {
        Some(name) => json!(format!("/aws/vendedlogs/states/{name}")),
        None => json!({ "Fn::Sub": format!("/aws/vendedlogs/states/${{AWS::StackName}}-{MACHINE}") }),
    };
    let policy = if logging.keep { "Retain" } else { "Delete" };
    let mut properties = Map::new();
    properties.insert("LogGroupName".to_owned(), name);
    properties.insert("RetentionInDays".to_owned(), json!(logging.retention_days));
    tag(deployment, &mut properties);
    json!({
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": policy,
        "UpdateReplacePolicy": policy,
        "Properties": properties,
    })
}

fn outputs(deployment: &Deployment<'_>) -> Value {
    let mut made = Map::new();
    let mut output = |name: &str, description: &str, value: Value| {
        made.insert(name.to_owned(), json!({ "Description": description, "Value": value }));
    };
    output("StateMachineArn", "ARN of the state machine", json!({ "Ref": MACHINE }));
    output("StateMachineName", "Name of the state machine", json!({ "Fn::GetAtt": [MACHINE, "Name"] }));
    output(
        "StateMachineRoleArn",
        "ARN of the role that the state machine runs as",
        json!({ "Fn::GetAtt": [ROLE, "Arn"] }),
    );
    if deployment.logging.is_some() {
        output("LogGroupName", "Log group of the state machine", json!({ "Ref": LOG_GROUP }));
    }
    Value::Object(made)
}

/// What is known of a parameter's value.
#[derive(Default)]
struct Use<'a> {
    kinds: Vec<&'static Kind>,
    states: Vec<&'a str>,
}

/// A parameter says what its value is and who uses it; where that is one kind of thing, a value of another form stops the deployment.
fn parameters(bindings: &Bindings, analysis: &Analysis) -> Map<String, Value> {
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for need in &analysis.needs {
        let Resources::Targets(targets) = &need.resources else { continue };
        for target in targets {
            let Some(name) = target.value.as_hole() else { continue };
            let known = uses.entry(name).or_default();
            if !known.kinds.contains(&target.kind) {
                known.kinds.push(target.kind);
            }
            if !known.states.contains(&need.state.as_str()) && known.states.len() < 4 {
                known.states.push(&need.state);
            }
        }
    }
    let mut made = Map::new();
    for (name, binding) in bindings {
        let Source::Parameter(parameter) = &binding.source else { continue };
        let mut declared = Map::new();
        declared.insert("Type".to_owned(), json!("String"));
        match uses.get(name.as_str()) {
            Some(Use { kinds, states }) if kinds.len() == 1 => {
                let kind = kinds[0];
                let who = states.iter().take(3).map(|state| format!("`{state}`")).collect::<Vec<_>>().join(", ");
                let more = if states.len() > 3 { " and others" } else { "" };
                let word = kind.value_word();
                let noun = kind.noun;
                declared.insert("Description".to_owned(), json!(format!("{word} of the {noun} for {who}{more}")));
                declared.insert("AllowedPattern".to_owned(), json!(kind.pattern()));
                declared
                    .insert("ConstraintDescription".to_owned(), json!(format!("expected the {word} of the {noun}")));
            }
            _ => {
                let place = if analysis.placeholders.contains_key(name) { "definition" } else { "role" };
                declared.insert("Description".to_owned(), json!(format!("Stands for {name} in the {place}")));
                declared.insert("MinLength".to_owned(), json!(1));
            }
        }
        made.entry(parameter.clone()).or_insert(Value::Object(declared));
    }
    made
}

/// The statements by the policy that holds them.
struct Statements {
    /// In the role itself.
    inline: Vec<Statement>,
    /// In policies of their own, when the role's would be too long.
    managed: Vec<Vec<Statement>>,
    /// About the machine itself: in a policy that is attached when the machine is there. In the role it would be a circle.
    own: Vec<Statement>,
}

impl Statements {
    fn make(deployment: &Deployment<'_>, analysis: &Analysis, bindings: &Bindings) -> Statements {
        let of = |merge| {
            policy::statements(
                &analysis.needs,
                &deployment.grants,
                &deployment.any,
                Writer::CloudFormation(bindings),
                Machine::Resource(MACHINE),
                merge,
            )
        };
        let size = |statements: &[Statement]| statements.iter().map(policy::size).sum::<usize>() + 200;
        let mut found = of(Merge::Equal);
        // Log delivery and tracing come on top.
        if size(&found) > INLINE_LIMIT - 1_000 {
            let merged = of(Merge::Actions);
            // Who needs what is worth a policy or two, but not the whole quota.
            if size(&merged) <= INLINE_LIMIT - 1_000 || size(&found) > MANAGED_LIMIT * POLICIES_PER_ROLE / 2 {
                found = merged;
            }
        }
        let (own, mut inline): (Vec<_>, Vec<_>) = found.into_iter().partition(|statement| statement.own);
        if deployment.logging.is_some() {
            inline.push(fixed(
                "DeliverLogs",
                "Step Functions delivers logs; IAM knows no resource for it",
                &LOG_DELIVERY,
            ));
        }
        if deployment.tracing {
            inline.push(fixed("SendTraces", "Step Functions sends traces; IAM knows no resource for it", &TRACING));
        }
        if size(&inline) + size(&own) <= INLINE_LIMIT {
            return Statements { inline, managed: Vec::new(), own };
        }
        let mut managed: Vec<Vec<Statement>> = Vec::new();
        let mut filled = MANAGED_LIMIT;
        for statement in inline {
            let needed = policy::size(&statement);
            if filled + needed > MANAGED_LIMIT - 200 {
                managed.push(Vec::new());
                filled = 0;
            }
            filled += needed;
            if let Some(last) = managed.last_mut() {
                last.push(statement);
            }
        }
        Statements { inline: Vec::new(), managed, own }
    }

    fn all(&self) -> impl Iterator<Item = &Statement> {
        self.inline.iter().chain(self.managed.iter().flatten()).chain(&self.own)
    }

    /// The policies beside the role.
    fn policies(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Value)> {
        let mut made = Vec::new();
        let too_long = self.managed.iter().any(|policy| policy.iter().map(policy::size).sum::<usize>() > MANAGED_LIMIT);
        if self.managed.len() > POLICIES_PER_ROLE || too_long {
            let message = format!(
                "the role would need {} managed policies of {MANAGED_LIMIT} characters, and a role takes {POLICIES_PER_ROLE}",
                self.managed.len().max(POLICIES_PER_ROLE + 1)
            );
            diagnostics.push(size(message, "move a part of the workflow into a machine of its own"));
        }
        for (index, statements) in self.managed.iter().enumerate() {
            let document = policy::document(statements);
            let policy = json!({ "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": document } });
            made.push((managed_id(index), policy));
        }
        if !self.own.is_empty() {
            let policy = json!({
                "Type": "AWS::IAM::Policy",
                "Properties": {
                    "PolicyName": "WorkflowSelf",
                    "Roles": [{ "Ref": ROLE }],
                    "PolicyDocument": policy::document(&self.own),
                },
            });
            made.push((OWN_POLICY.to_owned(), policy));
        }
        made
    }
}

/// <https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy>.
const LOG_DELIVERY: [&str; 8] = [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
];

/// <https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html>.
const TRACING: [&str; 4] =
    ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"];

fn fixed(sid: &str, reason: &str, actions: &[&str]) -> Statement {
    Statement {
        sid: sid.to_owned(),
        own: false,
        reason: reason.to_owned(),
        json: json!({ "Sid": sid, "Effect": "Allow", "Action": actions, "Resource": "*" }),
    }
}

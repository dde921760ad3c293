//! Deployment: from a checked machine to a CloudFormation template, an IAM policy document and the placeholders to fill in.
//!
//! ```text
//!                      ┌─ iam       what each task needs, or why that cannot be told
//!  Checked ─ Deployment┼─ binding   what each ${Placeholder} stands for
//!                      ├─ policy    statements, each with the states behind it
//!                      └─ template  state machine, role, log group, parameters, outputs
//! ```
//!
//! The definition keeps its placeholders: one text serves CloudFormation (`DefinitionSubstitutions`), SAM, CDK and Terraform
//! (`templatefile`). Only what a template adds is made here. Nothing here changes the machine, talks to AWS or reads files.
//!
//! ```
//! use asl_dsl::deploy::{Binding, Deployment};
//! use serde_json::json;
//!
//! let checked = asl_schema::check_str(r#"{
//!   "StartAt": "Charge",
//!   "QueryLanguage": "JSONata",
//!   "States": { "Charge": {
//!     "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": { "FunctionName": "${ChargeFn}" }, "End": true
//!   } }
//! }"#, &asl_schema::Options::standard()).into_checked()?;
//! let template = Deployment::new(&checked).named("charge").template()?;
//! let role = &template.value()["Resources"]["StateMachineRole"]["Properties"]["Policies"][0]["PolicyDocument"];
//! assert_eq!(role["Statement"][0], json!({
//!     "Sid": "InvokeFunctionForCharge",
//!     "Effect": "Allow",
//!     "Action": "lambda:InvokeFunction",
//!     "Resource": { "Ref": "ChargeFn" },
//! }));
//! assert_eq!(template.value()["Parameters"]["ChargeFn"]["Type"], "String");
//! # Ok::<(), asl_schema::Report>(())
//! ```

mod binding;
mod check;
mod grant;
mod iam;
mod kind;
mod placeholders;
mod policy;
mod resolve;
mod template;
mod text;

use std::collections::BTreeMap;

use asl_schema::codes::deployment as rules;
use asl_schema::model::StateMachine;
use asl_schema::{Checked, Diagnostic, Report};
use serde_json::Value;

use crate::definition::Definition;

pub use asl_schema::codes::deployment::RULES;
pub use binding::Binding;
pub use grant::Grant;
pub use template::Template;

use binding::Resource;
use iam::{Literals, Need, Stated};
use placeholders::Placeholders;
use policy::{Machine, Merge};
use resolve::{Bindings, Writer};

pub use asl_schema::MachineType;

/// Which events a log gets: `LoggingConfiguration.Level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// `ALL`.
    All,
    /// `ERROR`.
    Error,
    /// `FATAL`.
    Fatal,
}

/// How a machine is logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    level: LogLevel,
    retention_days: u32,
    include_data: bool,
    keep: bool,
}

impl Logging {
    /// Logs events of this level for 30 days, without the data that flows through the states; the log group goes with the stack.
    pub fn new(level: LogLevel) -> Logging {
        Logging { level, retention_days: 30, include_data: false, keep: false }
    }

    /// Keeps events for so many days: one of the values CloudWatch Logs takes (1, 3, 5, 7, 14, 30, 60, 90, … 3653).
    #[must_use]
    pub fn retention_days(mut self, days: u32) -> Logging {
        self.retention_days = days;
        self
    }

    /// Logs input and output of states too: `IncludeExecutionData`. They may hold what should not be in a log.
    #[must_use]
    pub fn include_execution_data(mut self) -> Logging {
        self.include_data = true;
        self
    }

    /// Keeps the log group when the stack is deleted: `DeletionPolicy: Retain`.
    #[must_use]
    pub fn keep_when_deleted(mut self) -> Logging {
        self.keep = true;
        self
    }
}

/// Describes how a machine is deployed; [`template`](Deployment::template) makes the CloudFormation template.
#[derive(Debug, Clone)]
pub struct Deployment<'a> {
    checked: &'a Checked,
    name: Option<String>,
    description: Option<String>,
    machine_type: MachineType,
    logging: Option<Logging>,
    tracing: bool,
    tags: BTreeMap<String, String>,
    bindings: Bindings,
    grants: Vec<Grant>,
    any: BTreeMap<String, String>,
    resources: serde_json::Map<String, Value>,
}

impl<'a> Deployment<'a> {
    /// A STANDARD machine whose errors are logged for 30 days, with a name that CloudFormation makes.
    pub fn new(checked: &'a Checked) -> Deployment<'a> {
        Deployment {
            checked,
            name: None,
            description: None,
            machine_type: MachineType::Standard,
            logging: Some(Logging::new(LogLevel::Error)),
            tracing: false,
            tags: BTreeMap::new(),
            bindings: BTreeMap::new(),
            grants: Vec::new(),
            any: BTreeMap::new(),
            resources: serde_json::Map::new(),
        }
    }

    /// Gives the machine a name: `StateMachineName`, 1 to 80 letters, digits, `-` and `_`. A name can be deployed once per account and
    /// region, and a change of the name makes a new machine.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the template's `Description`.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Makes an EXPRESS machine.
    #[must_use]
    pub fn express(mut self) -> Self {
        self.machine_type = MachineType::Express;
        self
    }

    /// Says how the machine is logged.
    #[must_use]
    pub fn logging(mut self, logging: Logging) -> Self {
        self.logging = Some(logging);
        self
    }

    /// Logs nothing and makes no log group.
    #[must_use]
    pub fn no_logging(mut self) -> Self {
        self.logging = None;
        self
    }

    /// Traces executions with X-Ray.
    #[must_use]
    pub fn tracing(mut self) -> Self {
        self.tracing = true;
        self
    }

    /// Tags everything that the template makes.
    #[must_use]
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.insert(key.into(), value.into());
        self
    }

    /// Says what `${placeholder}` stands for. Without a binding it becomes a parameter of the template of the same name.
    #[must_use]
    pub fn bind(mut self, placeholder: impl Into<String>, binding: Binding) -> Self {
        self.bindings.insert(placeholder.into(), binding);
        self
    }

    /// Binds `${logical_id}` to the ARN of the Lambda function with that logical id in the same template.
    #[must_use]
    pub fn function(self, logical_id: impl Into<String>) -> Self {
        let id = logical_id.into();
        self.bind(id.clone(), Binding::function(id))
    }

    /// Adds a resource of your own to the template, such as the functions that the machine calls.
    #[must_use]
    pub fn resource(mut self, logical_id: impl Into<String>, resource: Value) -> Self {
        self.resources.insert(logical_id.into(), resource);
        self
    }

    /// Gives the role a permission besides those inferred from the tasks.
    #[must_use]
    pub fn grant(mut self, grant: Grant) -> Self {
        self.grants.push(grant);
        self
    }

    /// Allows a state every resource of the kinds that its request does not name, such as every function of the account for a computed
    /// `FunctionName`; `reason` is written beside the statement.
    #[must_use]
    pub fn allow_any_resource(mut self, state: impl Into<String>, reason: impl Into<String>) -> Self {
        self.any.insert(state.into(), reason.into());
        self
    }

    /// The template.
    ///
    /// # Errors
    /// A report when a permission cannot be told from the definition, when a binding or setting cannot be deployed, or when the
    /// template would be larger than CloudFormation takes.
    pub fn template(&self) -> Result<Template, Report> {
        template::make(self)
    }

    /// The permissions of the role as a policy document, for SAM, CDK and Terraform.
    ///
    /// Placeholders stay `${Name}` as in the definition; `${Partition}`, `${Region}`, `${AccountId}` and, when the machine has no name
    /// here, `${StateMachineName}` stand for where it is deployed. A part of a placeholder's value gets a name of its own:
    /// `${JobsUrlName}` for the last part of `${JobsUrl}`.
    ///
    /// # Errors
    /// A report when a permission cannot be told from the definition.
    pub fn policy_document(&self) -> Result<Value, Report> {
        let analysis = self.analyse();
        self.stop_at_errors(&analysis.diagnostics)?;
        let machine = Machine::Named(self.name.as_deref());
        let statements =
            policy::statements(&analysis.needs, &self.grants, &self.any, Writer::Plain, machine, Merge::Equal);
        Ok(policy::document(&statements))
    }

    /// The names in `${…}` that occur in the definition, in alphabetical order.
    pub fn placeholders(&self) -> Vec<String> {
        placeholders::find(&self.checked.to_value()).0.into_keys().collect()
    }

    /// The values of `DefinitionSubstitutions` by placeholder: what a SAM template writes beside `DefinitionUri`.
    pub fn substitutions(&self) -> Value {
        let bindings = self.complete_bindings(&placeholders::find(&self.checked.to_value()).0);
        Value::Object(bindings.iter().map(|(name, binding)| (name.clone(), binding.value())).collect())
    }

    fn machine(&self) -> &'a StateMachine {
        self.checked.machine()
    }

    /// Every placeholder with its binding; those without one become parameters.
    fn complete_bindings(&self, placeholders: &Placeholders) -> Bindings {
        let binding = |name: &String| {
            let stated = self.bindings.get(name).cloned();
            stated.unwrap_or_else(|| Binding::parameter(resolve::identifier(name)))
        };
        placeholders.keys().map(|name| (name.clone(), binding(name))).collect()
    }

    fn literals(&self) -> Literals {
        let literal = |(name, binding): (&String, &Binding)| match &binding.source {
            binding::Source::Literal(text) => Some((name.clone(), text.clone())),
            _ => None,
        };
        self.bindings.iter().filter_map(literal).collect()
    }

    /// Everything that is known before a document is written.
    fn analyse(&self) -> Analysis {
        let definition = self.checked.to_value();
        let (placeholders, mut diagnostics) = placeholders::find(&definition);
        let literals = self.literals();
        let stated = Stated {
            grants: &self.grants,
            any: &self.any,
            literals: &literals,
            is_function: &|name| {
                let resource = self.bindings.get(name)?.resource?;
                Some(resource == Resource::Function)
            },
        };
        let (needs, found) = iam::infer(self.machine(), &stated);
        diagnostics.extend(found);
        check::settings(self, &placeholders, &mut diagnostics);
        for diagnostic in &mut diagnostics {
            let origins = &self.machine().origins;
            let state = diagnostic.path.state_name().and_then(|name| origins.state(name));
            diagnostic.source = state.or(origins.machine()).cloned();
        }
        Analysis { definition, placeholders, needs, diagnostics }
    }

    fn stop_at_errors(&self, diagnostics: &[Diagnostic]) -> Result<(), Report> {
        match diagnostics.iter().any(Diagnostic::is_error) {
            true => Err(Report::new(diagnostics.to_vec())),
            false => Ok(()),
        }
    }
}

impl Definition {
    /// A deployment of this machine, to be configured and made into a template.
    pub fn deployment(&self) -> Deployment<'_> {
        Deployment::new(self.machine())
    }
}

struct Analysis {
    definition: Value,
    placeholders: Placeholders,
    needs: Vec<Need>,
    diagnostics: Vec<Diagnostic>,
}

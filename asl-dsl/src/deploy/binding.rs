//! What a `${Placeholder}` of the definition stands for in the template.

use serde_json::{Value, json};

/// What a `${Placeholder}` stands for.
///
/// A resource of the same template is given by its logical id; each constructor knows which of the resource's attributes the field of a
/// task wants (the name of a table, the URL of a queue) and which is its ARN for the role. Without a binding a placeholder becomes a
/// parameter of the template.
///
/// A placeholder that is a field's whole text stands for one form of value, for parameters and imports too: the ARN of a function, topic, role,
/// state machine, connection, secret, task definition, Batch queue or definition; the URL of a queue; the name of everything else. A
/// parameter says so and refuses other forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    pub(crate) source: Source,
    pub(crate) resource: Option<Resource>,
}

/// Where the value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// A parameter of the template.
    Parameter(String),
    /// A resource of the template: logical id, what the definition gets, and its ARN where that is known.
    Resource { id: String, value: Get, arn: Option<Get> },
    /// `Fn::ImportValue`.
    Import(String),
    /// A text known now.
    Literal(String),
}

/// What is read of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Get {
    /// `Ref`.
    Reference,
    /// `Fn::GetAtt`.
    Attribute(String),
}

/// What a direct `Resource` placeholder names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resource {
    Function,
    Activity,
}

impl Binding {
    fn of(id: impl Into<String>, value: Get, arn: Option<Get>) -> Binding {
        Binding { source: Source::Resource { id: id.into(), value, arn }, resource: None }
    }

    /// The ARN of the `AWS::Lambda::Function` or `AWS::Serverless::Function` with this logical id.
    pub fn function(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, attribute("Arn"), Some(attribute("Arn"))).to_function()
    }

    /// The ARN of the `AWS::StepFunctions::Activity` with this logical id.
    pub fn activity(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(Get::Reference)).to_activity()
    }

    /// The name of the `AWS::DynamoDB::Table` with this logical id.
    pub fn table(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(attribute("Arn")))
    }

    /// The URL of the `AWS::SQS::Queue` with this logical id.
    pub fn queue(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(attribute("Arn")))
    }

    /// The ARN of the `AWS::SNS::Topic` with this logical id.
    pub fn topic(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(Get::Reference))
    }

    /// The name of the `AWS::S3::Bucket` with this logical id.
    pub fn bucket(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(attribute("Arn")))
    }

    /// The name of the `AWS::Events::EventBus` with this logical id.
    pub fn event_bus(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(attribute("Arn")))
    }

    /// The ARN of the `AWS::Events::Connection` with this logical id.
    pub fn connection(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, attribute("Arn"), Some(attribute("Arn")))
    }

    /// The ARN of the `AWS::StepFunctions::StateMachine` with this logical id.
    pub fn state_machine(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, Some(Get::Reference))
    }

    /// The ARN of the `AWS::IAM::Role` with this logical id.
    pub fn role(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, attribute("Arn"), Some(attribute("Arn")))
    }

    /// What `Ref` gives for the resource with this logical id: its name for most, its ARN for some.
    pub fn reference(logical_id: impl Into<String>) -> Binding {
        Binding::of(logical_id, Get::Reference, None)
    }

    /// An attribute of the resource with this logical id: `Fn::GetAtt`. One whose name ends in `Arn` counts as its ARN for the role.
    pub fn attribute(logical_id: impl Into<String>, name: impl Into<String>) -> Binding {
        let value = Get::Attribute(name.into());
        let arn = matches!(&value, Get::Attribute(name) if name.ends_with("Arn")).then(|| value.clone());
        Binding::of(logical_id, value, arn)
    }

    /// A parameter of the template, of type `String`. Several placeholders may share one.
    pub fn parameter(name: impl Into<String>) -> Binding {
        Binding { source: Source::Parameter(name.into()), resource: None }
    }

    /// A value that another stack exports: `Fn::ImportValue`.
    pub fn import(export: impl Into<String>) -> Binding {
        Binding { source: Source::Import(export.into()), resource: None }
    }

    /// A text that is known now. It is pasted into the JSON of the definition: quotes, backslashes and control characters are refused.
    pub fn literal(text: impl Into<String>) -> Binding {
        Binding { source: Source::Literal(text.into()), resource: None }
    }

    /// Says that the value is the ARN of a Lambda function; needed where a placeholder is a task's whole `Resource`.
    #[must_use]
    pub fn to_function(mut self) -> Binding {
        self.resource = Some(Resource::Function);
        self
    }

    /// Says that the value is the ARN of an activity; needed where a placeholder is a task's whole `Resource`.
    #[must_use]
    pub fn to_activity(mut self) -> Binding {
        self.resource = Some(Resource::Activity);
        self
    }

    /// The value in the template.
    pub(crate) fn value(&self) -> Value {
        match &self.source {
            Source::Parameter(name) => json!({ "Ref": name }),
            Source::Resource { id, value, .. } => value.of(id),
            Source::Import(export) => json!({ "Fn::ImportValue": export }),
            Source::Literal(text) => json!(text),
        }
    }
}

impl Get {
    /// The intrinsic function that reads it.
    pub(crate) fn of(&self, id: &str) -> Value {
        match self {
            Get::Reference => json!({ "Ref": id }),
            Get::Attribute(name) => json!({ "Fn::GetAtt": [id, name] }),
        }
    }
}

fn attribute(name: &str) -> Get {
    Get::Attribute(name.to_owned())
}

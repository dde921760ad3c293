//! What a Task's `Resource` says, as data: which function, activity or integration, what the task waits for, what its request and result hold.
//!
//! In goes the text of the field, out comes a [`Resource`] that borrows from it, or a [`ResourceError`] with the bytes that are wrong. A
//! `${Placeholder}` is filled in when the machine is deployed: what it stands for is not known, and nothing is said against it. What may be
//! wrong and may as well be newer than the tables is a [`Resource::doubt`].
//!
//! The module does no more than know: it reads no request, and a machine's type is none of its business beyond
//! [`Resource::allowed_in_express`]. A reader's or writer's `Resource` is another list, and not read here.
//!
//! ```
//! use asl_schema::resource::{Pattern, Resource};
//!
//! let resource = Resource::parse("arn:aws:states:::sqs:sendMessage.waitForTaskToken").unwrap();
//! assert_eq!(resource.pattern(), Some(Pattern::TaskToken));
//! assert!(!resource.allowed_in_express());
//! assert!(resource.parameters().unwrap().contains("QueueUrl"));
//!
//! let error = Resource::parse("arn:aws:states:::dynamodb:query").unwrap_err();
//! assert_eq!(error.to_string(), "there is no optimized integration `dynamodb:query`");
//! assert_eq!(error.help.unwrap(), "use `arn:aws:states:::aws-sdk:dynamodb:query`");
//! ```

mod error;
mod integration;
mod names;
mod parse;
mod parts;
mod pattern;
mod sdk;

pub use error::{Defect, ResourceError};
pub use integration::Integration;
pub use names::{Coverage, Parameters, ResultFields};
pub use pattern::{Pattern, Patterns};
pub use sdk::{AS_OF, SdkCall};

use std::ops::Range;

/// What a Task calls.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resource<'a> {
    /// A Lambda function by its ARN: the request is its event, the result what it returns.
    Function(Function<'a>),
    /// An activity: a worker asks for the work.
    Activity(Activity<'a>),
    /// An optimized integration.
    Optimized(Call),
    /// An AWS SDK integration.
    Sdk(SdkCall<'a>),
    /// `arn:aws:states:::http:invoke`: an HTTP endpoint.
    Http,
    /// A placeholder hides which of them it is.
    Partial(Partial<'a>),
}

/// A Lambda function. Any part may hold placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function<'a> {
    /// The whole ARN.
    pub arn: &'a str,
    /// The Region.
    pub region: &'a str,
    /// The account.
    pub account: &'a str,
    /// The function's name.
    pub name: &'a str,
    /// A version or an alias.
    pub qualifier: Option<&'a str>,
}

/// An activity. Any part may hold placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity<'a> {
    /// The whole ARN.
    pub arn: &'a str,
    /// The Region.
    pub region: &'a str,
    /// The account.
    pub account: &'a str,
    /// The activity's name.
    pub name: &'a str,
}

/// A call of an optimized integration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What is called.
    pub integration: &'static Integration,
    /// What the task waits for.
    pub pattern: Pattern,
    /// Where the text says so.
    suffix: Range<usize>,
}

/// What can be told of a text with placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partial<'a> {
    /// Whether it is an AWS SDK integration; when not, it may be anything.
    pub is_sdk: bool,
    /// The service of an integration.
    pub service: Option<&'a str>,
    /// The action.
    pub action: Option<&'a str>,
    /// What the task waits for.
    pub pattern: Option<Pattern>,
}

impl<'a> Resource<'a> {
    /// Reads the text of a Task's `Resource`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong: AWS refuses it when the machine is created, or it fails whenever it runs
    /// ([`Defect::basis`] says which).
    ///
    /// ```
    /// use asl_schema::resource::Resource;
    /// assert!(matches!(Resource::parse("${ChargeFnArn}"), Ok(Resource::Partial(_))));
    /// assert!(matches!(Resource::parse("arn:${AWS::Partition}:states:::lambda:invoke"), Ok(Resource::Optimized(_))));
    ///
    /// let error = Resource::parse("arn:aws:states:::aws-sdk:events:PutRule").unwrap_err();
    /// assert_eq!(&"arn:aws:states:::aws-sdk:events:PutRule"[error.span], "events");
    /// assert_eq!(error.suggestion.unwrap().replacement, "eventbridge");
    /// ```
    pub fn parse(text: &'a str) -> Result<Resource<'a>, ResourceError> {
        parse::parse(text)
    }

    /// What the task waits for; `None` where that is not known, and for an activity, which waits for its worker.
    pub fn pattern(&self) -> Option<Pattern> {
        match self {
            Resource::Function(_) | Resource::Http => Some(Pattern::RequestResponse),
            Resource::Activity(_) => None,
            Resource::Optimized(call) => Some(call.pattern),
            Resource::Sdk(call) => Some(call.pattern),
            Resource::Partial(partial) => partial.pattern,
        }
    }

    /// Whether the same service and action can be called with this pattern. What is not known offers everything.
    pub fn offers(&self, pattern: Pattern) -> bool {
        match self {
            Resource::Function(_) | Resource::Activity(_) | Resource::Http => pattern == Pattern::RequestResponse,
            Resource::Optimized(call) => call.integration.patterns().contains(pattern),
            Resource::Sdk(_) => matches!(pattern, Pattern::RequestResponse | Pattern::TaskToken),
            Resource::Partial(partial) => !(partial.is_sdk && matches!(pattern, Pattern::Sync | Pattern::SyncJson)),
        }
    }

    /// Whether an Express machine may have it: no activity, and nothing but request-response. AWS refuses the others when the machine is
    /// created. What is not known is allowed.
    pub fn allowed_in_express(&self) -> bool {
        !matches!(self, Resource::Activity(_)) && self.pattern().is_none_or(Pattern::allowed_in_express)
    }

    /// Whether the request must hold the task token, which is `$$.Task.Token` or `$states.context.Task.Token`: nobody could give it back
    /// otherwise, and the task would wait until it times out.
    pub fn needs_task_token(&self) -> bool {
        self.pattern() == Some(Pattern::TaskToken)
    }

    /// The optimized integration that is called, `http:invoke` too.
    pub fn integration(&self) -> Option<&'static Integration> {
        match self {
            Resource::Optimized(call) => Some(call.integration),
            Resource::Http => Integration::find("http", "invoke"),
            _ => None,
        }
    }

    /// What the request holds, where that is known. A function's and an activity's is free.
    pub fn parameters(&self) -> Option<Parameters> {
        match self {
            Resource::Sdk(call) => call.parameters(),
            _ => self.integration().map(Integration::parameters),
        }
    }

    /// The root fields of the result, where they are known.
    pub fn result_fields(&self) -> Option<ResultFields> {
        self.integration()?.result_fields(self.pattern()?)
    }

    /// How the names of the service's errors begin, up to the dot, where that is known: `SQS`, `DynamoDb`.
    pub fn error_prefix(&self) -> Option<&'static str> {
        match self {
            Resource::Sdk(call) => call.error_prefix(),
            Resource::Function(_) => Some("Lambda"),
            _ => self.integration()?.error_prefix(),
        }
    }

    /// What is probably wrong, though AWS may know better: a warning.
    ///
    /// ```
    /// use asl_schema::resource::{Defect, Resource};
    /// let doubt = Resource::parse("arn:aws:states:::aws-sdk:dynamodb:putItme").unwrap().doubt().unwrap();
    /// assert_eq!(doubt.defect, Defect::UnlistedAction);
    /// assert_eq!(doubt.suggestion.unwrap().replacement, "putItem");
    /// ```
    pub fn doubt(&self) -> Option<ResourceError> {
        match self {
            Resource::Sdk(call) => sdk::doubt(call),
            Resource::Optimized(call) if !call.integration.patterns().contains(call.pattern) => {
                let Integration { service, action, .. } = call.integration;
                let message = format!("AWS documents {} for `{service}`, and not that `{action}` has it", call.pattern);
                Some(ResourceError::new(Defect::UnconfirmedPattern, call.suffix.clone(), message))
            }
            _ => None,
        }
    }
}

//! What a Task calls, as the history names it.

use std::sync::Arc;

/// A Task's `Resource`, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Target {
    /// A function by its ARN.
    Lambda { arn: Arc<str> },
    /// An activity by its ARN.
    Activity { arn: Arc<str> },
    /// An integration: `sqs` and `sendMessage.waitForTaskToken`.
    Service { arn: Arc<str>, resource_type: Arc<str>, resource: Arc<str>, pattern: Pattern },
}

/// What an integration waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// The answer to the request.
    Request,
    /// The end of the job that was started.
    Sync,
    /// A task token that comes back.
    Token,
}

impl Target {
    /// Reads a `Resource`.
    pub(crate) fn of(arn: &str) -> Target {
        let shared: Arc<str> = arn.into();
        let mut parts = arn.splitn(6, ':');
        let service = parts.nth(2).unwrap_or_default();
        let rest = parts.nth(2).unwrap_or_default();
        if service == "states" && rest.starts_with("activity:") {
            return Target::Activity { arn: shared };
        }
        // The version in `.sync:2` is no part of the path.
        let unversioned = rest.strip_suffix(".sync:2").unwrap_or(rest);
        let Some(at) = unversioned.rfind(':').filter(|_| service == "states") else {
            return Target::Lambda { arn: shared };
        };
        let (resource_type, resource) = (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        let pattern = if resource.ends_with(".waitForTaskToken") {
            Pattern::Token
        } else if resource.ends_with(".sync") || resource.ends_with(".sync:2") {
            Pattern::Sync
        } else {
            Pattern::Request
        };
        Target::Service { arn: shared, resource_type: resource_type.into(), resource: resource.into(), pattern }
    }

    /// The whole ARN.
    pub(crate) fn arn(&self) -> &Arc<str> {
        match self {
            Target::Lambda { arn } | Target::Activity { arn } | Target::Service { arn, .. } => arn,
        }
    }

    /// How a message about the size of a result names it.
    pub(crate) fn label(&self) -> &str {
        match self {
            Target::Lambda { arn } | Target::Activity { arn } => arn,
            Target::Service { resource_type, .. } => resource_type,
        }
    }

    /// What it waits for.
    pub(crate) fn pattern(&self) -> Pattern {
        match self {
            Target::Service { pattern, .. } => *pattern,
            Target::Lambda { .. } | Target::Activity { .. } => Pattern::Request,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_as_the_history_names_them() {
        let service = |arn: &str| match Target::of(arn) {
            Target::Service { resource_type, resource, pattern, .. } => {
                (resource_type.to_string(), resource.to_string(), pattern)
            }
            other => panic!("{other:?}"),
        };
        let of = |kind: &str, name: &str, pattern| (kind.to_owned(), name.to_owned(), pattern);
        assert_eq!(service("arn:aws:states:::lambda:invoke"), of("lambda", "invoke", Pattern::Request));
        assert_eq!(
            service("arn:aws:states:::aws-sdk:dynamodb:putItem"),
            of("aws-sdk:dynamodb", "putItem", Pattern::Request)
        );
        assert_eq!(
            service("arn:aws:states:::sqs:sendMessage.waitForTaskToken"),
            of("sqs", "sendMessage.waitForTaskToken", Pattern::Token)
        );
        assert!(matches!(Target::of("arn:aws:lambda:us-east-1:1:function:f:live"), Target::Lambda { .. }));
        assert!(matches!(Target::of("arn:aws:states:us-east-1:1:activity:a"), Target::Activity { .. }));
        assert!(matches!(Target::of(""), Target::Lambda { .. }));
    }
    #[test]
    fn sync_with_a_version_is_one_word() {
        let Target::Service { resource_type, resource, pattern, .. } =
            Target::of("arn:aws:states:::states:startExecution.sync:2")
        else {
            panic!()
        };
        assert_eq!((&*resource_type, &*resource, pattern), ("states", "startExecution.sync:2", Pattern::Sync));
    }
}

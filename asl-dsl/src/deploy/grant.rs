//! A permission that the user states, beside those inferred from the tasks.

use super::text::Text;

/// A permission stated by hand: for what no definition shows (a KMS key, the tables behind a query) and for what is only known when the
/// machine runs.
///
/// ```
/// use asl_dsl::deploy::Grant;
/// let grant = Grant::new(["kms:Decrypt"], ["${KeyArn}"]).for_state("Notify").because("the topic is encrypted");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub(crate) actions: Vec<String>,
    pub(crate) resources: Vec<Text>,
    pub(crate) state: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) passed_to: Option<String>,
}

impl Grant {
    /// Allows IAM `actions` on `resources`: ARNs, in which `${Placeholder}` is filled in as in the definition and `${AWS::Region}`,
    /// `${AWS::AccountId}`, `${AWS::Partition}` by CloudFormation; or `*`, which then is your decision.
    pub fn new<A: Into<String>, R: AsRef<str>>(
        actions: impl IntoIterator<Item = A>,
        resources: impl IntoIterator<Item = R>,
    ) -> Grant {
        Grant {
            actions: actions.into_iter().map(Into::into).collect(),
            resources: resources.into_iter().map(|resource| Text::parse(resource.as_ref())).collect(),
            state: None,
            reason: None,
            passed_to: None,
        }
    }

    /// Allows handing the role to a service: `iam:PassRole` under the condition `iam:PassedToService`, such as
    /// `Grant::pass_role("${TaskRoleArn}", "ecs-tasks.amazonaws.com")`.
    pub fn pass_role(role: impl AsRef<str>, service: impl Into<String>) -> Grant {
        Grant { passed_to: Some(service.into()), ..Grant::new(["iam:PassRole"], [role]) }
    }

    /// Says which state needs it. The actions then count as stated for that state, and are no longer asked for.
    #[must_use]
    pub fn for_state(mut self, state: impl Into<String>) -> Grant {
        self.state = Some(state.into());
        self
    }

    /// Says why, for whoever reads the role.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Grant {
        self.reason = Some(reason.into());
        self
    }

    pub(crate) fn is_for(&self, state: &str) -> bool {
        self.state.as_deref() == Some(state)
    }

    /// Whether it allows the action, `*` in it counted as IAM does: any letters.
    pub(crate) fn allows(&self, action: &str) -> bool {
        self.actions.iter().any(|pattern| matches(pattern, action))
    }
}

/// IAM compares actions without case, and `*` stands for any letters.
fn matches(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = action.strip_prefix(first) else { return false };
    if pattern.len() == first.len() {
        return rest.is_empty();
    }
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty() || pattern.ends_with('*')
}

//! The token of a callback task.

use crate::shape::{Shape, Type, outcome};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The token with which whoever does the work answers a callback task (`SendTaskSuccess`, `SendTaskFailure`).
///
/// In a workflow the value `TaskToken` stands for the token of the call being made; the machine fills in
/// `$states.context.Task.Token`. On the other side the same type holds the token that came.
///
/// ```
/// use asl_dsl::TaskToken;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Question {
///     token: TaskToken,
///     text: String,
/// }
/// let asked = Question { token: TaskToken, text: "Approve?".to_owned() };
/// assert_eq!(asked.token.as_str(), None); // nobody has called yet
///
/// let seen: Question = serde_json::from_str(r#"{"token": "AAAAKg…", "text": "Approve?"}"#)?;
/// assert_eq!(seen.token.as_str(), Some("AAAAKg…"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TaskToken {
    text: Option<String>,
}

/// The token of the call being made.
#[expect(non_upper_case_globals, reason = "used as the value of the type of the same name, like a unit struct")]
pub const TaskToken: TaskToken = TaskToken { text: None };

impl TaskToken {
    /// The token's text, where it came from JSON.
    pub fn as_str(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

/// Natively each token written is a fresh one of the current run.
impl Serialize for TaskToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.text {
            Some(text) => serializer.serialize_str(text),
            None => serializer.serialize_str(&crate::native::fresh_token()),
        }
    }
}

impl<'de> Deserialize<'de> for TaskToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(TaskToken { text: Some(String::deserialize(deserializer)?) })
    }
}

#[diagnostic::do_not_recommend]
impl Shape for TaskToken {
    fn describe() -> Type {
        Type::TaskToken
    }
}

outcome::plain_outcome! { [] TaskToken; }

//! The rules of deployment: what a correct machine can still lack when it is to be deployed.

use asl_schema::{Basis, Rule, Severity};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal $slug:literal $severity:ident $basis:expr, $summary:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: Rule = Rule {
            code: $code,
            name: $slug,
            summary: $summary,
            basis: $basis,
            severity: Severity::$severity,
            doc: "",
        };)*

        /// Every rule of deployment, by code.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    UNKNOWN_RESOURCE = "ASL901" "unknown-resource" Error Basis::Tool,
        "A permission is inferred only for a resource that the definition names.";
    UNKNOWN_INTEGRATION = "ASL902" "unknown-integration" Error Basis::Tool,
        "A task whose IAM actions are not known needs a grant.";
    BEYOND_REQUEST = "ASL903" "beyond-request" Warning Basis::FailsAtRunTime,
        "A task may need permissions for things that its request does not name.";
    PLACEHOLDER = "ASL904" "placeholder" Error Basis::FailsAtRunTime,
        "A placeholder is `${Name}` with letters, digits and `_`, which every deployment tool fills in alike.";
    LITERAL = "ASL905" "unsafe-literal" Error Basis::Rejected(None),
        "A value that is pasted into the definition must not break the JSON around it.";
    BINDING = "ASL906" "binding" Error Basis::Rejected(None),
        "A placeholder is bound to something that the template has.";
    UNUSED = "ASL907" "unused-setting" Warning Basis::ProbablyUnintended,
        "A binding, grant or allowance names something that the machine has.";
    EXPRESS = "ASL908" "express" Error Basis::Rejected(None),
        "An EXPRESS machine only makes requests: no `.sync`, no `.waitForTaskToken`, no activity, no Distributed Map.";
    SETTING = "ASL909" "deployment-setting" Error Basis::Rejected(None),
        "Names, retention and tags keep to what CloudFormation takes.";
    SIZE = "ASL910" "template-size" Error Basis::Rejected(None),
        "Template and policies keep to AWS's sizes.";
}

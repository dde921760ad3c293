//! Rules that other crates judge by, declared beside the checker's own.
//!
//! Codes are given out in one place, one index lists them all, and `cargo asl explain` shows every page without building the crate that
//! finds such a defect. Nothing here judges anything: [`check::rules`](crate::check::rules) are the rules of definitions.

use crate::diagnostic::{Basis, Rule, Severity};

macro_rules! rules {
    ($about:literal: $($(#[$doc:meta])* $name:ident = $code:literal $slug:literal $severity:ident $basis:expr, $summary:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $summary, ".")]
            $(#[$doc])*
            pub static $name: Rule = Rule {
                code: $code,
                name: $slug,
                summary: $summary,
                basis: $basis,
                severity: Severity::$severity,
                doc: include_str!(concat!("../docs/rules/", $code, ".md")),
            };
        )*

        #[doc = $about]
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

/// What can be wrong around a definition, in the file or the template that holds it: `cargo-asl` judges.
pub mod files {
    use super::{Basis, Rule, Severity};

    rules! { "Every rule about files, by code.":
        INVALID_YAML = "ASL151" "invalid-yaml" Error Basis::Tool,
            "a file in YAML is one YAML document with texts as keys";
        UNKNOWN_FILE = "ASL152" "unknown-file" Error Basis::Tool,
            "a file is a definition or a template";
        AMBIGUOUS_SCALAR = "ASL153" "ambiguous-scalar" Warning Basis::ProbablyUnintended,
            "a plain scalar in YAML means the same to every reader";
        UNKNOWN_SUBSTITUTION = "ASL921" "unknown-substitution" Warning Basis::ProbablyUnintended,
            "each `${Name}` of a definition in a template is one that the template fills";
        UNUSED_SUBSTITUTION = "ASL922" "unused-substitution" Warning Basis::ProbablyUnintended,
            "the definition has each name of `DefinitionSubstitutions`";
        UNCHECKED_DEFINITION = "ASL923" "unchecked-definition" Info Basis::Tool,
            "the definition of a state machine in a template can be read without AWS";
        UNREADABLE_DEFINITION = "ASL924" "unreadable-definition" Error Basis::Tool,
            "the file that a template names as a definition can be read";
    }
}

/// What a workflow in Rust can say that a state machine cannot do: `asl-dsl` judges.
pub mod workflow {
    use super::{Basis, Rule, Severity};

    rules! { "Every rule about workflows, by code.":
        NOT_LOWERABLE = "ASL801" "not-lowerable" Error Basis::Tool,
            "a workflow says what a state machine can do";
    }
}

/// What a correct machine can still lack when it is to be deployed: `asl-dsl` judges.
pub mod deployment {
    use super::{Basis, Rule, Severity};

    rules! { "Every rule of deployment, by code.":
        UNKNOWN_RESOURCE = "ASL901" "unknown-resource" Error Basis::Tool,
            "the definition names the resources that its tasks need permissions for";
        UNKNOWN_INTEGRATION = "ASL902" "unknown-permission" Error Basis::Tool,
            "the IAM actions of every task are known or granted";
        BEYOND_REQUEST = "ASL903" "beyond-request" Warning Basis::FailsAtRunTime,
            "permissions for what a request does not name are granted";
        PLACEHOLDER = "ASL904" "placeholder" Error Basis::FailsAtRunTime,
            "a placeholder is `${Name}` with letters, digits and `_`, which every deployment tool fills alike";
        LITERAL = "ASL905" "unsafe-literal" Error Basis::Rejected(None),
            "a value that is pasted into the definition does not break the JSON around it";
        BINDING = "ASL906" "binding" Error Basis::Rejected(None),
            "a placeholder is bound to something that the template has";
        UNUSED = "ASL907" "unused-setting" Warning Basis::ProbablyUnintended,
            "bindings, grants and allowances name something that the machine has";
        SETTING = "ASL909" "deployment-setting" Error Basis::Rejected(None),
            "names and log retention are what CloudFormation takes";
        SIZE = "ASL910" "template-size" Error Basis::Rejected(None),
            "template and policies keep to the sizes that AWS takes";
    }
}

/// Every rule that is declared here, by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<_> = [files::RULES, workflow::RULES, deployment::RULES].concat();
    rules.sort_by_key(|rule| rule.code);
    rules.into_iter()
}

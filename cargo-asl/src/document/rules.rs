//! The rules about files: what can be wrong around a definition.

use asl_schema::{Basis, Rule, Severity};

macro_rules! rules {
    ($($name:ident = $code:literal $slug:literal $severity:ident $basis:expr, $summary:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule {
            code: $code,
            name: $slug,
            summary: $summary,
            basis: $basis,
            severity: Severity::$severity,
            doc: "",
        };)*

        /// Every rule about files, by code.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
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

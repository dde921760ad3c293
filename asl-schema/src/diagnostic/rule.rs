//! A rule: what a diagnostic's code stands for.

/// What a code stands for, declared as data: `static RULE: Rule = Rule { code: "ASL201", … }`. Codes are stable: a code is never reused.
///
/// `1xx` structure, `2xx` flow, `3xx` data and expressions, `4xx` Choice, Map, Parallel, `5xx` errors and retries, `6xx` integrations,
/// `7xx` budgets, `8xx` the workflow language, `9xx` deployment.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `ASL` and three digits.
    pub code: &'static str,
    /// A few words that name the defect: `missing-target`.
    pub name: &'static str,
    /// One sentence: what it checks.
    pub summary: &'static str,
    /// What the verdict rests on.
    pub basis: Basis,
    /// The severity of its diagnostics unless they say otherwise.
    pub severity: Severity,
    /// The documentation page in Markdown.
    pub doc: &'static str,
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// AWS refuses such a definition, with this code where one is known: `MISSING_TRANSITION_TARGET`.
    Rejected(Option<&'static str>),
    /// AWS takes the definition and the execution fails.
    FailsAtRunTime,
    /// It is legal, and probably not what was meant.
    ProbablyUnintended,
    /// A limit of ours or a quota of AWS.
    Budget,
    /// The tool cannot do it, whatever AWS says.
    Tool,
}

impl Basis {
    /// AWS's own code for the defect.
    pub fn aws_code(self) -> Option<&'static str> {
        match self {
            Basis::Rejected(code) => code,
            _ => None,
        }
    }
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Basis::Rejected(Some(code)) => write!(f, "AWS rejects it ({code})"),
            Basis::Rejected(None) => f.write_str("AWS rejects it"),
            Basis::FailsAtRunTime => f.write_str("it fails when it runs"),
            Basis::ProbablyUnintended => f.write_str("it is probably not what was meant"),
            Basis::Budget => f.write_str("a budget"),
            Basis::Tool => f.write_str("the tool cannot do it"),
        }
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Legal, and likely wrong.
    Warning,
    /// The definition cannot be deployed.
    Error,
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

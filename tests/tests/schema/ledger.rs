//! Where the checker and the schema may differ, and why.

use std::collections::{BTreeMap, BTreeSet};

use asl_schema::Segment;
use asl_schema::schema::Violation;

use crate::opinions::{Agreement, Finding, Opinions};

/// Rules that a schema can express, and does: each is met by a test.
pub(crate) const EXPRESSED: &[&str] = &[
    "ASL105", "ASL106", "ASL107", "ASL108", "ASL109", "ASL110", "ASL111", "ASL112", "ASL113", "ASL114", "ASL115",
    "ASL116", "ASL117", "ASL118", "ASL119", "ASL205", "ASL401", "ASL402", "ASL403", "ASL411", "ASL412", "ASL414",
    "ASL416", "ASL418", "ASL419", "ASL501",
];

/// Why the schema is silent where the checker is not.
const CHECKER_ALONE: &[(&[&str], &str)] = &[
    (&["ASL101", "ASL103"], "no JSON text, or one that is not read, so there is nothing to judge"),
    (&["ASL104"], "whoever validates sees each key once"),
    (&["ASL201", "ASL202", "ASL203", "ASL206"], "needs the names of other states"),
    (&["ASL204", "ASL415"], "needs the names in the whole machine"),
    (
        &["ASL301", "ASL302", "ASL303", "ASL304", "ASL305"],
        "a path or an intrinsic function is a text, which a schema does not parse",
    ),
    (&["ASL310", "ASL311", "ASL312"], "an expression is a text, which a schema does not parse"),
    (&["ASL306"], "a schema does not compare the keys of an object"),
    (&["ASL317", "ASL318"], "needs the variables of other states, or what a name is in every script"),
    (&["ASL422", "ASL604"], "needs the type of the machine"),
    (&["ASL601", "ASL602", "ASL603"], "an ARN is a text: the schema keeps no list of services"),
    (&["ASL502"], "needs the number of elements after one; a schema has no word for that"),
    (&["ASL701"], "a schema does not count characters of the whole"),
];

/// Why the checker is silent where the schema is not, by the field.
const SCHEMA_ALONE: &[(&str, &str)] = &[(
    "Condition",
    "a text that is no expression is no boolean, so such a rule fails when it runs; the checker warns of it",
)];

/// Why the checker does not say what the schema says.
fn schema_alone(violation: &Violation) -> Option<&'static str> {
    let Some(Segment::Key(field)) = violation.path.segments().last() else { return None };
    SCHEMA_ALONE.iter().find(|(name, _)| name == field).map(|(_, reason)| *reason)
}

/// Why the schema cannot say what the checker says.
pub(crate) fn checker_alone(error: &Finding) -> Option<&'static str> {
    CHECKER_ALONE.iter().find(|(codes, _)| codes.contains(&error.code)).map(|(_, reason)| *reason)
}

/// Counts agreement and disagreement; panics at one without a reason.
#[derive(Default)]
pub(crate) struct Tally {
    agreements: BTreeMap<Agreement, usize>,
    reasons: BTreeMap<&'static str, usize>,
}

impl Tally {
    #[track_caller]
    pub(crate) fn add(&mut self, name: &str, text: &str) -> Opinions {
        let opinions = Opinions::of(text);
        let agreement = opinions.agreement();
        match agreement {
            Agreement::OnlyByChecker => {
                for error in &opinions.errors {
                    let reason = checker_alone(error)
                        .unwrap_or_else(|| panic!("{name}: the schema accepts it\n{error:#?}\n{text}"));
                    *self.reasons.entry(reason).or_default() += 1;
                }
            }
            Agreement::OnlyBySchema => {
                for violation in &opinions.violations {
                    let reason = schema_alone(violation)
                        .unwrap_or_else(|| panic!("{name}: the checker accepts it\n{violation:#?}\n{text}"));
                    *self.reasons.entry(reason).or_default() += 1;
                }
            }
            Agreement::Accepted | Agreement::Refused => {}
        }
        *self.agreements.entry(agreement).or_default() += 1;
        opinions
    }

    pub(crate) fn print(&self, what: &str) {
        println!("{what}: {:?}", self.agreements);
        for (reason, count) in &self.reasons {
            println!("  {count:>6}  {reason}");
        }
    }

    /// An excuse that nothing needs is dropped.
    pub(crate) fn assert_all_used(&self) {
        let checker = CHECKER_ALONE.iter().map(|(_, reason)| *reason);
        let known: BTreeSet<&str> = checker.chain(SCHEMA_ALONE.iter().map(|(_, reason)| *reason)).collect();
        let used: BTreeSet<&str> = self.reasons.keys().copied().collect();
        assert_eq!(used, known, "entries of the ledger that nothing needs");
    }
}

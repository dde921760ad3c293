//! What the tasks need, collected: statements not yet merged, and a diagnostic for each one that could not be made.

use std::collections::BTreeMap;

use asl_schema::Diagnostic;

use super::call::{Call, Reached, Target, Unknown, shortened};
use super::request::Known;
use crate::deploy::grant::Grant;
use crate::deploy::rules;
use crate::deploy::text::Text;

/// A permission that one state needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    /// The state.
    pub(crate) state: String,
    /// What for: a part of the statement's Sid.
    pub(crate) purpose: &'static str,
    /// IAM actions.
    pub(crate) actions: Vec<String>,
    /// On what.
    pub(crate) resources: Resources,
    /// Under which condition.
    pub(crate) condition: Condition,
    /// What the state calls, for people; filled in when the state is done.
    pub(crate) call: String,
}

/// On what a permission is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resources {
    /// Resources that tasks name.
    Targets(Vec<Target>),
    /// `*`: IAM knows no resource for the actions.
    NoResource,
    /// The state machine itself.
    Machine,
    /// The executions of the state machine itself: the children of a Distributed Map.
    MachineExecutions,
    /// The same, of its Map Runs.
    MachineMapRuns,
}

/// Under which condition a permission is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// Always.
    None,
    /// `iam:PassedToService`.
    PassedTo(String),
    /// `states:HTTPMethod` and `states:HTTPEndpoint`.
    Http {
        /// `GET`, `POST`, …
        method: Option<Text>,
        /// The URL, `*` where it varies.
        url: Option<Text>,
    },
}

/// The collected needs of a machine.
pub(crate) struct Needs<'a> {
    grants: &'a [Grant],
    any: &'a BTreeMap<String, String>,
    found: Vec<Need>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Needs<'a> {
    /// Nothing yet. `any` says for which states every resource of a kind is fine, and why.
    pub(crate) fn new(grants: &'a [Grant], any: &'a BTreeMap<String, String>) -> Needs<'a> {
        Needs { grants, any, found: Vec::new(), diagnostics: Vec::new() }
    }

    /// What was found.
    pub(crate) fn finish(self) -> (Vec<Need>, Vec<Diagnostic>) {
        (self.found, self.diagnostics)
    }

    /// How many were found so far.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Says what the permissions found since `mark` are for.
    pub(crate) fn describe_since(&mut self, mark: usize, call: &str) {
        self.found.iter_mut().skip(mark).for_each(|need| call.clone_into(&mut need.call));
    }

    /// Adds a permission.
    pub(crate) fn add(&mut self, need: Need) {
        self.found.push(need);
    }

    /// Adds a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether the user granted all of these actions for the state.
    pub(crate) fn is_granted(&self, state: &str, actions: &[&str]) -> bool {
        actions.iter().all(|action| self.grants.iter().any(|grant| grant.is_for(state) && grant.allows(action)))
    }

    /// Whether the user granted anything for the state.
    pub(crate) fn has_grant(&self, state: &str) -> bool {
        self.grants.iter().any(|grant| grant.is_for(state))
    }

    /// Whether the user allowed every resource for the state.
    pub(crate) fn is_any_allowed(&self, state: &str) -> bool {
        self.any.contains_key(state)
    }

    /// Allows `actions` on what a call reaches; reports what cannot be told unless the user stated it.
    pub(crate) fn reach(&mut self, call: &Call<'_>, purpose: &'static str, actions: &[&str], reached: Vec<Reached>) {
        self.reach_if(call, purpose, actions, reached, Condition::None);
    }

    /// The same under a condition.
    pub(crate) fn reach_if(
        &mut self,
        call: &Call<'_>,
        purpose: &'static str,
        actions: &[&str],
        reached: Vec<Reached>,
        condition: Condition,
    ) {
        let mut targets = Vec::new();
        for each in reached {
            match each {
                Ok(target) => targets.push(target),
                Err(_) if self.is_granted(call.state, actions) => {}
                Err(unknown) if self.is_any_allowed(call.state) => targets.push(Target::every(unknown.kind)),
                Err(unknown) => self.report_unknown(call, actions, &unknown),
            }
        }
        if targets.is_empty() {
            return;
        }
        self.add(Need {
            state: call.state.to_owned(),
            purpose,
            actions: actions.iter().map(|action| (*action).to_owned()).collect(),
            resources: Resources::Targets(targets),
            condition,
            call: String::new(),
        });
    }

    fn report_unknown(&mut self, call: &Call<'_>, actions: &[&str], unknown: &Unknown) {
        let Unknown { kind, field, why, curable } = unknown;
        // One finding for each member that is not known, however many statements need it.
        let message = format!("cannot tell which {} the state `{}` uses: `{field}` {why}", kind.noun, call.state);
        let place = call.path.clone();
        if self.diagnostics.iter().any(|each| each.message == message && each.path == place) {
            return;
        }
        let state = call.state;
        let grant = format!("state the permission with `.grant({})`", grant_example(state, actions));
        let any = format!("`.allow_any_resource({state:?}, \"why\")`");
        let help = match curable {
            true => format!(
                "write an ARN, a name or a `${{Placeholder}}` in `{field}`, or {grant}, or allow every {} with {any}",
                kind.noun
            ),
            false => format!("{grant}, or allow every {} with {any}", kind.noun),
        };
        self.report(Diagnostic::new(&rules::UNKNOWN_RESOURCE, place, message).with_help(help));
    }

    /// An HTTP task whose URL is computed.
    pub(crate) fn report_unknown_url(&mut self, call: &Call<'_>, actions: &[&str]) {
        let why = match call.request.member("ApiEndpoint") {
            Known::Absent => "is missing".to_owned(),
            Known::Computed(text) => format!("is computed (`{}`)", shortened(&text)),
            Known::Whole(_) => "holds `*` or `?`, which a policy would take for a wildcard".to_owned(),
            Known::Start(_) => "does not begin with a whole `https://host/`".to_owned(),
        };
        let message = format!("cannot tell which URLs the state `{}` calls: `ApiEndpoint` {why}", call.state);
        let help = format!(
            "begin `ApiEndpoint` with a literal `https://host/`, or state the permission: `.grant({})`",
            grant_example(call.state, actions)
        );
        self.report(Diagnostic::new(&rules::UNKNOWN_RESOURCE, call.path.clone(), message).with_help(help));
    }
}

/// `Grant::new(["lambda:InvokeFunction"], ["arn:…"]).for_state("Charge")`.
pub(crate) fn grant_example(state: &str, actions: &[&str]) -> String {
    if actions == ["iam:PassRole"] {
        return format!("Grant::pass_role(\"arn:…\", \"service.amazonaws.com\").for_state({state:?})");
    }
    format!("Grant::new({actions:?}, [\"arn:…\"]).for_state({state:?})")
}

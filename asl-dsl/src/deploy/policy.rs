//! From needs to policy documents: equal permissions become one statement that names the states behind it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::grant::Grant;
use super::iam::{Condition, Need, Resources};
use super::kind::{EXECUTION, MACHINE};
use super::resolve::Writer;
use super::text::{Piece, Text};

/// The inline policies of a role: 10,240 characters together, without white space
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>).
pub(crate) const INLINE_LIMIT: usize = 10_240;
/// One managed policy.
pub(crate) const MANAGED_LIMIT: usize = 6_144;

/// One statement of a policy.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    /// Letters and digits, unique in the role: `InvokeFunctionForCharge`.
    pub(crate) sid: String,
    /// Whether it names the state machine itself, which a role cannot do before the machine exists.
    pub(crate) own: bool,
    /// Who needs it, for people.
    pub(crate) reason: String,
    /// The statement as JSON.
    pub(crate) json: Value,
}

/// What a document calls the state machine itself.
#[derive(Clone, Copy)]
pub(crate) enum Machine<'a> {
    /// A resource of the template.
    Resource(&'a str),
    /// A name, or a placeholder for it.
    Named(Option<&'a str>),
}

/// How much statements are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Equal permissions only: each statement shows which states need which resource.
    Equal,
    /// Everything with the same actions: shorter.
    Actions,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    purpose: &'a str,
    actions: &'a [String],
    condition: &'a Condition,
    resources: Option<&'a Resources>,
    own: bool,
}

struct Group<'a> {
    purpose: &'a str,
    actions: &'a [String],
    condition: &'a Condition,
    resources: Vec<&'a Resources>,
    states: Vec<(&'a str, &'a str)>,
}

/// The statements of the needs and the grants, in the order of the states.
pub(crate) fn statements(
    needs: &[Need],
    grants: &[Grant],
    any: &BTreeMap<String, String>,
    writer: Writer<'_>,
    machine: Machine<'_>,
    merge: Merge,
) -> Vec<Statement> {
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for need in needs {
        let key = Key {
            purpose: need.purpose,
            actions: &need.actions,
            condition: &need.condition,
            resources: (merge == Merge::Equal || is_own(&need.resources)).then_some(&need.resources),
            own: is_own(&need.resources),
        };
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group {
                purpose: need.purpose,
                actions: &need.actions,
                condition: &need.condition,
                resources: Vec::new(),
                states: Vec::new(),
            });
        }
        let Some(group) = groups.get_mut(place) else { continue };
        if group.resources.last() != Some(&&need.resources) {
            group.resources.push(&need.resources);
        }
        if group.states.last().is_none_or(|(state, _)| *state != need.state) {
            group.states.push((&need.state, &need.call));
        }
    }
    let mut sids = Sids::default();
    let mut made: Vec<Statement> = Vec::new();
    for group in &groups {
        made.extend(group_statements(group, any, writer, machine, &mut sids));
    }
    made.extend(grants.iter().map(|grant| granted(grant, writer, &mut sids)));
    made
}

fn is_own(resources: &Resources) -> bool {
    matches!(resources, Resources::Machine | Resources::MachineExecutions | Resources::MachineMapRuns)
}

/// One statement; several when the resources alone would fill a policy.
fn group_statements(
    group: &Group<'_>,
    any: &BTreeMap<String, String>,
    writer: Writer<'_>,
    machine: Machine<'_>,
    sids: &mut Sids,
) -> Vec<Statement> {
    let names: Vec<&str> = group.states.iter().map(|(state, _)| *state).collect();
    let mut reason = String::new();
    for (state, call) in group.states.iter().take(5) {
        reason.push_str(if reason.is_empty() { "" } else { "; " });
        reason.push_str(&format!("{state} calls {call}"));
        if let Some(why) = any.get(*state) {
            reason.push_str(&format!(" (any resource allowed: {why})"));
        }
    }
    if group.states.len() > 5 {
        reason.push_str(&format!("; {} more", group.states.len() - 5));
    }
    let mut seen = BTreeSet::new();
    let mut resources = Vec::new();
    for each in &group.resources {
        for text in resource_texts(each, writer, machine) {
            if seen.insert(text.clone()) {
                resources.push(writer.text(&text));
            }
        }
    }
    let own = group.resources.iter().any(|resources| is_own(resources));
    let condition = condition(group.condition, writer);
    let mut made = Vec::new();
    while !resources.is_empty() {
        let mut room = MANAGED_LIMIT - 1_500;
        let mut fits = |resource: &Value| {
            room = room.saturating_sub(resource.to_string().len() + 61);
            room > 0
        };
        let count = resources.iter().map_while(|resource| fits(resource).then_some(())).count().max(1);
        let rest = resources.split_off(count);
        let sid = sids.make(group.purpose, &names);
        let json = json(&sid, group.actions, std::mem::replace(&mut resources, rest), condition.clone());
        made.push(Statement { json, sid, own, reason: reason.clone() });
    }
    made
}

fn granted(grant: &Grant, writer: Writer<'_>, sids: &mut Sids) -> Statement {
    let names: Vec<&str> = grant.state.as_deref().into_iter().collect();
    let sid = sids.make("Granted", &names);
    let resources = grant.resources.iter().map(|resource| writer.text(resource)).collect();
    let passed = grant.passed_to.as_ref().map(|service| Condition::PassedTo(service.clone()));
    let condition = condition(passed.as_ref().unwrap_or(&Condition::None), writer);
    let reason = match (&grant.reason, &grant.state) {
        (Some(reason), Some(state)) => format!("stated for {state}: {reason}"),
        (Some(reason), None) => format!("stated: {reason}"),
        (None, Some(state)) => format!("stated for {state}"),
        (None, None) => "stated".to_owned(),
    };
    Statement { json: json(&sid, &grant.actions, resources, condition), sid, own: false, reason }
}

/// `Action` and `Resource` are written alone when there is one.
fn json(sid: &str, actions: &[String], mut resources: Vec<Value>, condition: Option<Value>) -> Value {
    let mut made = Map::new();
    made.insert("Sid".to_owned(), json!(sid));
    made.insert("Effect".to_owned(), json!("Allow"));
    made.insert(
        "Action".to_owned(),
        match actions {
            [only] => json!(only),
            many => json!(many),
        },
    );
    let resource = if resources.len() == 1 { resources.remove(0) } else { Value::Array(resources) };
    made.insert("Resource".to_owned(), resource);
    if let Some(condition) = condition {
        made.insert("Condition".to_owned(), condition);
    }
    Value::Object(made)
}

fn resource_texts(resources: &Resources, writer: Writer<'_>, machine: Machine<'_>) -> Vec<Text> {
    let named = |name: Option<&str>| match name {
        Some(name) => Text::literal(name),
        None => piece(Piece::Hole("StateMachineName".to_owned())),
    };
    let executions = |suffix: &str| {
        let name = match machine {
            Machine::Resource(id) => piece(Piece::Attribute(id.to_owned(), "Name".to_owned())),
            Machine::Named(name) => named(name),
        };
        vec![EXECUTION.arn_of_name(&name.with(suffix))]
    };
    match resources {
        Resources::Targets(targets) => targets.iter().map(|target| writer.arn(target)).collect(),
        Resources::NoResource => vec![Text::literal("*")],
        Resources::Machine => vec![match machine {
            Machine::Resource(id) => piece(Piece::Reference(id.to_owned())),
            Machine::Named(name) => MACHINE.arn_of_name(&named(name)),
        }],
        Resources::MachineExecutions => executions(":*"),
        Resources::MachineMapRuns => executions("/*:*"),
    }
}

fn piece(piece: Piece) -> Text {
    let mut text = Text::default();
    text.push(piece);
    text
}

fn condition(condition: &Condition, writer: Writer<'_>) -> Option<Value> {
    match condition {
        Condition::None => None,
        Condition::PassedTo(service) => Some(json!({ "StringEquals": { "iam:PassedToService": service } })),
        Condition::Http { method, url } => {
            let mut made = Map::new();
            if let Some(method) = method {
                made.insert("StringEquals".to_owned(), json!({ "states:HTTPMethod": writer.text(method) }));
            }
            if let Some(url) = url {
                made.insert("StringLike".to_owned(), json!({ "states:HTTPEndpoint": writer.text(url) }));
            }
            (!made.is_empty()).then_some(Value::Object(made))
        }
    }
}

/// Sids given so far.
#[derive(Default)]
struct Sids {
    taken: BTreeSet<String>,
}

impl Sids {
    /// `InvokeFunction` for `Charge card` and `Refund` is `InvokeFunctionForChargeCardAndRefund`.
    fn make(&mut self, purpose: &str, states: &[&str]) -> String {
        let words: Vec<String> = states.iter().map(|state| word(state)).filter(|word| !word.is_empty()).collect();
        let wanted = match words.as_slice() {
            [] => purpose.to_owned(),
            [one] => format!("{purpose}For{one}"),
            [one, two] => format!("{purpose}For{one}And{two}"),
            [one, more @ ..] => format!("{purpose}For{one}And{}More", more.len()),
        };
        let mut sid = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(sid.clone()) {
            sid = format!("{wanted}{number}");
            number += 1;
        }
        sid
    }
}

/// A state's name as one word of letters and digits, at most 60.
fn word(name: &str) -> String {
    let mut made = String::new();
    let mut start = true;
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            start = true;
            continue;
        }
        made.push(if start { letter.to_ascii_uppercase() } else { letter });
        start = false;
        if made.len() == 60 {
            break;
        }
    }
    made
}

/// A policy document.
pub(crate) fn document<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Value {
    let statements: Vec<&Value> = statements.into_iter().map(|statement| &statement.json).collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// About how many characters a statement counts when its references are filled in: an ARN is up to 60 longer than what stands for it.
pub(crate) fn size(statement: &Statement) -> usize {
    let text = statement.json.to_string();
    let references = text.matches("\"Ref\"").count() + text.matches("\"Fn::GetAtt\"").count();
    text.len() + 60 * references
}

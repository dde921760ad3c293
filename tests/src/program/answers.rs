//! What is outside of a generated program: answers by what is asked, the same to both sides, and what placeholders are filled with.

use super::evaluate::World;
use super::value::Value;
use super::world::{self, Task};
use crate::generate::{Generator, Random};
use asl_dsl::Failure;
use asl_dsl::shape::Type;
use asl_dsl::task::{Integration, SlotInfo, TaskInfo};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// What placeholders are filled with. A text of the program that looks like one must stay as it is.
pub(super) const FILLED: &[(&str, &str)] =
    &[("${Topic}", "arn:aws:sns:us-east-1:123456789012:news"), ("${Name}", "leaked")];

/// Answers by the request, the seed, and how often this was asked before.
pub(super) struct Answering {
    pub(super) seed: u64,
    pub(super) lean: bool,
    /// How often each request was made; `None` where strands make them, of which some are cut before they do.
    pub(super) asked: Option<BTreeMap<String, u64>>,
}

impl World for Answering {
    fn answer(
        &mut self,
        task: &TaskInfo,
        output: &Type,
        request: &Json,
        retries: u32,
    ) -> (Result<Json, Failure>, Duration) {
        let key = format!("{} {}", task.name, canonical(&normal_request(task.name, request)));
        let often = match &mut self.asked {
            Some(asked) => {
                let asked = asked.entry(key.clone()).or_default();
                *asked += 1;
                // What is asked for ever is answered the same from some time on.
                (*asked).min(3)
            }
            None => u64::from(retries.min(3)),
        };
        let mut random = Random::of(&format!("{key} {often}"), self.seed);
        let takes = Duration::from_secs(if random.one_in(4) { 5 } else { 0 });
        let answer = Generator { random, lean: self.lean }.answer(output);
        let answer = match task.integration {
            // The name of a child's error doesn't reach its caller.
            Integration::Workflow { .. } => answer.map_err(|failure| {
                if failure.error == "States.Timeout" && often % 2 == 0 {
                    // That of the call, not of the child.
                    return failure;
                }
                let child = json!({ "Cause": failure.cause, "Error": failure.error, "Status": "FAILED" });
                Failure::new("States.TaskFailed", child.to_string())
            }),
            _ => answer,
        };
        (answer, takes)
    }

    fn filled(&self, placeholder: &str) -> String {
        let filled = FILLED.iter().find(|(known, _)| *known == placeholder);
        filled.map_or(placeholder, |(_, value)| value).to_owned()
    }
}

thread_local! {
    static TASKS: Vec<Task> = world::tasks();
}

/// A value as serde writes it: what came without a field, or with one that needn't be there, is the same value.
pub(super) fn normal(json: &Json, ty: &Type) -> Json {
    Value::from_json(json, ty).and_then(|value| value.to_json()).unwrap_or_else(|| json.clone())
}

/// The same for what a task is asked.
pub(super) fn normal_request(name: &str, request: &Json) -> Json {
    TASKS.with(|tasks| {
        let Some(Task { slot: SlotInfo::Call { task, .. }, params, .. }) = tasks.iter().find(|task| task.name == name)
        else {
            return request.clone();
        };
        if let [only] = params.as_slice() {
            return normal(request, only);
        }
        let null = Json::Null;
        let named = task.params.iter().zip(params);
        let parts = named.map(|(key, ty)| ((*key).to_owned(), normal(request.get(*key).unwrap_or(&null), ty)));
        Json::Object(parts.collect())
    })
}

/// JSON in which equal values are equal text: fields that are null are as good as missing.
fn canonical(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let members: BTreeMap<_, _> = members.map(|(key, value)| (key.clone(), canonical(value))).collect();
            Json::Object(members.into_iter().collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(canonical).collect()),
        Json::Number(number) => number.as_f64().map_or(Json::Null, |x| json!(x)),
        other => other.clone(),
    }
}

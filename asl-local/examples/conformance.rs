//! Runs recorded executions and TestState calls, one result line each.
//!
//! ```text
//! cargo run --release -p asl-local --example conformance -- executions FOLDER > results.jsonl
//! cargo run --release -p asl-local --example conformance -- teststate FOLDER > results.jsonl
//! ```
//!
//! A file of `executions` holds a definition, an input and what the tasks answered; the line is `{"name", "status", "output", "error", "cause", "events"}`. What
//! the file tells of its surroundings is handed in: roles, S3 objects, the redactions that its recording went through.

use std::io::Write;
use std::path::Path;

use asl_local::{Answer, Buckets, Event, Machine, Recorded, Run, TestState};
use asl_schema::check::Level;
use asl_schema::{Checked, Options, Report, Severity};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(kind), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: conformance executions|teststate FOLDER".into());
    };
    let mut names: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
    names.sort_by_key(std::fs::DirEntry::file_name);
    let mut out = std::io::stdout().lock();
    for entry in names {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let file = read(&path)?;
            let line = if kind == "executions" { execution(&file) } else { test_state(&file) };
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

pub(crate) fn execution(file: &Value) -> Value {
    let name = &file["name"];
    let express = file["kind"].as_str().is_some_and(|kind| kind.starts_with("express"));
    let checked = match checked(&file["definition"], express) {
        Ok(checked) => checked,
        Err(report) => return json!({"name": name, "note": report.to_string()}),
    };
    // What AWS was recorded to return is possible.
    let mut machine = Machine::new(checked)
        .strict_results()
        .handler(Recorded::new(&file["task_results"]).or_else(unrecorded(file)))
        .store(buckets(&file["s3_objects"]))
        .account("us-east-1", "111111111111")
        .role(role(file));
    if express {
        machine = machine.express();
    }
    let mut input = file["input"].clone();
    if left_a_wait(file) {
        redact(&mut input, "<timestamp>", "2020-01-01T00:00:00Z");
    }
    let run = machine.run(&input);
    let mut line = line(name, &run, file["unordered"] == json!(true));
    if redacts(file, "activity_arn") {
        redact(&mut line, &activity_of(&file["definition"]), "activity_arn");
    }
    line
}

/// A call without a recorded end never ended — except that of an activity that wasn't even scheduled: it doesn't exist.
fn unrecorded(file: &Value) -> Answer {
    let events = file["events"].as_array().into_iter().flatten();
    let activity = activity_of(&file["definition"]);
    if activity.is_empty() || events.filter(|event| event["type"] == "ActivityScheduled").count() > 0 {
        return Answer::never();
    }
    Answer::refused(format!("The activity {activity} does not exist."))
}

/// AWS accepted every definition of the recordings. Where names in it were redacted since, such as `function:<name>`, the checker's findings don't count.
fn checked(definition: &Value, express: bool) -> Result<Checked, Report> {
    let text = definition.to_string();
    let mut options = if express { Options::express() } else { Options::standard() };
    let report = asl_schema::check_str(&text, &options);
    if report.has_errors() && text.contains('<') {
        for error in report.errors() {
            let level = Level::At(Severity::Warning);
            options = options.clone().with_level(error.code(), level).unwrap_or(options);
        }
        return asl_schema::check_str(&text, &options).into_checked();
    }
    report.into_checked()
}

/// Whether a Wait was recorded to end. Of a moment that was redacted this is all that is known: it was a moment.
fn left_a_wait(file: &Value) -> bool {
    let events = file["events"].as_array().into_iter().flatten();
    events.filter(|event| event["type"] == "WaitStateExited").count() > 0
}

fn line(name: &Value, run: &Run, unordered: bool) -> Value {
    let mut line = Map::new();
    line.insert("name".to_owned(), name.clone());
    line.insert("status".to_owned(), json!(run.status().as_str()));
    let texts = [("error", run.error()), ("cause", run.cause())];
    line.extend(texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text?)))));
    if let Some(output) = run.output() {
        line.insert("output".to_owned(), output.clone());
    }
    let events = run.history().iter().filter(|event| !unordered || is_kept(event, run));
    let event = |event: &Event| json!({"id": event.id(), "prev": event.previous_event_id(), "type": event.event_type(), "details": event.details()});
    line.insert("events".to_owned(), events.map(event).collect());
    Value::Object(line)
}

/// Recordings of parallel branches were sorted by their makers, and lost events on the way: `ParallelStateSucceeded`, and what a Parallel inside
/// another one ends with. The ids that are left show the gaps.
fn is_kept(event: &Event, run: &Run) -> bool {
    match event.event_type() {
        "ParallelStateSucceeded" => false,
        "ParallelStateExited" => {
            let last = run.history().iter().rev().find(|other| other.event_type() == "ParallelStateExited");
            last.is_some_and(|last| last.id() == event.id())
        }
        _ => true,
    }
}

fn buckets(objects: &Value) -> Buckets {
    let mut buckets = Buckets::new();
    for object in objects.as_array().into_iter().flatten() {
        let text = |key: &str| object[key].as_str().unwrap_or_default();
        buckets.insert(text("Bucket"), text("Key"), text("Body"));
    }
    buckets
}

/// The answer to a recorded request. A task that called AWS has no mock in the file: what was called answered what the recording shows.
fn test_state(file: &Value) -> Value {
    let mut request = file.clone();
    if file["role_given"] == json!(true) {
        request["roleArn"] = json!("arn:aws:iam::111111111111:role/role");
    }
    if is_task(file) && file["mock"].is_null() {
        let inspected = &file["expected"]["inspectionData"]["result"];
        let result = if inspected.is_null() { &file["expected"]["output"] } else { inspected };
        request["mock"] = json!({"result": result.to_string(), "fieldValidationMode": "NONE"});
    }
    unredact_resources(&mut request["definition"]);
    match TestState::from_json(&request).account("us-east-1", "111111111111").run() {
        Ok(result) => json!({"name": file["name"], "result": result}),
        Err(rejection) => json!({"name": file["name"], "exception": rejection.message}),
    }
}

/// `function:<name>` was a name once: without the brackets it is one again.
fn unredact_resources(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| match value {
            Value::String(resource) if key == "Resource" => *resource = resource.replace(['<', '>'], ""),
            value => unredact_resources(value),
        }),
        Value::Array(items) => items.iter_mut().for_each(unredact_resources),
        _ => {}
    }
}

fn is_task(file: &Value) -> bool {
    let definition = &file["definition"];
    let state = match file["stateName"].as_str() {
        Some(name) => &definition["States"][name],
        None => definition,
    };
    state["Type"] == "Task"
}

/// The role that the recording shows: in its first event, or where an output holds the context object.
fn role(file: &Value) -> &str {
    let started = file["events"][0]["details"]["roleArn"].as_str();
    started.or_else(|| find(&file["final"]["output"], "RoleArn")).unwrap_or("role")
}

fn find<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    match value {
        Value::Object(fields) => {
            fields.get(key).and_then(Value::as_str).or_else(|| fields.values().find_map(|value| find(value, key)))
        }
        Value::Array(items) => items.iter().find_map(|value| find(value, key)),
        _ => None,
    }
}

fn redacts(file: &Value, literal: &str) -> bool {
    file["redactions"]["literals"].as_array().is_some_and(|literals| literals.contains(&json!(literal)))
}

fn activity_of(definition: &Value) -> String {
    let states = definition["States"].as_object().into_iter().flatten();
    let resources = states.filter_map(|(_, state)| state["Resource"].as_str());
    resources.filter(|resource| resource.contains(":activity:")).map(str::to_owned).next().unwrap_or_default()
}

/// Puts the word that the recording has for a value into every text.
fn redact(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if !from.is_empty() => *text = text.replace(from, to),
        Value::Array(items) => items.iter_mut().for_each(|item| redact(item, from, to)),
        Value::Object(fields) => fields.values_mut().for_each(|field| redact(field, from, to)),
        _ => {}
    }
}

//! `cargo asl explain`: the page of a rule, or the list of all.

use std::fmt::Write;

use crate::outcome::Status;
use crate::rules;
use crate::streams::Streams;

pub(crate) fn run(word: Option<&str>, streams: &mut Streams) -> Status {
    match word.map(rules::explained) {
        None => streams.report(&list()),
        Some(Ok(rule)) => streams.report(rule.doc),
        Some(Err(message)) => {
            streams.error(&format!("error: {message}\n"));
            return Status::BadInput;
        }
    }
    Status::Clean
}

fn list() -> String {
    let rules = rules::all();
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for rule in rules {
        let severity = rule.severity.to_string();
        let _ = writeln!(list, "{}  {:width$}  {severity:7}  {}", rule.code, rule.name, rule.summary);
    }
    list
}

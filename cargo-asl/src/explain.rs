//! `cargo asl explain`: the page of a rule, or the list of all.

use std::fmt::Write;

use asl_schema::check::{rule, rules};
use asl_schema::{closest, quoted};

use crate::outcome::Status;
use crate::streams::Streams;

pub(crate) fn run(word: Option<&str>, streams: &mut Streams) -> Status {
    let Some(word) = word else {
        streams.report(&list());
        return Status::Clean;
    };
    match rule(&word.to_ascii_uppercase()).or_else(|| rules().find(|rule| rule.name.eq_ignore_ascii_case(word))) {
        Some(rule) => {
            streams.report(rule.doc);
            Status::Clean
        }
        None => {
            let help = match closest(word, rules().flat_map(|rule| [rule.code, rule.name])) {
                Some(meant) => format!("; did you mean `{meant}`?"),
                None => "; `cargo asl explain` lists them".to_owned(),
            };
            streams.error(&format!("error: there is no rule {}{help}\n", quoted(word)));
            Status::BadInput
        }
    }
}

fn list() -> String {
    let width = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for rule in rules() {
        let severity = rule.severity.to_string();
        let _ = writeln!(list, "{}  {:width$}  {severity:7}  {}", rule.code, rule.name, rule.summary);
    }
    list
}

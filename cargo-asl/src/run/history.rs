//! The events of a run: as the API answers them, or a line each.

use std::time::Duration;

use asl_local::{Event, Run, display_time};
use serde_json::{Value, json};

/// The longest details in a line, in characters.
const LONGEST: usize = 100;

/// What `GetExecutionHistory` answers with `includeExecutionData`.
pub(super) fn json(run: &Run) -> String {
    let events: Vec<Value> = run.history().iter().map(Event::to_json).collect();
    format!("{:#}\n", json!({ "events": events }))
}

/// Number, number of the event before, time since the start, type, details.
pub(super) fn text(run: &Run) -> String {
    let start = run.history().first().map_or(0, Event::millis);
    let width = run.history().iter().map(|event| event.event_type().len()).max().unwrap_or(0);
    let line = |event: &Event| {
        let time = display_time(Duration::from_millis(event.millis().saturating_sub(start)));
        let details = shortened(&event.details().to_string());
        let details = if details == "{}" { String::new() } else { details };
        let (id, previous, kind) = (event.id(), event.previous_event_id(), event.event_type());
        format!("{id:>5} {previous:>5} {time:>8}  {kind:width$}  {details}").trim_end().to_owned() + "\n"
    };
    run.history().iter().map(line).collect()
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

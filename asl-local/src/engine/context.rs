//! The context object: `$$` and `$states.context`.

use serde_json::{Map, Value, json};

use super::strand::{Strand, StrandId};
use super::{Engine, Execution};
use crate::program::Kind;
use crate::time;

impl Engine<'_> {
    /// What the strand's state sees, in the order of keys that AWS was recorded to write.
    pub(super) fn context(&self, id: StrandId) -> Value {
        let Some(strand) = self.strands.get(id) else { return Value::Null };
        let Some(execution) = self.executions.get(strand.execution) else { return Value::Null };
        let mut context = Map::new();
        context.insert("Execution".to_owned(), execution.context());
        let machine = json!({"Id": execution.identity.machine_arn(), "Name": &*execution.identity.machine});
        context.insert("StateMachine".to_owned(), machine);
        context.insert("State".to_owned(), state(strand, execution));
        if let Some(item) = self.item(strand) {
            context.insert("Map".to_owned(), json!({"Item": item}));
        }
        if let Some(token) = &strand.token {
            context.insert("Task".to_owned(), json!({"Token": token}));
        }
        Value::Object(context)
    }

    /// The item of the iteration that the strand stands in, however deep.
    fn item(&self, strand: &Strand) -> Option<Value> {
        let mut strand = strand;
        loop {
            if let Some(item) = &strand.item {
                return Some(item.context());
            }
            strand = self.strands.get(strand.parent?.0)?;
        }
    }
}

impl super::strand::Item {
    /// `Map.Item`.
    pub(super) fn context(&self) -> Value {
        let mut item = Map::new();
        item.insert("Index".to_owned(), json!(self.index));
        if let Some(key) = &self.key {
            item.insert("Key".to_owned(), json!(key));
        }
        item.insert("Value".to_owned(), (*self.value).clone());
        if let Some(source) = &self.source {
            item.insert("Source".to_owned(), json!(&**source));
        }
        Value::Object(item)
    }
}

impl Execution {
    fn context(&self) -> Value {
        let mut context = Map::new();
        context.insert("Id".to_owned(), json!(&*self.identity.arn));
        context.insert("Input".to_owned(), (*self.input).clone());
        context.insert("StartTime".to_owned(), json!(time::format(self.started)));
        context.insert("Name".to_owned(), json!(&*self.identity.name));
        context.insert("RoleArn".to_owned(), json!(&*self.identity.role));
        // An Express execution can't be redriven, and was recorded without the count.
        if !self.express {
            context.insert("RedriveCount".to_owned(), json!(0));
        }
        Value::Object(context)
    }
}

/// `RetryCount` stands only in the states that can retry.
fn state(strand: &Strand, execution: &Execution) -> Value {
    let node = execution.program.node(strand.state);
    let mut state = Map::new();
    state.insert("Name".to_owned(), json!(node.map_or("", |node| &*node.name)));
    state.insert("EnteredTime".to_owned(), json!(time::format(strand.entered_at)));
    if node.is_some_and(|node| matches!(node.kind, Kind::Task(_) | Kind::Parallel(_) | Kind::Map(_))) {
        state.insert("RetryCount".to_owned(), json!(strand.retry_count));
    }
    Value::Object(state)
}

//! Good text to the model, with no value of the whole definition between them: each state is moved into the model as soon as it is read.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{self, Formatter};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::json::{Entries, Json, Key, has_key_twice};
use crate::model::{StateMachine, States};
use crate::spec::wire::{Wire, read_state};

/// The definition in a text; nothing when anything is unusual about it: no JSON, no object, a key that is written twice, `States` that are
/// no object. What is to be said about that is found by reading again.
pub(super) fn read(text: &str) -> Option<StateMachine> {
    let mut json = serde_json::Deserializer::from_str(text);
    let machine = Definition::deserialize(&mut json).ok()?;
    json.end().ok().map(|()| machine.0)
}

struct Definition(StateMachine);

impl<'de> Deserialize<'de> for Definition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DefinitionVisitor).map(Definition)
    }
}

struct DefinitionVisitor;

impl<'de> Visitor<'de> for DefinitionVisitor {
    type Value = StateMachine;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a definition")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<StateMachine, A::Error> {
        let mut machine = StateMachine::default();
        let mut seen = HashSet::new();
        while let Some(Key(key)) = fields.next_key()? {
            if key == "States" {
                let unread = fields.next_value_seed(StatesVisitor(&mut machine.states))?;
                if let Some(unread) = unread {
                    machine.extra.insert("States".to_owned(), unread.into_value());
                }
            } else {
                machine.put(key.clone(), fields.next_value()?);
            }
            if !seen.insert(key) {
                return Err(A::Error::custom("a field is written twice"));
            }
        }
        Ok(machine)
    }
}

/// Fills in the states. What the model has no place for comes back: those without a type, or an object that has none.
struct StatesVisitor<'m>(&'m mut States);

impl<'de> DeserializeSeed<'de> for StatesVisitor<'_> {
    type Value = Option<Json<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for StatesVisitor<'_> {
    type Value = Option<Json<'de>>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("states")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut states: A) -> Result<Self::Value, A::Error> {
        let (mut all, mut unread) = (0, Entries::new());
        while let Some(Key(name)) = states.next_key()? {
            all += 1;
            match read_state(states.next_value()?) {
                Ok(state) => _ = self.0.insert(name.into_owned(), state),
                Err(value) => unread.push((name, value)),
            }
        }
        let is_read = |(name, _): &(Cow<'_, str>, _)| self.0.contains_key(&**name);
        if self.0.len() + unread.len() < all || has_key_twice(&unread) || unread.iter().any(is_read) {
            return Err(A::Error::custom("a state is written twice"));
        }
        Ok((all == 0 || !unread.is_empty()).then_some(Json::Object(unread)))
    }
}

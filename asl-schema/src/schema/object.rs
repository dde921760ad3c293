//! The schema of an object: its fields, and how they stand together.

use serde_json::{Map, Value, json};

use super::scope::{self, Scope};
use super::{says_jsonata, value};
use crate::model::{Operator, QueryLanguage, StateType};
use crate::spec::{self, Field, Place};

/// The schema of an object of this kind.
pub(super) fn object(place: Place, scope: Scope) -> Value {
    let mut schema = Builder::new(place, scope, &[]);
    schema.exclude();
    schema.ask_for_one();
    match place {
        Place::State(kind) if kind.has_transition() => schema.transition(),
        Place::ChoiceRule => {
            schema.require("Next");
            schema.test();
        }
        Place::ProcessorConfig => schema.execution_type(),
        _ => {}
    }
    schema.finish()
}

/// The schema of a rule inside a rule: no rule of `Choices`, since it has no `Next`.
pub(super) fn nested_rule() -> Value {
    let mut schema = Builder::new(Place::ChoiceRule, Scope::of(QueryLanguage::JsonPath), &["Next"]);
    schema.test();
    schema.finish()
}

/// A state of any type in a machine of that language. One step at a time, so that a finding is about the state that was meant and not about
/// all that it could have been.
pub(super) fn any_state(machine: QueryLanguage) -> Value {
    let words = StateType::ALL.map(StateType::as_str);
    let mut schema = json!({
        "type": "object",
        "properties": { "Type": { "description": "What the state does.", "enum": words } },
        "required": ["Type"],
    });
    if let Value::Object(schema) = &mut schema {
        let by_type = |scope| json!({ "allOf": StateType::ALL.map(|kind| when_type(kind, scope)) });
        let own = by_type(Scope::of(machine));
        match machine {
            QueryLanguage::Jsonata => _ = schema.insert("allOf".into(), own["allOf"].clone()),
            QueryLanguage::JsonPath => {
                schema.insert("if".into(), says_jsonata());
                schema.insert("then".into(), by_type(Scope { machine, state: QueryLanguage::Jsonata }));
                schema.insert("else".into(), own);
            }
        }
    }
    schema
}

fn when_type(kind: StateType, scope: Scope) -> Value {
    json!({
        "if": { "properties": { "Type": { "const": kind.as_str() } }, "required": ["Type"] },
        "then": scope::reference(Place::State(kind), scope),
    })
}

struct Builder {
    place: Place,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    /// What must hold besides, keyword by keyword.
    more: Map<String, Value>,
}

impl Builder {
    fn new(place: Place, scope: Scope, left_out: &[&str]) -> Builder {
        let mut properties = Map::new();
        let mut required = Vec::new();
        if let Place::State(kind) = place {
            properties.insert("Type".into(), json!({ "description": spec::about_type(kind), "const": kind.as_str() }));
            required.push("Type");
        }
        for field in spec::fields(place).filter(|field| !left_out.contains(&field.name)) {
            if field.language.allows(scope.state) {
                properties.insert(field.name.into(), described(place, field, scope));
                if field.required {
                    required.push(field.name);
                }
            } else if !place.is_closed() {
                // Where any name is let through, the fields of the other language are not.
                properties.insert(field.name.into(), false.into());
            }
        }
        Builder { place, properties, required, more: Map::new() }
    }

    fn require(&mut self, name: &'static str) {
        self.required.push(name);
    }

    /// Whether such an object may have the field.
    fn has(&self, name: &str) -> bool {
        self.properties.get(name).is_some_and(|schema| *schema != Value::Bool(false))
    }

    /// Fields that exclude each other. A finding is then about the later one, not about the whole object.
    fn exclude(&mut self) {
        for group in spec::exclusive(self.place) {
            let there: Vec<&str> = group.iter().copied().filter(|name| self.has(name)).collect();
            for (index, first) in there.iter().enumerate() {
                for second in there.iter().skip(index + 1) {
                    self.depend(first, second, Value::Bool(false));
                }
            }
        }
    }

    /// When `field` is there, `other` must be like this.
    fn depend(&mut self, field: &str, other: &str, like: Value) {
        let dependents = self.more.entry("dependentSchemas").or_insert_with(|| json!({}));
        dependents[field]["properties"][other] = like;
    }

    /// Fields of which one must be there.
    fn ask_for_one(&mut self) {
        let names = spec::at_least_one(self.place).iter().copied().filter(|name| self.has(name));
        let choices: Vec<Value> = names.map(|name| json!({ "required": [name] })).collect();
        if !choices.is_empty() {
            self.more.insert("anyOf".into(), choices.into());
        }
    }

    /// `Next`, or `"End": true`. What AWS makes of `"End": false` beside `Next` was not seen, so it passes.
    fn transition(&mut self) {
        self.depend("Next", "End", json!({ "const": false }));
        let ends = json!({ "required": ["End"], "properties": { "End": { "const": true } } });
        let wanted = json!([{ "required": ["Next"] }, ends]);
        match self.more.get("anyOf") {
            None => _ = self.more.insert("anyOf".into(), wanted),
            Some(_) => _ = self.more.insert("allOf".into(), json!([{ "anyOf": wanted }])),
        }
    }

    /// What a choice rule asks: exactly one thing. Operators compare a `Variable`.
    fn test(&mut self) {
        let logical = ["Condition", "And", "Or", "Not"].into_iter();
        let operators = || Operator::ALL.iter().map(|operator| operator.as_str()).filter(|name| self.has(name));
        let tests: Vec<&str> = logical.filter(|name| self.has(name)).chain(operators()).collect();
        let with_variable: Map<String, Value> = operators().map(|name| (name.into(), json!(["Variable"]))).collect();
        match tests.as_slice() {
            [only] => self.required.push(only),
            _ => {
                let choices = tests.iter().map(|name| json!({ "required": [name] })).collect();
                self.more.insert("oneOf".into(), choices);
            }
        }
        if !with_variable.is_empty() {
            self.more.insert("dependentRequired".into(), with_variable.into());
        }
    }

    /// A distributed Map says which executions its children are.
    fn execution_type(&mut self) {
        self.more
            .insert("if".into(), json!({ "properties": { "Mode": { "const": "DISTRIBUTED" } }, "required": ["Mode"] }));
        self.more.insert("then".into(), json!({ "required": ["ExecutionType"] }));
    }

    fn finish(self) -> Value {
        let mut schema = json!({ "type": "object", "properties": self.properties });
        if let Value::Object(schema) = &mut schema {
            if !self.required.is_empty() {
                schema.insert("required".into(), self.required.into());
            }
            if self.place.is_closed() {
                schema.insert("additionalProperties".into(), false.into());
            }
            schema.extend(self.more);
        }
        schema
    }
}

/// The schema of a field with what the field is for; an editor shows it.
fn described(place: Place, field: &Field, scope: Scope) -> Value {
    let mut schema = json!({ "description": spec::about(place, field.name).unwrap_or_default() });
    if let (Value::Object(schema), Value::Object(value)) = (&mut schema, value::value(place, field, scope)) {
        schema.extend(value);
    }
    schema
}

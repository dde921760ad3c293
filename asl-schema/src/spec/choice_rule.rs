//! A choice rule as an object with fields. Its test is one slot for many keys, so what the table gives elsewhere is written out here.

use serde_json::Value;

use super::Language::{Both, JsonPath, Jsonata};
use super::fields::field;
use super::wire::{Slot, Wire};
use super::{Field, Fields, Kind, PathKind, Place, View};
use crate::json::{Entries, Json};
use crate::model::{ChoiceRule, Comparison, Condition, Object, Operator, Test};

pub(super) static CHOICE_RULE: &[Field] = &[
    field("Comment", Both, Kind::Text, false),
    field("Condition", Jsonata, Kind::Condition, false),
    field("And", JsonPath, Kind::Nodes(Place::ChoiceRule), false),
    field("Or", JsonPath, Kind::Nodes(Place::ChoiceRule), false),
    field("Not", JsonPath, Kind::Node(Place::ChoiceRule), false),
    field("Variable", JsonPath, Kind::Path(PathKind::Any), false),
    field("Output", Jsonata, Kind::Payload, false),
    field("Assign", Both, Kind::PayloadObject, false),
    field("Next", Both, Kind::Text, false),
];

pub(super) static OPERATORS: [Field; Operator::ALL.len()] = {
    let mut table = [field("", JsonPath, Kind::Operand, false); Operator::ALL.len()];
    let mut index = 0;
    while index < table.len() {
        table[index].name = Operator::ALL[index].as_str();
        index += 1;
    }
    table
};

impl Fields for ChoiceRule {
    fn place(&self) -> Place {
        Place::ChoiceRule
    }

    fn extra(&self) -> &Object {
        &self.extra
    }

    fn each<'a>(&'a self, see: &mut dyn FnMut(&'static Field, View<'a>)) {
        let [comment, condition, and, or, not, variable, output, assign, next] = CHOICE_RULE else { return };
        let mut maybe = |field, view: Option<View<'a>>| {
            if let Some(view) = view {
                see(field, view);
            }
        };
        maybe(comment, self.comment.view());
        match &self.test {
            Test::Absent => {}
            Test::Condition(Condition::Expression(text)) => maybe(condition, Some(View::Text(text))),
            Test::Condition(Condition::Literal(_)) => maybe(condition, Some(View::Flag)),
            Test::And(rules) => maybe(and, rules.view()),
            Test::Or(rules) => maybe(or, rules.view()),
            Test::Not(rule) => maybe(not, Some(View::Node(&**rule))),
            Test::Compare(comparison) => {
                maybe(variable, comparison.variable.view());
                if let Some(field) = OPERATORS.get(comparison.operator as usize) {
                    maybe(field, Some(View::Json(&comparison.operand)));
                }
            }
        }
        maybe(output, self.output.view());
        maybe(assign, self.assign.view());
        maybe(next, self.next.view());
    }
}

impl Wire for ChoiceRule {
    fn set<'t>(&mut self, key: &str, value: Json<'t>) -> Result<(), Json<'t>> {
        let free = matches!(self.test, Test::Absent);
        match key {
            "Comment" => self.comment.accept(value)?,
            "Output" => self.output.accept(value)?,
            "Assign" => self.assign.accept(value)?,
            "Next" => self.next.accept(value)?,
            "Condition" if free => {
                self.test = Test::Condition(match value {
                    Json::Bool(literal) => Condition::Literal(literal),
                    Json::Text(text) => Condition::Expression(text.into_owned()),
                    other => return Err(other),
                });
            }
            "And" | "Or" if free => {
                let mut rules = Vec::new();
                rules.accept(value)?;
                self.test = if key == "And" { Test::And(rules) } else { Test::Or(rules) };
            }
            "Not" if free => match value {
                Json::Object(rule) => self.test = Test::Not(Box::new(ChoiceRule::read(rule))),
                other => return Err(other),
            },
            _ => match Operator::from_word(key) {
                Some(operator) if free => {
                    self.test =
                        Test::Compare(Comparison { variable: String::new(), operator, operand: value.into_value() });
                }
                _ => return Err(value),
            },
        }
        Ok(())
    }

    fn fill(&mut self, entries: Entries<'_>) {
        let mut variable = None;
        for (key, value) in entries {
            match value {
                Json::Text(text) if key == "Variable" && !text.is_empty() => {
                    variable = Some((text.into_owned(), self.extra.len()))
                }
                value => self.put(key, value),
            }
        }
        // `Variable` may stand before or after its operator, and beside `And` it belongs to nothing.
        match (&mut self.test, variable) {
            (Test::Compare(comparison), Some((variable, _))) => comparison.variable = variable,
            (_, Some((variable, at))) => _ = self.extra.shift_insert(at, "Variable".to_owned(), variable.into()),
            (_, None) => {}
        }
    }

    fn write_fields(&self, out: &mut Object) {
        let mut put = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                out.insert(key.to_owned(), value);
            }
        };
        put("Comment", self.comment.give());
        match &self.test {
            Test::Absent => {}
            Test::Condition(Condition::Expression(text)) => put("Condition", Some(text.as_str().into())),
            Test::Condition(Condition::Literal(literal)) => put("Condition", Some((*literal).into())),
            Test::And(rules) => put("And", rules.give()),
            Test::Or(rules) => put("Or", rules.give()),
            Test::Not(rule) => put("Not", Some(Value::Object(rule.write()))),
            Test::Compare(comparison) => {
                put("Variable", comparison.variable.give());
                put(comparison.operator.as_str(), Some(comparison.operand.clone()));
            }
        }
        put("Output", self.output.give());
        put("Assign", self.assign.give());
        put("Next", self.next.give());
    }

    fn extra_mut(&mut self) -> &mut Object {
        &mut self.extra
    }
}

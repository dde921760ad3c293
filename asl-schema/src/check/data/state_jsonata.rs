//! The states of JSONata: `Arguments`, `Output`, `Assign` and whatever may hold an expression.

use serde_json::Value;

use super::context_object;
use super::jsonata::States;
use super::scene::Scene;
use super::state::{Effect, Out};
use crate::data::Shape;
use crate::model::{Amount, Choice, Condition, Map, State, Test};
use crate::text::is_expression;

impl<'a> Scene<'_, 'a> {
    pub(super) fn enter_jsonata(&mut self, state: &'a State, input: &Shape) -> Effect {
        let states = States::new(input);
        match state {
            State::Pass(pass) => {
                let next = self.output_or(pass.output.as_ref(), input, &states);
                pass.assign.iter().for_each(|assign| self.assign_output(assign, &states));
                Out::next(next)
            }
            State::Wait(wait) => {
                self.amount(wait.seconds.as_ref(), &states);
                self.words(wait.timestamp.as_deref(), &states);
                let next = self.output_or(wait.output.as_ref(), input, &states);
                wait.assign.iter().for_each(|assign| self.assign_output(assign, &states));
                Out::next(next)
            }
            State::Succeed(succeed) => {
                let next = self.output_or(succeed.output.as_ref(), input, &states);
                Out::next(next)
            }
            State::Fail(fail) => {
                self.words(fail.error.as_deref(), &states);
                self.words(fail.cause.as_deref(), &states);
                Out::next(Shape::never())
            }
            State::Choice(choice) => Effect::Out(self.choose_jsonata(choice, input, &states)),
            State::Task(task) => {
                task.arguments.iter().for_each(|arguments| self.read_all(arguments, &states));
                task.credentials
                    .iter()
                    .flat_map(|entries| entries.values())
                    .for_each(|value| self.read_all(value, &states));
                self.amount(task.timeout_seconds.as_ref(), &states);
                self.amount(task.heartbeat_seconds.as_ref(), &states);
                let result = self.result_of_task(task);
                Effect::Out(self.leave_jsonata(state, input, &result))
            }
            State::Parallel(parallel) => Effect::Inside(self.output_or(parallel.arguments.as_ref(), input, &states)),
            State::Map(map) => Effect::Inside(self.items_jsonata(map, input, &states)),
        }
    }

    /// `Output` and `Assign` of a state that has a result, and what its catchers make of an error.
    pub(super) fn leave_jsonata(&mut self, state: &'a State, input: &Shape, result: &Shape) -> Out {
        let states = States { result: result.clone(), ..States::new(input) };
        let mut out = Out::default();
        if !result.is_never() {
            out.next = self.output_or(state.output(), result, &states);
            state.assign().into_iter().for_each(|assign| self.assign_output(assign, &states));
        }
        let error = self.error_output();
        let states = States { error: error.clone(), ..States::new(input) };
        for catcher in state.catch() {
            out.catchers.push(self.output_or(catcher.output.as_ref(), &error, &states));
            catcher.assign.iter().for_each(|assign| self.assign_output(assign, &states));
        }
        out
    }

    fn choose_jsonata(&mut self, choice: &'a Choice, input: &Shape, states: &States) -> Out {
        let mut out = Out::default();
        for rule in &choice.choices {
            let condition = match &rule.test {
                Test::Condition(Condition::Literal(value)) => Shape::flag(*value),
                Test::Condition(Condition::Expression(text)) if is_expression(text) => self.expression(text, states),
                _ => Shape::unknown(),
            };
            // A condition that cannot hold leads nowhere; behind one that always holds nothing is looked at.
            if condition.is_never() {
                return out;
            }
            let truth = condition.truth();
            if !truth.may_hold {
                out.rules.push(Shape::never());
                continue;
            }
            out.rules.push(self.output_or(rule.output.as_ref(), input, states));
            rule.assign.iter().for_each(|assign| self.assign_output(assign, states));
            if !truth.may_fail {
                return out;
            }
        }
        out.next = self.output_or(choice.output.as_ref(), input, states);
        choice.assign.iter().for_each(|assign| self.assign_output(assign, states));
        out
    }

    fn items_jsonata(&mut self, map: &'a Map, input: &Shape, states: &States) -> Shape {
        let numbers = [&map.max_concurrency, &map.tolerated_failure_count, &map.tolerated_failure_percentage];
        numbers.into_iter().for_each(|amount| self.amount(amount.as_ref(), states));
        let items = self.output_or(map.items.as_ref(), input, states);
        let item = self.item_of(map, &items);
        let inside = match &map.item_selector {
            Some(selector) => {
                let outside = self.context.clone();
                self.context = context_object::with_item(&outside, item);
                let selected = self.output(selector, states);
                self.context = outside;
                selected
            }
            None => item,
        };
        for arguments in [
            map.item_reader.as_ref().and_then(|reader| reader.arguments.as_ref()),
            map.result_writer.as_ref().and_then(|writer| writer.arguments.as_ref()),
        ] {
            arguments.into_iter().for_each(|arguments| self.read_all(arguments, states));
        }
        let batch_input = map.item_batcher.as_ref().and_then(|batcher| batcher.batch_input.as_ref());
        let batch_input = batch_input.map(|input| self.output(input, states));
        self.batched(map, inside, batch_input)
    }

    fn output_or(&mut self, output: Option<&'a Value>, otherwise: &Shape, states: &States) -> Shape {
        match output {
            Some(output) => self.output(output, states),
            None => otherwise.clone(),
        }
    }

    fn amount(&mut self, amount: Option<&'a Amount>, states: &States) {
        self.words(amount.and_then(Amount::expression), states);
    }

    fn words(&mut self, text: Option<&'a str>, states: &States) {
        if let Some(text) = text.filter(|text| is_expression(text)) {
            self.expression(text, states);
        }
    }
}

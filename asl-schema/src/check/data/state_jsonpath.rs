//! The states of JSONPath: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath`, and the fields that hold paths.

use super::context_object;
use super::scene::{Root, Scene, What};
use super::state::{Effect, Out};
use crate::data::Shape;
use crate::jsonpath::{self, StepKind};
use crate::model::{DataPath, Map, State};

impl<'a> Scene<'_, 'a> {
    pub(super) fn enter_jsonpath(&mut self, state: &'a State, raw: &Shape) -> Effect {
        let input = Root::new(&self.selected(state.input_path(), raw, What::Input), What::Input);
        match state {
            State::Pass(pass) => {
                let made = match &pass.parameters {
                    Some(parameters) => self.template(parameters, &input),
                    None => input.shape.clone(),
                };
                let result = pass.result.as_ref().map_or(made, |result| Shape::made(result, self.maker()));
                let of_assign = Root::new(&result, What::Result);
                pass.assign.iter().for_each(|assign| self.assign_template(assign, &of_assign));
                let combined = self.combined(raw, &input.shape, pass.result_path.as_ref(), &result);
                Out::next(self.selected(state.output_path(), &combined, What::Output))
            }
            State::Wait(wait) => {
                for path in [&wait.seconds_path, &wait.timestamp_path].into_iter().flatten() {
                    self.path_field(path, &input, false);
                }
                wait.assign.iter().for_each(|assign| self.assign_template(assign, &input));
                Out::next(self.selected(state.output_path(), &input.shape, What::Output))
            }
            State::Succeed(_) => Out::next(self.selected(state.output_path(), &input.shape, What::Output)),
            State::Fail(fail) => {
                for path in [&fail.error_path, &fail.cause_path].into_iter().flatten() {
                    self.template_value(path, &input);
                }
                Out::next(Shape::never())
            }
            State::Choice(choice) => {
                let output = self.selected(state.output_path(), &input.shape, What::Output);
                Effect::Out(self.choose_jsonpath(choice, &input, &output))
            }
            State::Task(task) => {
                task.parameters.iter().for_each(|parameters| _ = self.template(parameters, &input));
                for path in [&task.timeout_seconds_path, &task.heartbeat_seconds_path].into_iter().flatten() {
                    self.path_field(path, &input, false);
                }
                for (key, value) in task.credentials.iter().flatten() {
                    if let (Some(text), true) = (value.as_str(), key.ends_with(".$")) {
                        self.template_value(text, &input);
                    }
                }
                let result = self.result_of_task(task);
                Effect::Out(self.leave_with(state, raw, &input.shape, &result))
            }
            State::Parallel(parallel) => Effect::Inside(match &parallel.parameters {
                Some(parameters) => self.template(parameters, &input),
                None => input.shape,
            }),
            State::Map(map) => Effect::Inside(self.items_jsonpath(map, &input)),
        }
    }

    pub(super) fn leave_jsonpath(&mut self, state: &'a State, raw: &Shape, result: &Shape) -> Out {
        let input = self.selected(state.input_path(), raw, What::Input);
        self.leave_with(state, raw, &input, result)
    }

    /// What becomes of a result, and of an error that is caught.
    fn leave_with(&mut self, state: &'a State, raw: &Shape, input: &Shape, result: &Shape) -> Out {
        let (selector, result_path) = match state {
            State::Task(task) => (task.result_selector.as_ref(), task.result_path.as_ref()),
            State::Parallel(parallel) => (parallel.result_selector.as_ref(), parallel.result_path.as_ref()),
            State::Map(map) => (map.result_selector.as_ref(), map.result_path.as_ref()),
            _ => (None, None),
        };
        let mut out = Out::default();
        if !result.is_never() {
            let root = Root::new(result, What::Result);
            let selected = selector.map_or_else(|| result.clone(), |selector| self.template(selector, &root));
            // `Assign` sees the result as it was before `ResultSelector`.
            state.assign().into_iter().for_each(|assign| self.assign_template(assign, &root));
            let combined = self.combined(raw, input, result_path, &selected);
            out.next = self.selected(state.output_path(), &combined, What::Output);
        }
        let error = Root::new(&self.error_output(), What::Error);
        for catcher in state.catch() {
            catcher.assign.iter().for_each(|assign| self.assign_template(assign, &error));
            let caught = self.combined(raw, input, catcher.result_path.as_ref(), &error.shape);
            // Whether `OutputPath` has a say here is not known.
            out.catchers.push(if state.output_path().is_some() { Shape::unknown() } else { caught });
        }
        out
    }

    /// `InputPath` and `OutputPath`.
    fn selected(&mut self, path: Option<&'a DataPath>, from: &Shape, name: What) -> Shape {
        match path {
            None => from.clone(),
            Some(DataPath::Null) => Shape::object(std::iter::empty::<(&str, Shape)>()),
            Some(DataPath::Path(text)) => self.path_field(text, &Root::new(from, name), false).present(),
        }
    }

    /// `ResultPath`. Sources differ on whether the result goes into the input before or after `InputPath`: here either may be.
    fn combined(&self, raw: &Shape, input: &Shape, path: Option<&'a DataPath>, result: &Shape) -> Shape {
        let text = match path {
            None => return result.clone(),
            Some(DataPath::Null) => return raw.or(input),
            Some(DataPath::Path(text)) => text,
        };
        let Some(path) = self.world.code.path(text).filter(|path| path.root() == jsonpath::Root::Input) else {
            return Shape::unknown();
        };
        let mut fields = Vec::with_capacity(path.steps().len());
        for step in path.steps() {
            let StepKind::Name(name) = &step.kind else { return Shape::unknown() };
            fields.push(&*name.key);
        }
        let into_raw = raw.put(&fields, result);
        if raw == input { into_raw } else { into_raw.or(&input.put(&fields, result)) }
    }

    fn items_jsonpath(&mut self, map: &'a Map, input: &Root) -> Shape {
        let numbers =
            [&map.max_concurrency_path, &map.tolerated_failure_count_path, &map.tolerated_failure_percentage_path];
        for path in numbers.into_iter().flatten() {
            self.path_field(path, input, false);
        }
        let items = match &map.items_path {
            Some(path) if map.item_reader.is_none() => self.path_field(path, input, false).present(),
            _ => input.shape.clone(),
        };
        let item = self.item_of(map, &items);
        let inside = match map.item_selector.as_ref().or(map.parameters.as_ref()) {
            Some(selector) => {
                let outside = self.context.clone();
                self.context = context_object::with_item(&outside, item);
                let selected = self.template(selector, input);
                self.context = outside;
                selected
            }
            None => item,
        };
        for parameters in [
            map.item_reader.as_ref().and_then(|reader| reader.parameters.as_ref()),
            map.result_writer.as_ref().and_then(|writer| writer.parameters.as_ref()),
        ] {
            parameters.into_iter().for_each(|parameters| _ = self.template(parameters, input));
        }
        let batch_input = map.item_batcher.as_ref().and_then(|batcher| batcher.batch_input.as_ref());
        let batch_input = batch_input.map(|batch_input| self.template(batch_input, input));
        self.batched(map, inside, batch_input)
    }
}

//! From the model to a [`Program`].

use std::collections::HashMap;
use std::sync::Arc;

use asl_schema::model::{self, DataPath, QueryLanguage, State, StateMachine, Transition};
use asl_schema::resource::Resource;
use serde_json::{Map as Object, Value};

use super::unfilled;
use super::{
    Amount, Assign, Catcher, Choice, Delay, Distributed, Io, Items, JsonataIo, Kind, Map, Node, Operand, PathIo, Place,
    Program, Reader, Retrier, Rule, Selection, StateId, StaticCall, Target, Task, Test, Word, Writer,
};
use crate::data::Json;
use crate::evaluate::{Path, Query, Template};

/// States are numbered scope by scope; what stands inside a state comes after its scope, so no recursion is needed.
pub(super) fn program(definition: Arc<StateMachine>) -> Program {
    let machine = &*definition;
    let mut compiler = Compiler { machine, next_id: 0, waiting: Vec::new() };
    let start = compiler.place(machine.scope());
    let mut states: Vec<Option<Node>> = Vec::new();
    while let Some(scope) = compiler.waiting.pop() {
        for (name, state) in scope.states {
            let Some(&id) = scope.ids.get(name.as_str()) else { continue };
            let node = compiler.node(name, state, &scope.ids);
            if states.len() <= id {
                states.resize_with(id + 1, || None);
            }
            if let Some(place) = states.get_mut(id) {
                *place = Some(node);
            }
        }
    }
    let seconds = machine.timeout_seconds.as_ref().and_then(serde_json::Number::as_u64);
    Program {
        start,
        states: states.into_iter().flatten().collect(),
        timeout: seconds.map(|seconds| seconds.saturating_mul(1_000)),
        calls: calls(machine),
        unfilled: unfilled::first(machine),
        definition: definition.clone(),
    }
}

/// What the Tasks call, for those who judge what a test prepared.
fn calls(machine: &StateMachine) -> Vec<StaticCall> {
    let tasks = machine.visit().into_iter().filter_map(|visit| match visit.state {
        State::Task(task) => {
            let arguments = task.arguments.as_ref().or(task.parameters.as_ref());
            Some(StaticCall {
                resource: task.resource.as_str().into(),
                arguments: arguments.cloned().unwrap_or_default(),
            })
        }
        _ => None,
    });
    tasks.collect()
}

struct Compiler<'m> {
    machine: &'m StateMachine,
    next_id: StateId,
    waiting: Vec<Placed<'m>>,
}

/// A scope whose states have their numbers.
struct Placed<'m> {
    states: &'m model::States,
    ids: Ids<'m>,
}

type Ids<'m> = HashMap<&'m str, StateId>;

impl<'m> Compiler<'m> {
    /// Numbers the states of a scope and gives the first one.
    fn place(&mut self, scope: model::Scope<'m>) -> StateId {
        let first = self.next_id;
        let ids: Ids<'m> = scope.states.keys().map(String::as_str).zip(first..).collect();
        self.next_id += scope.states.len();
        let start = ids.get(scope.start_at).copied().unwrap_or(first);
        self.waiting.push(Placed { states: scope.states, ids });
        start
    }

    fn node(&mut self, name: &'m str, state: &'m State, ids: &Ids<'m>) -> Node {
        let jsonata = self.machine.language_of(state.query_language()) == QueryLanguage::Jsonata;
        let io =
            if jsonata { Io::Jsonata(Box::new(jsonata_io(state))) } else { Io::JsonPath(Box::new(path_io(state))) };
        let kind = self.kind(state, ids, jsonata);
        let next = match state.transition() {
            Some(Transition::Next(next)) => ids.get(next.as_str()).copied(),
            _ => None,
        };
        let catch = state.catch().iter().enumerate();
        let catch = catch.map(|(index, catcher)| catcher_of(index, catcher, ids, jsonata)).collect();
        let mut node = Node {
            name: name.into(),
            kind,
            io,
            next,
            retry: state.retry().iter().map(retrier).collect(),
            catch,
            uses_context: false,
        };
        node.uses_context = node.reads_context();
        node
    }

    fn kind(&mut self, state: &'m State, ids: &Ids<'m>, jsonata: bool) -> Kind {
        match state {
            State::Pass(pass) => Kind::Pass(pass.result.clone().map(Json::new)),
            State::Wait(wait) => Kind::Wait(delay(wait)),
            State::Choice(choice) => Kind::Choice(choice_of(choice, ids, jsonata)),
            State::Succeed(_) => Kind::Succeed,
            State::Fail(fail) => Kind::Fail {
                error: word("Error", fail.error.as_deref(), "ErrorPath", fail.error_path.as_deref(), jsonata),
                cause: word("Cause", fail.cause.as_deref(), "CausePath", fail.cause_path.as_deref(), jsonata),
            },
            State::Task(task) => Kind::Task(Box::new(task_of(task, jsonata))),
            State::Parallel(parallel) => Kind::Parallel(
                (parallel.branches.iter())
                    .map(|branch| self.place(model::Scope { start_at: &branch.start_at, states: &branch.states }))
                    .collect(),
            ),
            State::Map(map) => Kind::Map(Box::new(self.map(map, jsonata))),
        }
    }

    fn map(&mut self, map: &'m model::Map, jsonata: bool) -> Map {
        let start = map.processor().map_or(0, |processor| {
            self.place(model::Scope { start_at: &processor.start_at, states: &processor.states })
        });
        let items = match (&map.items, &map.items_path) {
            (Some(items), _) => Items::Query(Query::compile(items, "Items")),
            (None, Some(path)) => Items::Path(Path::compile(path)),
            (None, None) => Items::Input,
        };
        let selector = map.item_selector.as_ref().map(|value| ("ItemSelector", value));
        let selector = selector.or(map.parameters.as_ref().map(|value| ("Parameters", value)));
        Map {
            start,
            items,
            selector: selector.map(|(field, value)| payload(field, value, jsonata)),
            concurrency: Amount::of(
                "MaxConcurrency",
                map.max_concurrency.as_ref(),
                "MaxConcurrencyPath",
                map.max_concurrency_path.as_ref(),
            ),
            tolerated_count: Amount::of(
                "ToleratedFailureCount",
                map.tolerated_failure_count.as_ref(),
                "ToleratedFailureCountPath",
                map.tolerated_failure_count_path.as_ref(),
            ),
            tolerated_percentage: Amount::of(
                "ToleratedFailurePercentage",
                map.tolerated_failure_percentage.as_ref(),
                "ToleratedFailurePercentagePath",
                map.tolerated_failure_percentage_path.as_ref(),
            ),
            distributed: map.is_distributed().then(|| distributed(map, jsonata)),
        }
    }
}

fn path_io(state: &State) -> PathIo {
    let template = |value: &Value| Template::compile(value);
    let (parameters, selector, result_path) = match state {
        State::Pass(pass) => (&pass.parameters, &None, &pass.result_path),
        State::Task(task) => (&task.parameters, &task.result_selector, &task.result_path),
        State::Parallel(parallel) => (&parallel.parameters, &parallel.result_selector, &parallel.result_path),
        // `Parameters` of a Map are its old `ItemSelector`.
        State::Map(map) => (&None, &map.result_selector, &map.result_path),
        _ => (&None, &None, &None),
    };
    PathIo {
        input_path: selection(state.input_path()),
        parameters: parameters.as_ref().map(template),
        result_selector: selector.as_ref().map(template),
        result_path: place(result_path.as_ref()),
        output_path: selection(state.output_path()),
        assign: state.assign().map(Template::of_object),
    }
}

fn jsonata_io(state: &State) -> JsonataIo {
    let arguments = match state {
        State::Task(task) => task.arguments.as_ref(),
        State::Parallel(parallel) => parallel.arguments.as_ref(),
        _ => None,
    };
    JsonataIo {
        arguments: arguments.map(|value| Query::compile(value, "Arguments")),
        output: state.output().map(|value| Query::compile(value, "Output")),
        assign: state.assign().map(|object| Query::of_object(object, "Assign")),
    }
}

fn selection(path: Option<&DataPath>) -> Selection {
    match path {
        None => Selection::All,
        Some(DataPath::Null) => Selection::Nothing,
        Some(DataPath::Path(path)) if path == "$" => Selection::All,
        Some(DataPath::Path(path)) => Selection::Path(Path::compile(path)),
    }
}

fn place(path: Option<&DataPath>) -> Place {
    match path {
        None => Place::Everything,
        Some(DataPath::Null) => Place::Nowhere,
        Some(DataPath::Path(path)) if path == "$" => Place::Everything,
        Some(DataPath::Path(path)) => Place::Path(Path::compile(path)),
    }
}

/// A payload template in the state's language, at `field`.
fn payload(field: &str, value: &Value, jsonata: bool) -> Assign {
    if jsonata { Assign::Query(Query::compile(value, field)) } else { Assign::Template(Template::compile(value)) }
}

fn assign(field: &str, object: Option<&Object<String, Value>>, jsonata: bool) -> Option<Assign> {
    object.map(|object| {
        if jsonata {
            Assign::Query(Query::of_object(object, field))
        } else {
            Assign::Template(Template::of_object(object))
        }
    })
}

fn word(field: &str, text: Option<&str>, path_field: &str, path: Option<&str>, jsonata: bool) -> Word {
    match (text, path) {
        (Some(text), _) if jsonata && asl_schema::text::is_expression(text) => Word::Query(Query::text(text, field)),
        (Some(text), _) => Word::Text(text.into()),
        (None, Some(path)) => Word::Path(Template::of_field(path_field, path)),
        (None, None) => Word::Absent,
    }
}

fn delay(wait: &model::Wait) -> Delay {
    if let Some(text) = &wait.timestamp {
        return if asl_schema::text::is_expression(text) {
            Delay::Timestamp(Query::text(text, "Timestamp"))
        } else {
            Delay::TimestampText(text.clone())
        };
    }
    if let Some(path) = &wait.timestamp_path {
        return Delay::TimestampPath(Path::compile(path));
    }
    let seconds = Amount::of("Seconds", wait.seconds.as_ref(), "SecondsPath", wait.seconds_path.as_ref());
    Delay::Seconds(seconds.unwrap_or(Amount::Literal(0.into())))
}

fn choice_of(choice: &model::Choice, ids: &Ids<'_>, jsonata: bool) -> Choice {
    let rule = |(index, rule): (usize, &model::ChoiceRule)| Rule {
        test: test(rule, index),
        next: rule.next.as_deref().and_then(|next| ids.get(next).copied()),
        output: rule.output.as_ref().map(|value| Query::compile(value, &format!("Choices[{index}]/Output"))),
        assign: assign(&format!("Choices[{index}]/Assign"), rule.assign.as_ref(), jsonata),
    };
    Choice {
        rules: choice.choices.iter().enumerate().map(rule).collect(),
        default: choice.default.as_deref().and_then(|next| ids.get(next).copied()),
    }
}

/// The reader bounds how deep rules nest.
fn test(rule: &model::ChoiceRule, index: usize) -> Test {
    let all = |rules: &[model::ChoiceRule]| rules.iter().map(|rule| test(rule, index)).collect();
    match &rule.test {
        model::Test::Absent => Test::Literal(false),
        model::Test::Condition(model::Condition::Literal(literal)) => Test::Literal(*literal),
        model::Test::Condition(model::Condition::Expression(text)) => {
            Test::Condition(Query::text(text, &format!("Choices[{index}]/Condition")))
        }
        model::Test::Compare(comparison) => Test::Compare {
            variable: Path::compile(&comparison.variable),
            comparison: comparison.operator.into(),
            operand: match (&comparison.operand, comparison.operator.operand()) {
                (Value::String(path), model::OperandKind::Path) => Operand::Path(Path::compile(path)),
                (value, _) => Operand::Value(value.clone()),
            },
        },
        model::Test::And(rules) => Test::And(all(rules)),
        model::Test::Or(rules) => Test::Or(all(rules)),
        model::Test::Not(rule) => Test::Not(Box::new(test(rule, index))),
    }
}

fn task_of(task: &model::Task, jsonata: bool) -> Task {
    Task {
        target: Target::of(&task.resource),
        timeout: Amount::of(
            "TimeoutSeconds",
            task.timeout_seconds.as_ref(),
            "TimeoutSecondsPath",
            task.timeout_seconds_path.as_ref(),
        ),
        heartbeat: Amount::of(
            "HeartbeatSeconds",
            task.heartbeat_seconds.as_ref(),
            "HeartbeatSecondsPath",
            task.heartbeat_seconds_path.as_ref(),
        ),
        role: assign("Credentials", task.credentials.as_ref(), jsonata),
        required: required(&task.resource),
    }
}

fn required(resource: &str) -> Vec<&'static str> {
    let parameters = Resource::parse(resource).ok().and_then(|resource| resource.parameters());
    parameters.into_iter().flat_map(|parameters| parameters.required()).collect()
}

fn distributed(map: &model::Map, jsonata: bool) -> Distributed {
    let config = map.processor().and_then(|processor| processor.processor_config.as_ref());
    let arguments = |field: &str, parameters: &Option<Value>, arguments: &Option<Value>| {
        parameters.as_ref().or(arguments.as_ref()).map(|value| payload(field, value, jsonata))
    };
    let reader = map.item_reader.as_ref().map(|reader| {
        let config = reader.reader_config.clone().unwrap_or_default();
        Reader {
            lists: reader.resource.ends_with(":listObjectsV2"),
            arguments: arguments("ItemReader/Arguments", &reader.parameters, &reader.arguments),
            max_items: Amount::of(
                "ItemReader/ReaderConfig/MaxItems",
                config.max_items.as_ref(),
                "MaxItemsPath",
                config.max_items_path.as_ref(),
            ),
            config,
        }
    });
    let writer = map.result_writer.as_ref().map(|writer| {
        let config = writer.writer_config.clone().unwrap_or_default();
        Writer {
            exports: writer.resource.is_some(),
            arguments: arguments("ResultWriter/Arguments", &writer.parameters, &writer.arguments),
            transformation: config.transformation,
            output_type: config.output_type.unwrap_or(model::OutputType::Json),
        }
    });
    let batcher = map.item_batcher.as_ref();
    Distributed {
        express: config.and_then(|config| config.execution_type) == Some(model::ExecutionType::Express),
        label: map.label.clone(),
        reader,
        batch_items: batcher.and_then(|batcher| {
            Amount::of(
                "ItemBatcher/MaxItemsPerBatch",
                batcher.max_items_per_batch.as_ref(),
                "MaxItemsPerBatchPath",
                batcher.max_items_per_batch_path.as_ref(),
            )
        }),
        batch_bytes: batcher.and_then(|batcher| {
            Amount::of(
                "ItemBatcher/MaxInputBytesPerBatch",
                batcher.max_input_bytes_per_batch.as_ref(),
                "MaxInputBytesPerBatchPath",
                batcher.max_input_bytes_per_batch_path.as_ref(),
            )
        }),
        batch_input: batcher
            .and_then(|batcher| batcher.batch_input.as_ref())
            .map(|value| payload("ItemBatcher/BatchInput", value, jsonata)),
        batches: batcher.is_some(),
        writer,
    }
}

fn retrier(retrier: &model::Retrier) -> Retrier {
    let number = |number: &Option<serde_json::Number>| number.as_ref().and_then(serde_json::Number::as_f64);
    Retrier {
        errors: retrier.error_equals.clone(),
        interval: number(&retrier.interval_seconds).unwrap_or(1.0),
        attempts: number(&retrier.max_attempts).map_or(3, |attempts| attempts as u64),
        rate: number(&retrier.backoff_rate).unwrap_or(2.0),
        max_delay: number(&retrier.max_delay_seconds),
        jitter: retrier.jitter_strategy == Some(model::JitterStrategy::Full),
    }
}

fn catcher_of(index: usize, catcher: &model::Catcher, ids: &Ids<'_>, jsonata: bool) -> Catcher {
    Catcher {
        errors: catcher.error_equals.clone(),
        next: ids.get(catcher.next.as_str()).copied().unwrap_or_default(),
        result_path: place(catcher.result_path.as_ref()),
        output: catcher.output.as_ref().map(|value| Query::compile(value, &format!("Catch[{index}]/Output"))),
        assign: assign(&format!("Catch[{index}]/Assign"), catcher.assign.as_ref(), jsonata),
    }
}

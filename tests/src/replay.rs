//! Replays an emitted machine against the tape of a native run.
//!
//! The machine is interpreted state by state, its JSONata evaluated by an engine that knows nothing of ours. A task
//! answers what the tape says the native run's call was answered, after its request was compared. So the two runs agree only
//! if every call is made, in order, with the same request, and both end the same.
//!
//! Only what the compiler emits is understood: JSONata machines, branches and iterations one after the other, in the order
//! in which a native run takes them.

use asl_dsl::native::{Answer, Call, Tape};
use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError};
use jsonata_core::parser;
use jsonata_core::value::JValue;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// How a machine ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With this output.
    Succeeded(Value),
    /// With this error.
    Failed {
        /// Its name.
        error: String,
        /// Its cause.
        cause: String,
    },
}

/// What a replay saw.
#[derive(Clone, Debug)]
pub struct Replay {
    /// How the machine ended.
    pub outcome: Outcome,
    /// The states entered, in order.
    pub path: Vec<String>,
    /// Calls on the tape that the machine never made.
    pub left_over: usize,
}

/// Runs a machine on an input against a tape.
///
/// # Errors
/// See [`Machine::replay`].
pub fn replay(machine: &Value, input: &Value, tape: &Tape) -> Result<Replay, String> {
    Machine::new(machine.clone()).replay(input, tape, false)
}

/// A machine to replay.
#[derive(Debug)]
pub struct Machine {
    definition: Value,
    /// Its expressions, parsed.
    parsed: RefCell<BTreeMap<String, Rc<AstNode>>>,
}

impl Machine {
    /// A machine from its definition.
    pub fn new(definition: Value) -> Self {
        Machine { definition, parsed: RefCell::default() }
    }

    /// Runs the machine on an input against a tape. `lean`: see [`alike`].
    ///
    /// # Errors
    /// The first disagreement: a call that the tape doesn't have next, a different request, an expression that fails or
    /// yields nothing, or a field this interpreter doesn't know.
    pub fn replay(&self, input: &Value, tape: &Tape, lean: bool) -> Result<Replay, String> {
        let mut run = Run {
            of: self,
            lean,
            calls: tape.calls.iter().collect(),
            execution_input: input.clone(),
            path: Vec::new(),
            steps: 0,
            variables: vec![BTreeMap::new()],
        };
        let outcome = match run.machine(&self.definition, input.clone()) {
            Ok(Ok(output)) => Outcome::Succeeded(output),
            Ok(Err((error, cause))) => Outcome::Failed { error, cause },
            Err(problem) => return Err(format!("{problem}\npath {:?}", run.path)),
        };
        Ok(Replay { outcome, path: run.path, left_over: run.calls.len() })
    }

    /// How many states it has, those inside others included.
    pub fn states(&self) -> usize {
        let mut found = 0;
        each_state(&self.definition, &mut |_| found += 1);
        found
    }

    /// Whether a state is a Pass.
    pub fn has_pass(&self) -> bool {
        let mut found = false;
        each_state(&self.definition, &mut |state| found |= state["Type"] == "Pass");
        found
    }

    /// What Step Functions would refuse or run out of stack on: names that aren't variables, `$` and `$$`, and expressions
    /// nested deeper than half of what it takes.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        each_text(&self.definition, &mut |text| {
            let Some(expression) = text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}")) else { return };
            match self.parse(expression.trim()) {
                Err(problem) => found.push(problem),
                Ok(ast) => {
                    let tree = serde_json::to_value(&*ast).unwrap_or_default();
                    if let Some(name) = forbidden(&tree) {
                        found.push(format!("`{}` refers to `{name}`", expression.trim()));
                    }
                    let levels = depth(&tree);
                    if levels > 60 {
                        found.push(format!("`{}` nests {levels} levels", expression.trim()));
                    }
                }
            }
        });
        found
    }

    fn parse(&self, expression: &str) -> Result<Rc<AstNode>, String> {
        if let Some(ast) = self.parsed.borrow().get(expression) {
            return Ok(ast.clone());
        }
        let ast = parser::parse(expression).map_err(|error| format!("`{expression}` doesn't parse: {error}"))?;
        let ast = Rc::new(ast);
        self.parsed.borrow_mut().insert(expression.to_owned(), ast.clone());
        Ok(ast)
    }
}

fn each_state<'v>(machine: &'v Value, found: &mut dyn FnMut(&'v Value)) {
    for state in machine["States"].as_object().into_iter().flat_map(Map::values) {
        found(state);
        list(state, "Branches").iter().for_each(|branch| each_state(branch, found));
        if let Some(processor) = state.get("ItemProcessor") {
            each_state(processor, found);
        }
    }
}

fn each_text<'v>(value: &'v Value, found: &mut dyn FnMut(&'v str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, found)),
        Value::Object(members) => members.values().for_each(|member| each_text(member, found)),
        _ => {}
    }
}

/// A reference in a syntax tree that needs a context item: a name outside of a path, or `$`, or `$$`.
fn forbidden(tree: &Value) -> Option<String> {
    match tree {
        Value::Object(node) => {
            let [(kind, content)] = node.iter().collect::<Vec<_>>()[..] else {
                return node.values().find_map(forbidden);
            };
            match (kind.as_str(), content) {
                ("Name" | "Wildcard" | "Descendant" | "Parent", name) => Some(name.to_string()),
                ("Variable", Value::String(name)) if name.is_empty() => Some("$".to_owned()),
                ("ParentVariable", _) => Some("$$".to_owned()),
                ("Function", _) if content["is_builtin"] == false => Some(content["name"].to_string()),
                ("Path", _) => {
                    let is_name = |step: &Value| step["node"].get("Name").is_some();
                    let steps = list(content, "steps").iter().enumerate();
                    steps.filter(|(i, step)| *i == 0 || !is_name(step)).find_map(|(_, step)| forbidden(step))
                }
                _ => forbidden(content),
            }
        }
        Value::Array(items) => items.iter().find_map(forbidden),
        Value::String(kind) if kind == "Wildcard" || kind == "Descendant" => Some(kind.clone()),
        _ => None,
    }
}

/// How many nodes deep a syntax tree is. A node is an object with one member, its kind.
fn depth(tree: &Value) -> usize {
    match tree {
        Value::Object(node) => usize::from(node.len() == 1) + node.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

type Failure = (String, String);
type Ended<T> = Result<Result<T, Failure>, String>;

struct Run<'t> {
    of: &'t Machine,
    lean: bool,
    calls: VecDeque<&'t Call>,
    execution_input: Value,
    path: Vec<String>,
    steps: u32,
    /// One scope per `States` map.
    variables: Vec<BTreeMap<String, Value>>,
}

/// What `$states` holds besides the context.
#[derive(Default)]
struct Seen<'s> {
    input: Option<&'s Value>,
    result: Option<&'s Value>,
    error: Option<&'s Value>,
}

impl Run<'_> {
    fn machine(&mut self, machine: &Value, mut input: Value) -> Ended<Value> {
        let mut name = text(machine, "StartAt")?;
        loop {
            self.steps += 1;
            if self.steps > 25_000 {
                return Err("more than 25,000 states".to_owned());
            }
            let state = machine["States"].get(&name).ok_or(format!("no state `{name}`"))?;
            self.path.push(name.clone());
            match self.state(&name, state, input)? {
                Ok(Step::Next(next, output)) => (name, input) = (next, output),
                Ok(Step::End(output)) => return Ok(Ok(output)),
                Err(failure) => return Ok(Err(failure)),
            }
        }
    }

    fn state(&mut self, name: &str, state: &Value, input: Value) -> Ended<Step> {
        let here = |message: String| format!("in `{name}`: {message}");
        let seen = Seen { input: Some(&input), ..Seen::default() };
        match text(state, "Type")?.as_str() {
            "Succeed" => {
                let output = self.output(state, &seen, &input).map_err(here)?;
                Ok(Ok(Step::End(output)))
            }
            "Fail" => {
                let field = |run: &Self, key: &str| match state.get(key) {
                    Some(value) => run.payload(value, &seen).map(|v| v.as_str().map_or(v.to_string(), str::to_owned)),
                    None => Ok(String::new()),
                };
                Ok(Err((field(self, "Error").map_err(here)?, field(self, "Cause").map_err(here)?)))
            }
            "Pass" => self.leave(state, &seen, &input).map_err(here).map(Ok),
            "Wait" => {
                for key in ["Seconds", "Timestamp"] {
                    if let Some(value) = state.get(key) {
                        self.payload(value, &seen).map_err(here)?;
                    }
                }
                self.leave(state, &seen, &input).map_err(here).map(Ok)
            }
            "Choice" => {
                for rule in list(state, "Choices") {
                    let holds = match &rule["Condition"] {
                        Value::Bool(holds) => Value::Bool(*holds),
                        cond => self.payload(cond, &seen).map_err(here)?,
                    };
                    match holds {
                        Value::Bool(true) => {
                            let output = self.output(rule, &seen, &input).map_err(here)?;
                            self.assign(rule, &seen).map_err(here)?;
                            return Ok(Ok(Step::Next(text(rule, "Next")?, output)));
                        }
                        Value::Bool(false) => {}
                        other => return Err(here(format!("a condition gave {other}"))),
                    }
                }
                let output = self.output(state, &seen, &input).map_err(here)?;
                self.assign(state, &seen).map_err(here)?;
                Ok(Ok(Step::Next(text(state, "Default")?, output)))
            }
            "Task" => {
                let retries = list(state, "Retry").len();
                let request = self.payload(&state["Arguments"], &seen).map_err(here)?;
                let result = self.call(state, &request, retries > 0).map_err(here)?;
                self.settle(name, state, &input, result)
            }
            "Parallel" => {
                let mut results = Vec::new();
                for branch in list(state, "Branches") {
                    match self.inner(branch, input.clone())? {
                        Ok(result) => results.push(result),
                        Err(failure) => return self.settle(name, state, &input, Err(failure)),
                    }
                }
                self.settle(name, state, &input, Ok(Value::Array(results)))
            }
            "Map" => {
                let items = self.payload(&state["Items"], &seen).map_err(here)?;
                let Value::Array(items) = items else { return Err(here(format!("Items gave {items}"))) };
                let mut results = Vec::new();
                for item in items {
                    match self.inner(&state["ItemProcessor"], item)? {
                        Ok(result) => results.push(result),
                        Err(failure) => return self.settle(name, state, &input, Err(failure)),
                    }
                }
                self.settle(name, state, &input, Ok(Value::Array(results)))
            }
            other => Err(here(format!("the type `{other}`"))),
        }
    }

    fn inner(&mut self, machine: &Value, input: Value) -> Ended<Value> {
        self.variables.push(BTreeMap::new());
        let ended = self.machine(machine, input);
        self.variables.pop();
        ended
    }

    /// What follows a Task, Parallel or Map: the state's own exit, a catcher, or the failure of the scope.
    fn settle(&mut self, name: &str, state: &Value, input: &Value, result: Result<Value, Failure>) -> Ended<Step> {
        let here = |message: String| format!("in `{name}`: {message}");
        match result {
            Ok(result) => {
                let seen = Seen { input: Some(input), result: Some(&result), error: None };
                self.leave(state, &seen, &result).map_err(here).map(Ok)
            }
            Err((error, cause)) => {
                for catcher in list(state, "Catch") {
                    let names = list(catcher, "ErrorEquals");
                    let failure = asl_dsl::Failure::new(error.as_str(), "");
                    if names.iter().filter_map(Value::as_str).any(|name| failure.matches(name)) {
                        // The service leaves the cause out where there is none.
                        let mut output = json!({ "Error": error });
                        if !cause.is_empty() {
                            output["Cause"] = Value::from(cause);
                        }
                        let seen = Seen { input: Some(input), result: None, error: Some(&output) };
                        let passed = self.output(catcher, &seen, &output).map_err(here)?;
                        self.assign(catcher, &seen).map_err(here)?;
                        return Ok(Ok(Step::Next(text(catcher, "Next")?, passed)));
                    }
                }
                Ok(Err((error, cause)))
            }
        }
    }

    fn leave(&mut self, state: &Value, seen: &Seen<'_>, passed: &Value) -> Result<Step, String> {
        let output = self.output(state, seen, passed)?;
        self.assign(state, seen)?;
        match state.get("Next").and_then(Value::as_str) {
            Some(next) => Ok(Step::Next(next.to_owned(), output)),
            None if state["End"] == true => Ok(Step::End(output)),
            None => Err("neither Next nor End".to_owned()),
        }
    }

    fn output(&self, from: &Value, seen: &Seen<'_>, passed: &Value) -> Result<Value, String> {
        from.get("Output").map_or(Ok(passed.clone()), |output| self.payload(output, seen))
    }

    /// All values are computed before any is assigned.
    fn assign(&mut self, from: &Value, seen: &Seen<'_>) -> Result<(), String> {
        let Some(Value::Object(assign)) = from.get("Assign") else { return Ok(()) };
        let mut values = Vec::new();
        for (name, value) in assign {
            if self.variables.iter().rev().skip(1).any(|scope| scope.contains_key(name)) {
                return Err(format!("`{name}` of an outer scope is assigned inside"));
            }
            values.push((name.clone(), self.payload(value, seen)?));
        }
        if let Some(scope) = self.variables.last_mut() {
            scope.extend(values);
        }
        Ok(())
    }

    /// One call, with its retries as the native run made them.
    fn call(&mut self, state: &Value, request: &Value, retried: bool) -> Result<Result<Value, Failure>, String> {
        let (request, wrap): (&Value, fn(Value) -> Value) = match state["Resource"].as_str() {
            Some("arn:aws:states:::lambda:invoke") => (&request["Payload"], |v| json!({ "Payload": v })),
            Some("arn:aws:states:::lambda:invoke.waitForTaskToken") => (&request["Payload"]["input"], |v| v),
            Some("arn:aws:states:::states:startExecution.sync:2") => (&request["Input"], |v| json!({ "Output": v })),
            Some("arn:aws:states:::http:invoke") => (&request["RequestBody"], |v| json!({ "ResponseBody": v })),
            Some(_) => (request, |v| v),
            None => return Err("no Resource".to_owned()),
        };
        loop {
            let Some(call) = self.calls.pop_front() else {
                return Err(format!("a call with {request} that the native run never made"));
            };
            if !alike(&call.request, request, self.lean) {
                return Err(format!("a call of `{}` with {request}; the native run sent {}", call.task, call.request));
            }
            let again =
                self.calls.front().is_some_and(|next| next.task == call.task && next.attempt == call.attempt + 1);
            match &call.answer {
                Answer::Result(result) => return Ok(Ok(wrap(result.clone()))),
                Answer::Error(_) if retried && again => {}
                Answer::Error(failure) => return Ok(Err((failure.error.clone(), failure.cause.clone()))),
                Answer::None {} => return Err("the native run left this call without an answer".to_owned()),
            }
        }
    }

    fn payload(&self, template: &Value, seen: &Seen<'_>) -> Result<Value, String> {
        match template {
            Value::String(text) if text.starts_with("{%") && text.ends_with("%}") => {
                self.evaluate(text[2..text.len() - 2].trim(), seen)
            }
            Value::Array(items) => {
                Ok(Value::Array(items.iter().map(|item| self.payload(item, seen)).collect::<Result<_, _>>()?))
            }
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| Ok((key.clone(), self.payload(value, seen)?)));
                Ok(Value::Object(members.collect::<Result<Map<_, _>, String>>()?))
            }
            literal => Ok(literal.clone()),
        }
    }

    fn evaluate(&self, expression: &str, seen: &Seen<'_>) -> Result<Value, String> {
        let ast = self.of.parse(expression)?;
        let mut states =
            json!({ "context": { "Execution": { "Input": self.execution_input }, "Task": { "Token": "task-token" } } });
        for (key, value) in [("input", seen.input), ("result", seen.result), ("errorOutput", seen.error)] {
            if let Some(value) = value {
                states[key] = value.clone();
            }
        }
        let mut context = Context::new();
        context.bind("states".to_owned(), JValue::from(states));
        for (name, value) in self.variables.iter().flatten() {
            context.bind(name.clone(), JValue::from(value.clone()));
        }
        let mut engine = Evaluator::with_context(context);
        engine.register_fn("parse", parse).map_err(|error| error.to_string())?;
        engine.register_fn("partition", partition).map_err(|error| error.to_string())?;
        let value =
            engine.evaluate(&ast, &JValue::Undefined).map_err(|error| format!("`{expression}` fails: {error}"))?;
        if value.is_undefined() {
            return Err(format!("`{expression}` returned nothing"));
        }
        let json = value.to_json_string().map_err(|error| error.to_string())?;
        serde_json::from_str(&json).map_err(|error| error.to_string())
    }
}

/// Step Functions' `$partition`: lists of at most so many elements; nothing of an empty list.
fn partition(args: &[JValue]) -> Result<JValue, EvaluatorError> {
    let (Some(list), Some(size)) = (args.first().and_then(JValue::as_array), args.get(1).and_then(JValue::as_f64))
    else {
        return Ok(JValue::Undefined);
    };
    if list.is_empty() || size < 1.0 {
        return Ok(JValue::Undefined);
    }
    Ok(JValue::array(list.chunks(size as usize).map(|chunk| JValue::array(chunk.to_vec())).collect()))
}

/// Step Functions' `$parse`.
fn parse(args: &[JValue]) -> Result<JValue, EvaluatorError> {
    let text = args.first().and_then(JValue::as_str).unwrap_or_default();
    JValue::from_json_str(text)
        .map_err(|error| EvaluatorError::EvaluationError(format!("D3137: Invalid JSON: {error}")))
}

enum Step {
    Next(String, Value),
    End(Value),
}

/// Equal as JSON, `1` and `1.0` being one number.
pub fn same(a: &Value, b: &Value) -> bool {
    alike(a, b, false)
}

/// Equal as JSON, `1` and `1.0` being one number. `lean`: a null member is as good as a missing one.
pub fn alike(a: &Value, b: &Value, lean: bool) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, lean)),
        (Value::Object(a), Value::Object(b)) => {
            let covers = |a: &Map<String, Value>, b: &Map<String, Value>| {
                a.iter().all(|(key, a)| b.get(key).map_or(lean && a.is_null(), |b| alike(a, b, lean)))
            };
            covers(a, b) && covers(b, a)
        }
        _ => a == b,
    }
}

fn text(from: &Value, key: &str) -> Result<String, String> {
    from.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("no `{key}`"))
}

fn list<'v>(from: &'v Value, key: &str) -> &'v [Value] {
    from.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

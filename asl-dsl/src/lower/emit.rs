//! The flow graph as a state machine of the model.

use super::cx::Cx;
use super::graph::{Arc, Graph, Node, NodeKind, Options, Target, Task};
use super::naming;
use crate::jsonata::{Jx, is_reserved};
use crate::task::Retry;
use asl_hir::{Span, VarId};
use asl_schema::SourceLocation;
use asl_schema::model::{
    self, Amount, Branch, Catcher, Choice, ChoiceRule, Condition, ItemProcessor, JitterStrategy, Object, QueryLanguage,
    Retrier, State, StateMachine, States, Test, Transition,
};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The deepest nesting that is emitted. The service evaluates 99 levels (measured, us-east-1, Aug 2026).
const MAX_DEPTH: usize = 95;

/// Writes the machine. The graph is complete: every arc leads somewhere. `Err`: where the expressions stand that nest deeper
/// than the service evaluates.
pub(crate) fn machine(graph: &Graph, cx: &Cx<'_>) -> Result<StateMachine, Vec<Span>> {
    let variables = naming::variable_names(graph, &cx.ids);
    let mut writer = Writer {
        cx,
        taken: variables.values().cloned().collect(),
        variables,
        names: naming::state_names(graph).into(),
        next: 0,
        origins: Vec::new(),
        here: Cell::new(cx.program.span),
        deep: RefCell::new(Vec::new()),
    };
    let (start_at, states) = writer.states(graph);
    if !writer.deep.borrow().is_empty() {
        return Err(writer.deep.take());
    }
    let mut machine = StateMachine::new(start_at).with_query_language(QueryLanguage::Jsonata);
    machine.comment = cx.program.comment.as_deref().map(naming::inert);
    machine.states = states;
    machine.timeout_seconds = cx.program.timeout.map(Into::into);
    machine.origins.set_machine(location(cx, cx.program.span));
    for (name, span) in writer.origins {
        machine.origins.set_state(name, location(cx, span));
    }
    Ok(machine)
}

/// A place in the program as diagnostics name it.
pub(crate) fn location(cx: &Cx<'_>, span: Span) -> SourceLocation {
    let span = if span.line == 0 { cx.program.span } else { span };
    SourceLocation { file: cx.program.file.clone(), line: span.line, column: span.column }
}

struct Writer<'w, 'p> {
    cx: &'w Cx<'p>,
    variables: BTreeMap<VarId, String>,
    /// All variables' names: locals inside expressions avoid them.
    taken: BTreeSet<String>,
    /// The states' names, in the order in which nodes are visited.
    names: Rc<[String]>,
    next: usize,
    origins: Vec<(String, Span)>,
    /// The statement being written.
    here: Cell<Span>,
    /// Statements with expressions that nest too deep.
    deep: RefCell<Vec<Span>>,
}

impl Writer<'_, '_> {
    fn states(&mut self, graph: &Graph) -> (String, States) {
        // Names are numbered in visiting order, nodes inside a state right after it.
        let mut at = self.next;
        let mut names: Vec<String> = Vec::with_capacity(graph.nodes.len());
        for node in &graph.nodes {
            names.push(self.names.get(at).cloned().unwrap_or_default());
            at += naming::count(node);
        }
        let mut states = States::new();
        for (node, name) in graph.nodes.iter().zip(&names) {
            self.next += 1;
            self.here.set(node.span);
            let state = self.state(node, &names);
            if node.span.line != 0 {
                self.origins.push((name.clone(), node.span));
            }
            states.insert(name.clone(), state);
        }
        (graph.start.and_then(|start| names.get(start).cloned()).unwrap_or_default(), states)
    }

    fn state(&mut self, node: &Node, names: &[String]) -> State {
        let assign = self.assign(&node.exit);
        let output = node.exit.output.as_ref().map(|output| self.payload(output));
        let transition = match node.exit.target {
            Target::Node(to) => names.get(to).map(|name| Transition::Next(name.clone())),
            Target::End | Target::Open => Some(Transition::End),
        };
        match &node.kind {
            NodeKind::Task(Task { resource, arguments, options }) => {
                let mut task = model::Task::new(resource.clone());
                task.arguments = Some(self.arguments(arguments));
                task.timeout_seconds = options.timeout_seconds.map(Amount::from);
                task.heartbeat_seconds = options.heartbeat_seconds.map(Amount::from);
                task.credentials = options.credentials.as_ref().map(|role| {
                    let mut credentials = Object::new();
                    credentials.insert("RoleArn".to_owned(), Value::String(role.clone()));
                    credentials
                });
                task.retry = retriers(options);
                task.catch = self.catchers(node, names);
                (task.assign, task.output, task.transition) = (assign, output, transition);
                task.into()
            }
            NodeKind::Choice => {
                let rules = node.rules.iter().map(|(cond, arc)| self.rule(cond, arc, names)).collect::<Vec<_>>();
                let mut choice = Choice::new(rules);
                choice.default = transition.and_then(|t| t.target().map(str::to_owned));
                (choice.assign, choice.output) = (assign, output);
                choice.into()
            }
            NodeKind::WaitSeconds(seconds) => {
                let mut wait = model::Wait::seconds(match self.payload(seconds) {
                    Value::Number(number) => Amount::Literal(number),
                    Value::String(text) => Amount::Expression(text),
                    other => Amount::jsonata(other.to_string()),
                });
                (wait.assign, wait.output, wait.transition) = (assign, output, transition);
                wait.into()
            }
            NodeKind::WaitUntil(timestamp) => {
                let mut wait = model::Wait::until(text(self.payload(timestamp)));
                (wait.assign, wait.output, wait.transition) = (assign, output, transition);
                wait.into()
            }
            // A label can't remain after the passes; as a Pass it does nothing.
            NodeKind::Pass | NodeKind::Label => {
                let mut pass = model::Pass::new();
                (pass.assign, pass.output, pass.transition) = (assign, output, transition);
                pass.into()
            }
            NodeKind::Succeed => {
                let mut succeed = model::Succeed::new();
                succeed.output = output;
                succeed.into()
            }
            NodeKind::Fail { error, cause } => {
                let has_cause = !matches!(cause, Jx::Str(text) if text.is_empty());
                let cause = has_cause.then(|| text(self.payload(cause)));
                model::Fail { error: Some(text(self.payload(error))), cause, ..model::Fail::default() }.into()
            }
            NodeKind::Parallel { branches, options } => {
                let branches = branches.iter().map(|graph| {
                    let (start_at, states) = self.states(graph);
                    let mut branch = Branch::new(start_at);
                    branch.states = states;
                    branch
                });
                let mut parallel = model::Parallel::new(branches.collect::<Vec<_>>());
                parallel.retry = retriers(options);
                parallel.catch = self.catchers(node, names);
                (parallel.assign, parallel.output, parallel.transition) = (assign, output, transition);
                parallel.into()
            }
            NodeKind::Map { items, concurrency, body, options } => {
                let (start_at, states) = self.states(body);
                let mut processor = ItemProcessor::new(start_at).inline();
                processor.states = states;
                let mut map = model::Map::new(processor);
                map.items = Some(self.payload(items));
                map.max_concurrency = (*concurrency > 0).then(|| Amount::from(*concurrency));
                map.retry = retriers(options);
                map.catch = self.catchers(node, names);
                (map.assign, map.output, map.transition) = (assign, output, transition);
                map.into()
            }
        }
    }

    fn rule(&self, cond: &Jx, arc: &Arc, names: &[String]) -> ChoiceRule {
        let test = Test::Condition(match self.expression(cond) {
            Jx::Bool(value) => Condition::Literal(value),
            cond => Condition::Expression(format!("{{% {} %}}", cond.to_text(&|var| self.name(var)))),
        });
        let output = arc.output.as_ref().map(|output| self.payload(output));
        let next = match arc.target {
            Target::Node(to) => names.get(to).cloned(),
            Target::End | Target::Open => None,
        };
        ChoiceRule { test, assign: self.assign(arc), output, next, ..ChoiceRule::default() }
    }

    fn catchers(&self, node: &Node, names: &[String]) -> Vec<Catcher> {
        let catcher = |(errors, arc): &(Vec<String>, Arc)| {
            let next = match arc.target {
                Target::Node(to) => names.get(to).cloned().unwrap_or_default(),
                Target::End | Target::Open => String::new(),
            };
            let mut catcher = Catcher::new(errors.iter().map(String::as_str), next);
            catcher.assign = self.assign(arc);
            catcher.output = arc.output.as_ref().map(|output| self.payload(output));
            catcher
        };
        node.catches.iter().map(catcher).collect()
    }

    fn assign(&self, arc: &Arc) -> Option<Object> {
        let mut assign = Object::new();
        for var in arc.assign.assigned() {
            if let Some(value) = arc.assign.value_of(var, &self.cx.ids) {
                assign.insert(self.name(var).to_owned(), self.payload(&value));
            }
        }
        (!assign.is_empty()).then_some(assign)
    }

    /// `Arguments` is an object or one expression, never another literal.
    fn arguments(&self, arguments: &Jx) -> Value {
        let arguments = self.expression(arguments);
        match arguments.to_payload(&|var| self.name(var)) {
            Value::Object(object) => Value::Object(object),
            Value::String(text) if asl_schema::text::is_expression(&text) => Value::String(text),
            _ => Value::String(format!("{{% {} %}}", arguments.to_text(&|var| self.name(var)))),
        }
    }

    fn payload(&self, x: &Jx) -> Value {
        self.expression(x).to_payload(&|var| self.name(var))
    }

    fn name(&self, var: VarId) -> &str {
        self.variables.get(&var).map_or("undefined", String::as_str)
    }

    /// The expression with readable names for what it binds inside.
    fn expression(&self, x: &Jx) -> Jx {
        let mut names = LocalNames { taken: &self.taken, renamed: BTreeMap::new(), used: BTreeMap::new() };
        let x = names.rename(x);
        if x.depth() > MAX_DEPTH {
            self.deep.borrow_mut().push(self.here.get());
        }
        x
    }
}

/// Renames lambda parameters and `:=` bindings: `$item`, `$item2`, … never a variable of the machine or a function.
struct LocalNames<'n> {
    taken: &'n BTreeSet<String>,
    renamed: BTreeMap<Rc<str>, Rc<str>>,
    /// The last number given to each base.
    used: BTreeMap<String, u32>,
}

impl LocalNames<'_> {
    fn rename(&mut self, x: &Jx) -> Jx {
        match x {
            Jx::Local(name) => Jx::Local(self.of(name)),
            Jx::Lambda(params, body) => {
                Jx::Lambda(params.iter().map(|param| self.of(param)).collect(), Rc::new(self.rename(body)))
            }
            Jx::Let(binds, body) => {
                let binds = binds.iter().map(|(name, value)| (self.of(name), self.rename(value))).collect();
                Jx::Let(binds, Rc::new(self.rename(body)))
            }
            _ => x.map_children(&mut |child| self.rename(child)),
        }
    }

    fn of(&mut self, name: &Rc<str>) -> Rc<str> {
        if let Some(known) = self.renamed.get(name) {
            return known.clone();
        }
        let base = name.trim_start_matches('_').trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        let base = if base.starts_with(|c: char| c.is_ascii_alphabetic()) { base } else { "v" };
        // A base has no digit at its end, so two bases never make one name.
        let n = self.used.entry(base.to_owned()).or_default();
        let candidate = loop {
            *n += 1;
            let candidate = if *n == 1 { base.to_owned() } else { format!("{base}{n}") };
            if !self.taken.contains(&candidate) && !is_reserved(&candidate) {
                break candidate;
            }
        };
        let chosen: Rc<str> = candidate.into();
        self.renamed.insert(name.clone(), chosen.clone());
        chosen
    }
}

/// A payload that stands where only a string can: a literal, or an expression that yields one.
fn text(payload: Value) -> String {
    match payload {
        Value::String(text) => text,
        other => format!("{{% {other} %}}"),
    }
}

fn retriers(options: &Options) -> Vec<Retrier> {
    let retrier = |retry: &Retry| {
        let mut retrier = Retrier::new(retry.errors.iter().map(String::as_str));
        retrier.interval_seconds = retry.interval.map(|interval| interval.as_secs().into());
        retrier.max_attempts = retry.max_attempts.map(Into::into);
        if let Some(rate) = retry.backoff {
            retrier = retrier.with_backoff_rate(rate);
        }
        retrier.max_delay_seconds = retry.max_delay.map(|delay| delay.as_secs().into());
        retrier.jitter_strategy = retry.full_jitter.then_some(JitterStrategy::Full);
        retrier
    };
    options.retry.iter().map(retrier).collect()
}

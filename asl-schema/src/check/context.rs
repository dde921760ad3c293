//! What the rules look at: the machine, flattened once, with everything they ask for again and again.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use serde_json::Value;

use super::flow::{self, Loops};
use super::options::{Known, MachineType};
use super::variables::Variables;
use crate::diagnostic::quoted;
use crate::model::{ExecutionType, ItemProcessor, Mode, Object, QueryLanguage, Scope, State, StateMachine, Successor};
use crate::path::Path;
use crate::source::{Document, Form};
use crate::spec::{Field, Place, View};
use crate::text::is_placeholder;

/// The whole machine.
pub(crate) struct Context<'a> {
    pub(crate) machine: &'a StateMachine,
    /// The machine's own scope first, each scope before those inside it.
    pub(crate) scopes: Vec<ScopeNode<'a>>,
    /// Every state, each before those inside it.
    pub(crate) states: Vec<StateNode<'a>>,
    /// The first state of each name.
    pub(crate) by_name: HashMap<&'a str, StateId>,
    /// The states whose name another has already.
    pub(crate) doubled: Vec<StateId>,
    /// Every way out of every state, by state.
    ways: Vec<Way<'a>>,
    /// For each state whether a way leads to it.
    reached: Vec<bool>,
    /// Which states form loops.
    pub(crate) loops: Loops,
    /// The language of states that say nothing.
    pub(crate) language: QueryLanguage,
    /// Where variables have a value.
    pub(crate) variables: Variables<'a>,
    /// The bytes of the JSON text that it was read from; `None` for a machine that was made in another way. The reader has seen to it that
    /// such a text does not nest too deeply.
    pub(crate) text_length: Option<usize>,
    /// What the user knows of its data.
    pub(crate) known: Known,
    /// Whether a string that is a `${…}` becomes a value of any type before the machine is deployed.
    pub(crate) fills_values: bool,
}

/// A way out of a state.
pub(crate) struct Way<'a> {
    pub(crate) successor: Successor<'a>,
    /// The state of the same scope that it leads to, if there is one that could be read.
    pub(crate) target: Option<StateId>,
}

/// Index into [`Context::states`].
pub(crate) type StateId = usize;
/// Index into [`Context::scopes`].
pub(crate) type ScopeId = usize;

/// The machine, a branch or a processor.
pub(crate) struct ScopeNode<'a> {
    pub(crate) id: ScopeId,
    pub(crate) scope: Scope<'a>,
    pub(crate) extra: &'a Object,
    /// The state around it, with the field and index that lead here.
    pub(crate) owner: Option<Owner>,
    /// The type of the executions that it runs in: a Distributed Map says its own.
    pub(crate) machine_type: MachineType,
    /// Its states in order.
    pub(crate) states: Vec<StateId>,
}

/// The state around a scope, and where in it the scope is.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) state: StateId,
    pub(crate) field: &'static str,
    pub(crate) index: Option<usize>,
}

/// A state.
pub(crate) struct StateNode<'a> {
    pub(crate) id: StateId,
    pub(crate) name: &'a str,
    pub(crate) state: &'a State,
    pub(crate) scope: ScopeId,
    /// How many steps lead to it from the machine.
    pub(crate) depth: usize,
    /// The query language that holds for it.
    pub(crate) language: QueryLanguage,
    /// Its part of [`Context::ways`].
    ways: Range<usize>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(machine: &'a StateMachine, machine_type: MachineType) -> Context<'a> {
        // AWS: any `QueryLanguage` other than exactly `JSONPath` makes it JSONata, an illegal one too.
        let language = match machine.extra.contains_key("QueryLanguage") {
            true => QueryLanguage::Jsonata,
            false => machine.query_language.unwrap_or_default(),
        };
        let mut context = Context {
            machine,
            scopes: Vec::new(),
            states: Vec::with_capacity(machine.states.len()),
            by_name: HashMap::new(),
            doubled: Vec::new(),
            ways: Vec::new(),
            reached: Vec::new(),
            loops: Loops::default(),
            language,
            variables: Variables::default(),
            text_length: None,
            known: Known::default(),
            fills_values: false,
        };
        context.add_scope(machine.scope(), &machine.extra, None, machine_type);
        context.by_name.reserve(context.states.len());
        for (id, node) in context.states.iter().enumerate() {
            match context.by_name.entry(node.name) {
                Entry::Vacant(first) => _ = first.insert(id),
                Entry::Occupied(_) => context.doubled.push(id),
            }
        }
        context.add_ways();
        context.reached = flow::reached(&context);
        context.loops = flow::loops(&context);
        context.variables = Variables::new(&context);
        context
    }

    /// The same, knowing the text that the machine was read from.
    pub(crate) fn read_from(mut self, document: &Document<'_>) -> Context<'a> {
        self.text_length = match document.form {
            Form::Json | Form::Embedded { .. } => Some(document.definition().len()),
            Form::Tree { .. } => None,
        };
        self.fills_values = document.fills_values;
        self
    }

    /// Whether a value is not known yet: a string for which a value of any type is put in before the machine is deployed.
    pub(crate) fn is_unfilled(&self, value: &Value) -> bool {
        self.fills_values && value.as_str().is_some_and(is_placeholder)
    }

    /// The same, knowing more of the data.
    pub(crate) fn knowing(mut self, known: &Known) -> Context<'a> {
        self.known = known.clone();
        self
    }

    fn add_ways(&mut self) {
        let mut ways = Vec::with_capacity(self.states.len() * 2);
        for scope in &self.scopes {
            for (position, id) in scope.states.iter().enumerate() {
                let Some(node) = self.states.get_mut(*id) else { continue };
                let start = ways.len();
                // Most states lead to the one that is written after them; the others are looked up.
                let following = scope.scope.states.get_index(position + 1).map(|(name, _)| name.as_str());
                node.state.each_successor(&mut |successor| {
                    let target = if following == Some(successor.target()) {
                        scope.states.get(position + 1).copied()
                    } else {
                        scope.find(successor.target())
                    };
                    ways.push(Way { successor, target });
                });
                node.ways = start..ways.len();
            }
        }
        self.ways = ways;
    }

    /// The ways out of a state, in the order of [`State::successors`].
    pub(crate) fn ways(&self, state: StateId) -> &[Way<'a>] {
        let range = self.states.get(state).map(|node| node.ways.clone());
        range.and_then(|range| self.ways.get(range)).unwrap_or_default()
    }

    fn add_scope(&mut self, scope: Scope<'a>, extra: &'a Object, owner: Option<Owner>, machine_type: MachineType) {
        let id = self.scopes.len();
        let depth = owner.and_then(|owner| {
            let state = self.states.get(owner.state)?;
            Some(state.depth + 1 + usize::from(owner.index.is_some()))
        });
        let depth = depth.unwrap_or(0) + 2;
        self.scopes.push(ScopeNode { id, scope, extra, owner, machine_type, states: Vec::new() });
        let mut states = Vec::with_capacity(scope.states.len());
        for (name, state) in scope.states {
            let own = if state.extra().contains_key("QueryLanguage") {
                Some(QueryLanguage::Jsonata)
            } else {
                state.query_language()
            };
            let state_id = self.states.len();
            states.push(state_id);
            self.states.push(StateNode {
                id: state_id,
                name,
                state,
                scope: id,
                depth,
                language: own.unwrap_or(self.language),
                ways: 0..0,
            });
            match state {
                State::Parallel(parallel) => {
                    for (index, branch) in parallel.branches.iter().enumerate() {
                        let scope = Scope { start_at: &branch.start_at, states: &branch.states };
                        self.add_scope(
                            scope,
                            &branch.extra,
                            Some(Owner { state: state_id, field: "Branches", index: Some(index) }),
                            machine_type,
                        );
                    }
                }
                State::Map(map) => {
                    for (field, processor) in [("ItemProcessor", &map.item_processor), ("Iterator", &map.iterator)] {
                        if let Some(processor) = processor {
                            let machine_type = children_type(processor).unwrap_or(machine_type);
                            let scope = Scope { start_at: &processor.start_at, states: &processor.states };
                            self.add_scope(
                                scope,
                                &processor.extra,
                                Some(Owner { state: state_id, field, index: None }),
                                machine_type,
                            );
                        }
                    }
                }
                _ => {}
            }
        }
        if let Some(node) = self.scopes.get_mut(id) {
            node.states = states;
        }
    }

    /// Whether a way leads to the state from the `StartAt` of its scope.
    pub(crate) fn is_reached(&self, state: StateId) -> bool {
        self.reached.get(state) == Some(&true)
    }

    /// The states of a scope in order, those inside them not included.
    pub(crate) fn states_of(&self, scope: &ScopeNode<'a>) -> impl Iterator<Item = &StateNode<'a>> {
        scope.states.iter().filter_map(|id| self.states.get(*id))
    }

    /// The place of a scope: `/` or `/States/Each/ItemProcessor`.
    pub(crate) fn scope_path(&self, id: ScopeId) -> Path {
        match self.scopes.get(id).and_then(|node| node.owner) {
            None => Path::root(),
            Some(Owner { state, field, index: None }) => self.state_path(state).key(field),
            Some(Owner { state, field, index: Some(index) }) => self.state_path(state).key(field).index(index),
        }
    }

    /// The place of a state.
    pub(crate) fn state_path(&self, id: StateId) -> Path {
        match self.states.get(id) {
            Some(node) => self.scope_path(node.scope).key("States").key(node.name),
            None => Path::root(),
        }
    }

    /// How people call a scope in a sentence.
    pub(crate) fn scope_name(&self, id: ScopeId) -> String {
        match self.scopes.get(id).and_then(|node| node.owner) {
            None => "the top level of the state machine".to_owned(),
            Some(Owner { state, field, index }) => {
                let name = quoted(self.states.get(state).map_or("", |node| node.name));
                match index {
                    Some(index) => format!("branch {index} of {name}"),
                    None if field == "Iterator" => format!("the iterator of {name}"),
                    None => format!("the item processor of {name}"),
                }
            }
        }
    }
}

impl<'a> ScopeNode<'a> {
    /// States that could not be read since their `Type` is missing or unknown; another rule reports them.
    pub(crate) fn unread(&self) -> Option<&'a Object> {
        self.extra.get("States")?.as_object()
    }

    /// The names of all its states, those included that could not be read.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        let unread = self.unread().into_iter().flat_map(Object::keys);
        self.scope.states.keys().chain(unread).map(String::as_str)
    }

    /// The state of that name, if it could be read.
    pub(crate) fn find(&self, name: &str) -> Option<StateId> {
        self.states.get(self.scope.states.get_index_of(name)?).copied()
    }

    /// Whether a transition to `name` arrives.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.scope.states.contains_key(name) || self.unread().is_some_and(|states| states.contains_key(name))
    }
}

/// One object of the language with fields of its own.
pub(crate) struct ObjectNode<'a, 'w> {
    pub(crate) context: &'w Context<'a>,
    pub(crate) place: Place,
    /// The fields that are there.
    pub(crate) fields: &'w [(&'static Field, View<'a>)],
    /// The fields that the model has no place for.
    pub(crate) extra: &'a Object,
    pub(crate) trail: &'w Trail<'w>,
    /// The state that it is or stands in; `None` for the machine.
    pub(crate) state: Option<StateId>,
    /// The query language that holds; `None` for what belongs to no state.
    pub(crate) language: Option<QueryLanguage>,
}

impl<'a> ObjectNode<'a, '_> {
    /// Its place.
    pub(crate) fn path(&self) -> Path {
        self.trail.path(self.context)
    }

    /// Whether the field is there, of the right type or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field.name == name) || self.extra.contains_key(name)
    }

    /// Whether a value is not known yet; see [`Context::is_unfilled`].
    pub(crate) fn is_unfilled(&self, value: &Value) -> bool {
        self.context.is_unfilled(value)
    }

    /// The value of a field of the right type.
    pub(crate) fn get(&self, name: &str) -> Option<View<'a>> {
        self.fields.iter().find(|(field, _)| field.name == name).map(|(_, view)| *view)
    }
}

/// The way from a state to an object inside it; becomes a [`Path`] only when there is something to report.
pub(crate) enum Trail<'t> {
    Machine,
    State(StateId),
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl Trail<'_> {
    /// The number of steps of its path.
    pub(crate) fn depth(&self, context: &Context<'_>) -> usize {
        match self {
            Trail::Machine => 0,
            Trail::State(id) => context.states.get(*id).map_or(0, |node| node.depth),
            Trail::Key(rest, _) | Trail::Index(rest, _) => rest.depth(context) + 1,
        }
    }

    pub(crate) fn path(&self, context: &Context<'_>) -> Path {
        match self {
            Trail::Machine => Path::root(),
            Trail::State(id) => context.state_path(*id),
            Trail::Key(rest, key) => rest.path(context).key(*key),
            Trail::Index(rest, index) => rest.path(context).index(*index),
        }
    }
}

/// The type of a Distributed Map's child executions.
fn children_type(processor: &ItemProcessor) -> Option<MachineType> {
    let config = processor.processor_config.as_ref().filter(|config| config.mode == Some(Mode::Distributed))?;
    Some(match config.execution_type {
        Some(ExecutionType::Express) => MachineType::Express,
        _ => MachineType::Standard,
    })
}

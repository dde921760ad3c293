//! The state of one lowering: the program with its tables, what is known of each variable, and the diagnostics so far.

use super::naming::Taken;
use crate::jsonata::{Jx, is_reserved};
use crate::shape::Type;
use crate::task::{ConstValue, SlotInfo};
use asl_hir::{ConstId, Pattern, PatternKind, Program, SlotId, Span, VarId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A pure expression, lowered: its JSONata and its type.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// The expression. Where the type is an `Option`, it yields the value or null, never undefined.
    pub(crate) x: Jx,
    /// Its type, references removed.
    pub(crate) ty: Type,
}

/// What a pattern asks of a value and what it binds.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// When it matches; `None`: always.
    pub(crate) cond: Option<Jx>,
    /// What it binds, valid only where it matches.
    pub(crate) binds: Vec<(VarId, Value)>,
}

/// The state of one lowering.
pub(crate) struct Cx<'p> {
    pub(crate) program: &'p Program,
    types: &'p [SlotInfo],
    consts: &'p [ConstValue],
    /// What a variable stands for: an expression where it was bound inside a pure expression (a closure's parameter, a
    /// match arm's binding), else the state machine variable of its own name.
    known: BTreeMap<VarId, Value>,
    /// Everything wrong so far, in the order found.
    pub(crate) errors: Vec<Error>,
    /// The variables that lowering adds to the program's.
    pub(crate) ids: Ids,
    /// The names of the program's variables and of the locals made inside expressions.
    taken: Taken,
    /// How many variables of the program have each name.
    named: BTreeMap<&'p str, usize>,
    /// How many expressions enclose the one being lowered.
    pub(crate) nesting: u32,
}

/// The variables of the program and those that lowering adds: states' results, loop counters, joined values.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    names: Vec<String>,
}

impl Ids {
    fn new(program: &Program) -> Self {
        Ids { names: program.vars.iter().map(|var| var.name.clone()).collect() }
    }

    /// A new variable, to be called something like `hint`.
    pub(crate) fn fresh(&mut self, hint: &str) -> VarId {
        self.names.push(hint.to_owned());
        VarId(u32::try_from(self.names.len() - 1).unwrap_or(u32::MAX))
    }

    /// A new id for one definition of a variable.
    pub(crate) fn definition_of(&mut self, var: VarId) -> VarId {
        let hint = self.hint(var).to_owned();
        self.fresh(&hint)
    }

    /// What a definition is called where an expression binds it: no state machine variable starts with `_`, so it
    /// shadows none.
    pub(crate) fn local_name(&self, var: VarId) -> String {
        format!("_{}_{}", self.hint(var), var.0)
    }

    /// What the user, or lowering, calls a variable. Not unique.
    pub(crate) fn hint(&self, var: VarId) -> &str {
        self.names.get(var.0 as usize).map_or("value", String::as_str)
    }
}

/// Something that the program says and a state machine can't do, or that is wrong with the tables.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Error {
    /// Where.
    pub(crate) span: Span,
    /// What was found and what was expected.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: Option<String>,
}

impl<'p> Cx<'p> {
    pub(crate) fn new(program: &'p Program, types: &'p [SlotInfo], consts: &'p [ConstValue]) -> Self {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for var in &program.vars {
            *named.entry(&var.name).or_default() += 1;
        }
        Cx {
            program,
            types,
            consts,
            known: BTreeMap::new(),
            errors: Vec::new(),
            ids: Ids::new(program),
            taken: Taken::new(named.keys().map(|name| (*name).to_owned())),
            named,
            nesting: 0,
        }
    }

    /// Records an error. Returns `None`, so that `return cx.error(…)` reads well.
    pub(crate) fn error<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Option<T> {
        let error = Error { span, message: message.into(), help: help.into() };
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
        None
    }

    /// The type in a slot; for a call's slot, the type of its `.await`.
    pub(crate) fn slot(&self, slot: SlotId) -> Type {
        match self.types.get(slot.0 as usize) {
            Some(SlotInfo::Value(ty) | SlotInfo::Call { output: ty, .. }) => ty.clone(),
            None => Type::Unknown,
        }
    }

    /// Everything in a slot.
    pub(crate) fn slot_info(&self, slot: SlotId) -> Option<&'p SlotInfo> {
        self.types.get(slot.0 as usize)
    }

    /// A constant.
    pub(crate) fn constant(&self, id: ConstId) -> Option<&'p ConstValue> {
        self.consts.get(id.0 as usize)
    }

    /// Says what a variable stands for from now on. Variables are never shadowed, so there is no scope to close.
    pub(crate) fn bind(&mut self, var: VarId, value: Value) {
        self.known.insert(var, value);
    }

    /// What a variable stands for.
    pub(crate) fn var(&self, var: VarId) -> Value {
        self.known.get(&var).cloned().unwrap_or(Value { x: Jx::Var(var), ty: Type::Unknown })
    }

    /// A fresh name for a lambda parameter or a `:=` binding, made from `hint`; ASCII letters, digits and `_`, starting with a
    /// letter. It is no variable of the program and no function of JSONata.
    pub(crate) fn local(&mut self, hint: &str) -> Rc<str> {
        let base: String = hint.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let base = base.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let base = if base.is_empty() { "v" } else { base };
        self.fresh_local(base)
    }

    /// A fresh name for a variable of the program that is a parameter of a lambda: its own, where no other has it.
    pub(crate) fn local_for(&mut self, var: VarId) -> Rc<str> {
        let program = self.program;
        let Some(own) = program.vars.get(var.0 as usize) else { return self.local("v") };
        if !own.name.starts_with(|c: char| c.is_ascii_alphabetic()) || !own.name.is_ascii() {
            return self.local(&own.name);
        }
        // The first that asks gets it; the name is taken already.
        match self.named.insert(&own.name, 0) {
            Some(1) if !is_reserved(&own.name) => own.name.as_str().into(),
            _ => self.fresh_local(&own.name),
        }
    }

    fn fresh_local(&mut self, base: &str) -> Rc<str> {
        loop {
            let name = self.taken.first_free(base, |n| format!("{base}{n}"));
            if !is_reserved(&name) {
                return name.into();
            }
        }
    }

    /// What to call a local that holds what the pattern takes apart.
    pub(crate) fn pattern_hint(&self, pattern: &Pattern) -> &'p str {
        match &pattern.kind {
            PatternKind::Bind { var, .. } => {
                self.program.vars.get(var.0 as usize).map_or("it", |var| var.name.as_str())
            }
            _ => "it",
        }
    }
}

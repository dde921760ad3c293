//! Assignments that wait for a state to carry them.
//!
//! Code without effects costs no state: its assignments wait on the arc that leaves the last state and become that arc's
//! `Assign`, which Step Functions evaluates as one parallel assignment. [`Pending`] keeps them as written, one after the
//! other, each definition under an id of its own, and turns them into expressions only for the variables that
//! somebody reads: a definition used once is put in place, one used twice is bound inside the expression, so
//! that `let b = a + a; let c = b + b; …` stays linear.

use super::cx::Ids;
use crate::jsonata::Jx;
use asl_hir::VarId;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A sequence of assignments on one arc.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending {
    /// Definitions in order. An expression refers to earlier definitions by their ids, and to the values before the
    /// sequence by the variables' own.
    defs: Vec<(VarId, Jx)>,
    /// The definition that holds each assigned variable's last value.
    current: BTreeMap<VarId, VarId>,
}

impl Pending {
    pub(crate) fn is_empty(&self) -> bool {
        self.current.is_empty()
    }

    /// The variables it assigns.
    pub(crate) fn assigned(&self) -> impl Iterator<Item = VarId> + '_ {
        self.current.keys().copied()
    }

    pub(crate) fn assigns(&self, var: VarId) -> bool {
        self.current.contains_key(&var)
    }

    /// Appends `var := value`, where `value` sees everything assigned before.
    pub(crate) fn set(&mut self, var: VarId, value: &Jx, ids: &mut Ids) {
        let value = self.see(value);
        if value == Jx::Var(var) && !self.assigns(var) {
            return;
        }
        let def = ids.definition_of(var);
        self.defs.push((def, value));
        self.current.insert(var, def);
    }

    /// Appends what `later` assigns, as seen after `self`.
    pub(crate) fn then(&mut self, later: &Pending, ids: &mut Ids) {
        let mut renamed: BTreeMap<VarId, VarId> = BTreeMap::new();
        for (def, value) in &later.defs {
            let value = value.subst(&|var| match renamed.get(&var) {
                Some(def) => Some(Jx::Var(*def)),
                None => self.current.get(&var).map(|def| Jx::Var(*def)),
            });
            let fresh = ids.definition_of(*def);
            self.defs.push((fresh, value));
            renamed.insert(*def, fresh);
        }
        for (var, def) in &later.current {
            if let Some(def) = renamed.get(def) {
                self.current.insert(*var, *def);
            }
        }
    }

    /// Drops the assignments to variables that `keep` refuses.
    pub(crate) fn retain(&mut self, keep: impl Fn(VarId) -> bool) {
        self.current.retain(|var, _| keep(*var));
    }

    /// Rewrites every expression.
    pub(crate) fn map(&mut self, rewrite: &dyn Fn(&Jx) -> Jx) {
        for (_, value) in &mut self.defs {
            *value = rewrite(value);
        }
    }

    /// `value`, written over the variables as they are after the sequence, as an expression over those before it.
    pub(crate) fn resolve(&self, value: &Jx, ids: &Ids) -> Jx {
        if self.defs.is_empty() {
            return value.clone();
        }
        self.place_definitions(self.see(value), ids)
    }

    /// The final value of an assigned variable, as an expression over the values before.
    pub(crate) fn value_of(&self, var: VarId, ids: &Ids) -> Option<Jx> {
        let def = *self.current.get(&var)?;
        Some(self.place_definitions(Jx::Var(def), ids))
    }

    /// Whether `test` holds somewhere in an expression, needed or not.
    pub(crate) fn any(&self, test: &dyn Fn(&Jx) -> bool) -> bool {
        self.defs.iter().any(|(_, value)| value.any(test))
    }

    /// Adds the variables that the assignments to `live` read, before the sequence.
    pub(crate) fn reads(&self, live: &dyn Fn(VarId) -> bool, into: &mut BTreeSet<VarId>) {
        let mut wanted: BTreeSet<VarId> =
            self.current.iter().filter(|(var, _)| live(**var)).map(|(_, def)| *def).collect();
        for (def, value) in self.defs.iter().rev() {
            if wanted.contains(def) {
                wanted.extend(value.vars());
            }
        }
        let own: BTreeSet<VarId> = self.defs.iter().map(|(def, _)| *def).collect();
        into.extend(wanted.difference(&own));
    }

    fn see(&self, value: &Jx) -> Jx {
        if self.current.is_empty() {
            return value.clone();
        }
        value.subst(&|var| self.current.get(&var).map(|def| Jx::Var(*def)))
    }

    /// `value` with the definitions that it needs, those that are used more than once bound around it.
    fn place_definitions(&self, value: Jx, ids: &Ids) -> Jx {
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        let count = |value: &Jx, times: usize, waiting: &mut BTreeMap<usize, usize>| {
            for (var, n) in value.occurrences() {
                if let Some(i) = self.position(var) {
                    let uses = waiting.entry(i).or_default();
                    *uses = uses.saturating_add(n.saturating_mul(times));
                }
            }
        };
        count(&value, 1, &mut waiting);
        // (definition, how often it is used), last definition first: each only uses earlier ones.
        let mut needed: Vec<(usize, usize)> = Vec::new();
        while let Some((i, uses)) = waiting.pop_last() {
            // A cheap definition is repeated where it is used; any other stands once.
            let times = if self.defs[i].1.is_cheap() { uses } else { 1 };
            count(&self.defs[i].1, times, &mut waiting);
            needed.push((i, uses));
        }
        let mut placed: BTreeMap<VarId, Jx> = BTreeMap::new();
        let mut bound: Vec<(Rc<str>, Jx)> = Vec::new();
        for (i, uses) in needed.into_iter().rev() {
            let (def, definition) = &self.defs[i];
            let definition = definition.subst(&|var| placed.get(&var).cloned());
            let stands = if uses == 1 || definition.is_cheap() {
                definition
            } else {
                let name: Rc<str> = ids.local_name(*def).into();
                bound.push((name.clone(), definition));
                Jx::Local(name)
            };
            placed.insert(*def, stands);
        }
        let value = value.subst(&|var| placed.get(&var).cloned());
        if bound.is_empty() { value } else { bind_around(&bound, value) }
    }

    /// Where a definition stands. Their ids grow.
    fn position(&self, def: VarId) -> Option<usize> {
        self.defs.binary_search_by_key(&def, |(id, _)| *id).ok()
    }
}

/// `value` with the bindings around it; around the one member of an object that reads them, so that the other members stay the
/// literals they are: a function's name, from which permissions are inferred.
fn bind_around(bound: &[(Rc<str>, Jx)], value: Jx) -> Jx {
    let reads = |x: &Jx| x.any(&|x| matches!(x, Jx::Local(name) if bound.iter().any(|(bound, _)| bound == name)));
    if let Jx::Object(members) = &value
        && let [only] = (0..members.len()).filter(|i| reads(&members[*i].1)).collect::<Vec<_>>().as_slice()
    {
        let member = |(i, (key, member)): (usize, &(Rc<str>, Jx))| {
            (key.clone(), if i == *only { bind_around(bound, member.clone()) } else { member.clone() })
        };
        return Jx::Object(members.iter().enumerate().map(member).collect());
    }
    Jx::Let(bound.into(), Rc::new(value))
}

//! Which parts of a value an expression can read.
//!
//! Every evaluation converts what it reads into values of the engine. The input of an execution is large and an expression names two fields of it, so only
//! these are converted.

use std::collections::BTreeMap;

use asl_schema::jsonata::{Read, StepKind};

/// The parts of a value that are read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// These members, if it is an object; else all of it.
    Members(BTreeMap<String, Wanted>),
}

impl Wanted {
    pub(super) fn nothing() -> Wanted {
        Wanted::Members(BTreeMap::new())
    }

    /// Adds what a read needs: what its first names lead to. What follows an index or a predicate can be anywhere below.
    pub(super) fn add(&mut self, read: &Read<'_, '_>) {
        let names = read.steps.iter().take_while(|step| matches!(step.kind, StepKind::Map(_))).count();
        let mut place = self;
        for field in read.fields().take(names) {
            let Wanted::Members(members) = place else { return };
            place = members.entry(field.name.to_owned()).or_insert_with(Wanted::nothing);
        }
        *place = Wanted::Whole;
    }
}

//! The evaluation of one state: what it can see, and what is learned on the way.

use std::ops::Range;

use super::findings::Finding;
use super::world::{Slot, World};
use crate::check::context::StateId;
use crate::data::{Maker, Shape};

/// One evaluation of a state.
pub(super) struct Scene<'w, 'a> {
    pub(super) world: &'w World<'w, 'a>,
    pub(super) state: StateId,
    /// `$$` and `$states.context`.
    pub(super) context: Shape,
    /// The variables that were read.
    pub(super) read: Vec<Slot>,
    /// The variables that get a value, and what it can be.
    pub(super) assigned: Vec<(Slot, Shape)>,
    /// Reads of what cannot be there.
    pub(super) found: Vec<Finding<'a>>,
}

/// What `$` is for JSONPath, and how to call it.
#[derive(Clone)]
pub(super) struct Root {
    pub(super) shape: Shape,
    pub(super) name: What,
}

/// Where the data comes from that something is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Input,
    Result,
    Error,
    Output,
}

impl Root {
    pub(super) fn new(shape: &Shape, name: What) -> Root {
        Root { shape: shape.clone(), name }
    }
}

impl<'w, 'a> Scene<'w, 'a> {
    pub(super) fn new(world: &'w World<'w, 'a>, state: StateId) -> Scene<'w, 'a> {
        let context = world.context_object(state);
        Scene { world, state, context, read: Vec::new(), assigned: Vec::new(), found: Vec::new() }
    }

    /// The state, as the maker of what it makes.
    pub(super) fn maker(&self) -> Maker {
        u32::try_from(self.state).ok()
    }

    /// What a variable can be.
    pub(super) fn variable(&mut self, name: &str) -> Shape {
        match self.world.resolve(self.state, name) {
            Some(slot) => {
                self.read.push(slot);
                self.world.variable(slot)
            }
            None => Shape::unknown(),
        }
    }

    /// Notes that a variable gets a value.
    pub(super) fn assign(&mut self, name: &str, shape: Shape) {
        if let Some(slot) = self.world.resolve(self.state, name) {
            self.assigned.push((slot, shape));
        }
    }

    /// Notes a read of a field that is not in `of`. Nothing more is said about what would have been in it.
    pub(super) fn missing(
        &mut self,
        text: &'a str,
        range: Range<usize>,
        name: &str,
        of: &Shape,
        from: Option<What>,
        above: &str,
    ) -> Shape {
        let above = if from.is_some() { String::new() } else { above.to_owned() };
        let (name, of) = (name.to_owned(), of.clone());
        self.found.push(Finding { state: self.state, text, range, name, of, from, above });
        Shape::unknown()
    }
}

//! What each state does with data, in either query language: what goes in, what comes out on each way.

use std::sync::LazyLock;

use super::scene::Scene;
use crate::data::{ObjectShape, Shape};
use crate::model::QueryLanguage;

/// What entering or leaving a state leads to.
pub(super) enum Effect {
    /// The states inside it start with this.
    Inside(Shape),
    /// It is left.
    Out(Out),
}

/// What leaves a state on each way: never where the way is not taken.
#[derive(Default)]
pub(super) struct Out {
    /// `Next`, `End`, `Default`.
    pub(super) next: Shape,
    pub(super) rules: Vec<Shape>,
    pub(super) catchers: Vec<Shape>,
}

impl Out {
    pub(super) fn next(shape: Shape) -> Effect {
        Effect::Out(Out { next: shape, ..Out::default() })
    }
}

/// A state gets its input.
pub(super) fn enter(scene: &mut Scene<'_, '_>, input: &Shape) -> Effect {
    let Some(node) = scene.world.context.states.get(scene.state) else { return Out::next(Shape::unknown()) };
    match node.language {
        QueryLanguage::JsonPath => scene.enter_jsonpath(node.state, input),
        QueryLanguage::Jsonata => scene.enter_jsonata(node.state, input),
    }
}

/// The states inside a state have given these.
pub(super) fn leave(scene: &mut Scene<'_, '_>, input: &Shape, results: &[Shape]) -> Effect {
    let Some(node) = scene.world.context.states.get(scene.state) else { return Out::next(Shape::unknown()) };
    let result = scene.result_of_scopes(node.state, results);
    Effect::Out(match node.language {
        QueryLanguage::JsonPath => scene.leave_jsonpath(node.state, input, &result),
        QueryLanguage::Jsonata => scene.leave_jsonata(node.state, input, &result),
    })
}

impl Scene<'_, '_> {
    /// What a catcher gets. AWS was seen to give both fields, `null` where whoever failed the task said nothing.
    pub(super) fn error_output(&self) -> Shape {
        static OUTPUT: LazyLock<ObjectShape> = LazyLock::new(|| {
            let text = Shape::text().or(&Shape::null());
            ObjectShape::new([("Error", text.clone()), ("Cause", text.optional())], false, None)
        });
        Shape::from_object(OUTPUT.made(self.maker()))
    }
}
